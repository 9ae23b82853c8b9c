import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LifecycleReadings } from '../../src/lifecycle/index.js';
import {
  type Command,
  emptyRegistry,
  orThrow,
  type Registry,
  type RegistryEvent,
  type RegistrySnapshot,
  type RepositorySnapshot,
  registryOf,
  snapshotOf,
  step,
} from '../../src/registry/index.js';
import { readings as lifecycleReadings } from '../arbitraries/lifecycle.js';
import {
  prelude,
  principals,
  someReadings,
  type Timed,
  timedCommand,
} from '../arbitraries/registry.js';
import {
  placeOf,
  type ReferenceReadings,
  type ReferenceRepository,
  type ReferenceWorld,
  referenceStep,
} from '../reference/registry.js';

const limits = { repositories: 3, images: 7, tags: 2 } as const;

interface Real {
  registry: Registry;
  /** Digests of artifacts that followed their subject, perhaps from behind an index. */
  readonly followed: Set<string>;
  /** As text, since it grows with the value's depth: what the value was written out as before the command. */
  written: string;
}

interface Model {
  readonly world: ReferenceWorld;
  atMs: number;
}

function realOf(readings: ReferenceReadings, lifecycle: LifecycleReadings): Real {
  const identities = Object.entries(principals).map(([arn, actions]) => [
    arn,
    {
      identity: [
        {
          Version: '2012-10-17',
          Statement:
            actions.length === 0
              ? []
              : [
                  {
                    Effect: 'Allow' as const,
                    Action: actions.map((name) => `ecr:${name}`),
                    Resource: '*',
                  },
                ],
        },
      ],
    },
  ]);
  const registry = emptyRegistry({
    readings: { registry: readings, lifecycle },
    limits: {
      repositories: limits.repositories,
      'images-per-repository': limits.images,
      'tags-per-image': limits.tags,
    },
    principals: Object.fromEntries(identities),
  });
  return { registry, followed: new Set(), written: JSON.stringify(snapshotOf(registry)) };
}

function modelOf(readings: ReferenceReadings, lifecycle: LifecycleReadings): Model {
  const world = { places: [], readings, lifecycle, limits, allowed: principals, events: [] };
  return { world, atMs: Date.UTC(2026, 5, 1) };
}

/** One command, done by the engine and by the reference, and everything that must hold afterwards. */
class Asked implements fc.Command<Model, Real> {
  private readonly timed: Timed;

  constructor(timed: Timed) {
    this.timed = timed;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    model.atMs += this.timed.afterMs;
    // Sound: only the instant was left out.
    const command = { ...this.timed.command, atMs: model.atMs } as Command;
    const before = real.registry;
    const result = step(before, command);
    const again = step(before, command);
    expect(again).toEqual(result);
    expect(JSON.stringify(snapshotOf(before))).toBe(real.written);

    const expected = referenceStep(model.world, command);
    expect(answerOf(result.outcome)).toBe(expected);
    if (result.outcome.kind === 'refused') expect(result.registry).toBe(before);
    expect(result.events.map(lineOf).toSorted()).toEqual(model.world.events.toSorted());

    const after = snapshotOf(result.registry);
    expect(projected(after)).toEqual(projectedReference(model.world, after));
    for (const event of result.events) {
      const followed = event.kind === 'image-deleted' && event.cause === 'lifecycle-cascade';
      const mayFollow = model.world.lifecycle.referrersBehindIndex === 'follow';
      if (followed && mayFollow) real.followed.add(event.imageDigest);
    }
    holdsTogether(after, real.followed, result.registry);
    eventForEveryChange(snapshotOf(before), after, result.events);
    neverChained(command, result.events);
    real.registry = result.registry;
    real.written = JSON.stringify(after);
  }

  toString(): string {
    const { operation, input, ...rest } = this.timed.command;
    return `${this.timed.afterMs} ms later ${operation} ${JSON.stringify(input)} ${JSON.stringify(rest)}`;
  }
}

/** What the reference answers, read off the engine's answer. */
function answerOf(outcome: ReturnType<typeof step>['outcome']): string {
  if (outcome.kind === 'refused') return outcome.exception;
  const output: Readonly<Record<string, unknown>> = outcome.output;
  const failures = output['failures'];
  if (!Array.isArray(failures)) return 'done {}';
  const codes = failures.map(({ failureCode }) => failureCode);
  const images = output['images'] ?? output['imageIds'];
  const rows = (Array.isArray(images) ? images : []).map((row) => {
    const { imageDigest, imageTag = '-' } = row.imageId ?? row;
    return `${imageDigest} ${imageTag}`;
  });
  return `done ${JSON.stringify({ rows, failures: codes })}`;
}

function lineOf(event: RegistryEvent): string {
  const where = `${event.registryId}/${event.region}`;
  const words = (...more: readonly unknown[]) => [where, event.kind, ...more].join(' ');
  switch (event.kind) {
    case 'repository-created': {
      const template = event.template === undefined ? [] : [event.template ?? 'null'];
      return words(event.repositoryName, event.cause, ...template);
    }
    case 'repository-deleted':
      return words(event.repositoryName);
    case 'setting-changed':
      return words(
        ...(event.repositoryName === undefined ? [] : [event.repositoryName]),
        event.setting,
      );
    case 'image-pushed':
      return words(
        event.repositoryName,
        event.imageDigest,
        event.imageTag ?? '-',
        event.isNew,
        event.cause,
      );
    case 'tag-removed':
      return words(event.repositoryName, event.imageDigest, event.imageTag, event.cause);
    case 'image-deleted':
      return words(event.repositoryName, event.imageDigest, event.imageTags.join(','), event.cause);
    case 'image-archived':
    case 'image-activating':
    case 'image-restored':
    case 'scan-completed':
      return words(event.repositoryName, event.imageDigest, event.cause);
    case 'pull-recorded':
      return words(event.repositoryName, event.imageDigest, event.imageTag ?? '-');
    case 'replicated': {
      const tag =
        event.withheldTag === undefined ? (event.imageTag ?? '-') : `without ${event.withheldTag}`;
      const source = `${event.sourceRegistryId}/${event.sourceRegion}`;
      return words(event.repositoryName, event.imageDigest, tag, source, event.result);
    }
    case 'policy-executed': {
      const digests = (list: typeof event.actions) =>
        list.map(({ imageDigest, rulePriority }) => `${imageDigest}:${rulePriority}`);
      const lists = [event.actions, event.failures].map((list) =>
        digests(list).toSorted().join(','),
      );
      return words(event.repositoryName, ...lists);
    }
    default:
      return words();
  }
}

/** What both know of every repository, in one shape. Registries that were only looked at hold nothing. */
function projected({ registries }: RegistrySnapshot): unknown {
  const all = registries.flatMap(({ registryId, region, repositories = [] }) =>
    repositories.map((one) => [`${registryId}/${region}/${one.repositoryName}`, repositoryOf(one)]),
  );
  return Object.fromEntries(all);
}

function repositoryOf(one: RepositorySnapshot): unknown {
  const { imageTagMutability, imageTagMutabilityExclusionFilters: filters = [] } = one;
  const images = (one.images ?? []).map((image) => [
    image.imageDigest,
    {
      tags: image.imageTags,
      pushedAtMs: image.imagePushedAtMs,
      status: image.imageStatus ?? 'ACTIVE',
      archivedAtMs: image.lastArchivedAtMs,
      activatedAtMs: image.lastActivatedAtMs,
      pulledAtMs: image.lastRecordedPullTimeMs,
      size: image.imageSizeInBytes,
      isScanned: image.imageScanStatus !== undefined,
      replications: Object.fromEntries(
        (image.replicationStatuses ?? []).map(({ region, registryId, status }) => [
          `${region} ${registryId}`,
          status,
        ]),
      ),
    },
  ]);
  return {
    imageTagMutability,
    filters,
    lifecycle: one.lifecyclePolicyText,
    ranAtMs: one.lifecycleLastEvaluatedAtMs,
    resourceTags: Object.fromEntries(
      (one.resourceTags ?? []).map(({ Key, Value }) => [Key, Value]),
    ),
    images: Object.fromEntries(images),
  };
}

/** The reference in the same shape; it is asked about every registry that the engine has. */
function projectedReference(world: ReferenceWorld, { registries }: RegistrySnapshot): unknown {
  for (const { registryId, region } of registries) placeOf(world, registryId, region);
  const all = world.places.flatMap(({ registryId, region, repositories }) =>
    repositories.map((one) => [`${registryId}/${region}/${one.name}`, referenceRepositoryOf(one)]),
  );
  return Object.fromEntries(all);
}

function referenceRepositoryOf(one: ReferenceRepository): unknown {
  const images = one.images.map((image) => [
    image.digest,
    {
      tags: image.tags,
      pushedAtMs: image.pushedAtMs,
      status: image.status,
      archivedAtMs: image.archivedAtMs,
      activatedAtMs: image.activatedAtMs,
      pulledAtMs: image.pulledAtMs,
      size: image.size,
      isScanned: image.isScanned ?? false,
      replications: image.replications,
    },
  ]);
  return {
    imageTagMutability: one.settings.imageTagMutability,
    filters: one.settings.imageTagMutabilityExclusionFilters ?? [],
    lifecycle: one.lifecycle?.text,
    ranAtMs: one.lifecycle?.ranAtMs,
    resourceTags: one.resourceTags,
    images: Object.fromEntries(images),
  };
}

/** A tag on at most one image, no index without its images, the quotas, and indexes that say what the images say. */
function holdsTogether(
  snapshot: RegistrySnapshot,
  followed: ReadonlySet<string>,
  registry: Registry,
): void {
  for (const { repositories = [] } of snapshot.registries) {
    expect(repositories.length).toBeLessThanOrEqual(limits.repositories);
    for (const { images = [] } of repositories) {
      const tags = images.flatMap(({ imageTags }) => imageTags);
      expect(new Set(tags).size).toBe(tags.length);
      expect(images.length).toBeLessThanOrEqual(limits.images);
      const digests = new Set(images.map(({ imageDigest }) => imageDigest));
      for (const { references = [], imageTags, lastArchivedAtMs } of images) {
        expect(imageTags.length).toBeLessThanOrEqual(limits.tags);
        // While an index is archived a lifecycle policy may take its images away.
        if (lastArchivedAtMs !== undefined) continue;
        const missing = references.filter(
          (digest) => !digests.has(digest) && !followed.has(digest),
        );
        expect(missing).toEqual([]);
      }
    }
  }
  // Built anew from what is written, every index comes out the same, entry for entry.
  expect(plain(orThrow(registryOf(snapshot)).registries)).toEqual(
    plain({ ...registry.registries }),
  );
}

/** As JSON has it, and numbers of a queue counted from its head. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, part) => {
    if (key !== 'basicScans') return part;
    return { length: part.next - part.first };
  });
}

/** Each repository and image that differs is told of, and what is told of differs or was only asked about. */
function eventForEveryChange(
  before: RegistrySnapshot,
  after: RegistrySnapshot,
  events: readonly RegistryEvent[],
): void {
  const [old, now] = [partsOf(before), partsOf(after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (key) => old.get(key) !== now.get(key),
  );
  const told = new Set(events.flatMap(keysOf));
  expect(changed.filter((key) => !told.has(key))).toEqual([]);
  if (changed.length === 0) {
    // A failed replication that failed before, and a run with nothing to do at the same instant, leave no trace.
    const silent = events.filter(({ kind }) => kind !== 'replicated');
    expect(silent).toEqual([]);
  }
}

/** Everything that can change, by its place: the settings of registries and repositories, and images. */
function partsOf({ registries }: RegistrySnapshot): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const { registryId, region, repositories = [], ...rest } of registries) {
    const place = `${registryId}/${region}`;
    const { basicScansAtMs: _, due: __, replicationConfiguredAtMs: ___, ...settings } = rest;
    const isUntouched = JSON.stringify(settings) === untouchedSettings;
    if (!isUntouched) parts.set(place, JSON.stringify(settings));
    for (const { images = [], ...repository } of repositories) {
      parts.set(`${place} ${repository.repositoryName}`, JSON.stringify(repository));
      for (const image of images) {
        const key = `${place} ${repository.repositoryName} ${image.imageDigest}`;
        parts.set(key, JSON.stringify(image));
      }
    }
  }
  return parts;
}

const untouchedSettings = (() => {
  const command = {
    operation: 'DeleteRegistryPolicy',
    registryId: '111111111111',
    region: 'us-east-1',
    atMs: 0,
    input: {},
  } as const;
  const put = {
    ...command,
    operation: 'CreateRepository',
    input: { repositoryName: 'any' },
  } as const;
  const [regional] = snapshotOf(step(emptyRegistry(), put).registry).registries;
  const {
    registryId: _,
    region: __,
    repositories: ___,
    ...rest
  } = regional ?? {
    registryId: '',
    region: '',
  };
  const { basicScansAtMs: ____, due: _____, replicationConfiguredAtMs: ______, ...settings } = rest;
  return JSON.stringify(settings);
})();

/** The places an event speaks of; a replication speaks of its source as well. */
function keysOf(event: RegistryEvent): readonly string[] {
  const place = `${event.registryId}/${event.region}`;
  if (!('repositoryName' in event) || event.repositoryName === undefined) return [place];
  if (!('imageDigest' in event)) return [`${place} ${event.repositoryName}`];
  const image = `${event.repositoryName} ${event.imageDigest}`;
  if (event.kind !== 'replicated') return [`${place} ${image}`];
  return [`${place} ${image}`, `${event.sourceRegistryId}/${event.sourceRegion} ${image}`];
}

/** Whatever arrives by replication comes straight from the registry of the command. */
function neverChained({ registryId, region }: Command, events: readonly RegistryEvent[]): void {
  for (const event of events) {
    if (event.kind !== 'replicated') continue;
    expect([event.sourceRegistryId, event.sourceRegion]).toEqual([registryId, region]);
  }
}

describe('a registry that is stepped through', () => {
  it('answers, changes and tells as the naive one does, command after command', () => {
    fc.assert(
      fc.property(
        someReadings,
        lifecycleReadings,
        prelude,
        fc.commands([timedCommand.map((timed) => new Asked(timed))], {
          size: '+1',
          maxCommands: 60,
        }),
        (readings, lifecycle, first, commands) => {
          const setup = () => {
            const [model, real] = [modelOf(readings, lifecycle), realOf(readings, lifecycle)];
            for (const timed of first) new Asked(timed).run(model, real);
            return { model, real };
          };
          fc.modelRun(setup, commands);
        },
      ),
      { numRuns: 120 },
    );
  }, 180_000);
});
