import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../src/base/result.js';
import { compileLifecyclePolicy, type Image } from '../../src/lifecycle/index.js';
import {
  type Registry,
  type RegistrySnapshot,
  registryOf,
  repositoryIn,
  type StoredImage,
  snapshotOf,
  step,
} from '../../src/registry/index.js';
import {
  type RepositoryFrame,
  type Schedule,
  simulate,
  simulateFrames,
} from '../../src/simulate/index.js';
import { repositoryNames, schedule, simulation } from '../arbitraries/schedule.js';
import type { ReferenceEvent, ReferenceQuestion } from '../reference/simulate.js';

const dayMs = 86_400_000;
const restoreMs = 20 * 60 * 1000;
const home = { registryId: '111111111111', region: 'eu-central-1' };
const there = { registryId: '222222222222', region: 'eu-central-1' };

/** A digest of the form that a registry takes, another for each name. */
function digestNamed(name: string): string {
  return `sha256:${createHash('sha256').update(name).digest('hex')}`;
}

/** A tag that docker can push: no tag of a law begins with an x. */
function tagNamed(tag: string): string {
  return /^\w/.test(tag) ? tag : `x${tag}`;
}

function spelt<Any extends Image>(image: Any): StoredImage {
  const { repositoryName: _, registryId: __, references, subjectManifestDigest, ...rest } = image;
  return {
    ...rest,
    imageDigest: digestNamed(image.imageDigest),
    imageTags: image.imageTags.map(tagNamed),
    ...(references && { references: references.map(digestNamed) }),
    ...(subjectManifestDigest && { subjectManifestDigest: digestNamed(subjectManifestDigest) }),
  };
}

function imagesOf({ images }: ReferenceQuestion): readonly StoredImage[] {
  return images.map(spelt);
}

function eventOf({ atMs, ...deed }: ReferenceEvent) {
  const at = { at: new Date(atMs).toISOString(), repositoryName: 'web' };
  if ('push' in deed) {
    const { imageDigest, imageTags } = deed.push;
    const named = { imageDigest: digestNamed(imageDigest), imageTags: imageTags.map(tagNamed) };
    return { ...at, push: { ...deed.push, ...named } };
  }
  const { imageDigest, imageTag = '' } = 'pull' in deed ? deed.pull : deed.delete;
  const named =
    imageDigest === undefined
      ? { imageTag: tagNamed(imageTag) }
      : { imageDigest: digestNamed(imageDigest) };
  return 'pull' in deed ? { ...at, pull: named } : { ...at, delete: named };
}

function registryUnder(given: ReferenceQuestion): Registry {
  const { policy, readings, fromMs } = given;
  const stored = imagesOf(given);
  const due = stored
    .filter(({ imageStatus }) => imageStatus === 'ACTIVATING')
    .map(({ imageDigest }) => ({
      kind: 'activation' as const,
      repositoryName: 'web',
      imageDigest,
      dueMs: fromMs + restoreMs,
    }));
  const lifecyclePolicyText = JSON.stringify(policy);
  const repository = { repositoryName: 'web', images: stored, lifecyclePolicyText };
  return orThrow(
    registryOf({
      registries: [{ ...home, repositories: [repository], due }],
      readings: { lifecycle: readings },
    }),
  );
}

/** The part of a frame that both engines tell; artifacts follow their subjects in no order of note. */
function shared({ departures, ...frame }: RepositoryFrame) {
  const { images, archivedImages, standardBytes, archiveBytes } = frame;
  const { pushed, pulled, missedPulls, expired, archived, blocked } = frame;
  const { deleted, failedDeletions } = frame;
  const stored = { images, archivedImages, standardBytes, archiveBytes };
  const marked = departures.filter(({ rulePriority }) => rulePriority !== null);
  const following = departures
    .filter(({ rulePriority }) => rulePriority === null)
    .toSorted((a, b) => (a.imageDigest < b.imageDigest ? -1 : 1));
  const happened = { pushed, pulled, missedPulls, expired, archived, blocked };
  return { ...stored, ...happened, deleted, failedDeletions, marked, following };
}

describe('a registry through time', () => {
  it('with plain repositories and lifecycle policies is the fast simulation of them', () => {
    fc.assert(
      fc.property(simulation, (given) => {
        const { policy, readings, fromMs, toMs, everyMs } = given;
        const events = given.events.map(eventOf);
        const fast = simulateFrames({
          repositories: [
            {
              ...{ registryId: home.registryId, repositoryName: 'web' },
              images: imagesOf(given),
              policy: compileLifecyclePolicy(policy, { readings }),
            },
          ],
          schedule: { events },
          ...{ fromMs, toMs, lifecycleEveryMs: everyMs },
        });
        const options = { fromMs, toMs, lifecycleEvery: everyMs };
        const whole = simulate(registryUnder(given), { events }, options);
        expect(
          [...whole].map(({ atMs, total, repositories }) => [
            atMs,
            total.refused,
            repositories.map(shared),
          ]),
        ).toEqual([...fast].map(({ atMs, repositories }) => [atMs, 0, repositories.map(shared)]));
      }),
      { numRuns: 25 },
    );
  });

  it('without a schedule is one lifecycle run after another', () => {
    fc.assert(
      fc.property(simulation, (given) => {
        const { fromMs, toMs, everyMs } = given;
        let registry = registryUnder(given);
        const frames = simulate(registry, {}, { fromMs, toMs, lifecycleEvery: everyMs });
        for (let atMs = fromMs; ; atMs += everyMs) {
          const { done, value } = frames.next();
          if (done) {
            expect(snapshotOf(value.registry)).toEqual(snapshotOf(registry));
            return;
          }
          for (const operation of ['ClockTick', 'LifecycleRun'] as const)
            registry = step(registry, { ...home, atMs, operation, input: {} }).registry;
          const { images } = repositoryIn(registry, home, 'web') ?? {};
          expect([value.atMs, value.total.images]).toEqual([atMs, images?.size]);
        }
      }),
      { numRuns: 15 },
    );
  });
});

const fromMs = Date.UTC(2026, 5, 15, 12);

/** Two registries; what is pushed to the first is copied to the second, whose tags may be immutable. */
const world: fc.Arbitrary<RegistrySnapshot> = fc
  .tuple(
    fc.array(fc.constantFrom('MUTABLE', 'IMMUTABLE'), { minLength: 3, maxLength: 3 }),
    fc.constantFrom('MUTABLE', 'IMMUTABLE'),
    fc.integer({ min: 3, max: 60 }),
    fc.boolean(),
  )
  .map(([mutability, overThere, limit, isAllowed]): RegistrySnapshot => {
    const lifecyclePolicyText = JSON.stringify({
      rules: [
        {
          rulePriority: 1,
          selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 5 },
          action: { type: 'expire' },
        },
      ],
    });
    const rules = [{ destinations: [there] }];
    const registryPolicyText = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${home.registryId}:root` },
          Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
          Resource: `arn:aws:ecr:${there.region}:${there.registryId}:repository/*`,
        },
      ],
    });
    return {
      registries: [
        {
          ...home,
          repositories: repositoryNames.map((repositoryName, index) => ({
            repositoryName,
            lifecyclePolicyText,
            imageTagMutability: mutability[index] === 'IMMUTABLE' ? 'IMMUTABLE' : 'MUTABLE',
          })),
          replicationConfiguration: { rules },
        },
        {
          ...there,
          repositories: [
            {
              repositoryName: 'team-a/web',
              imageTagMutability: overThere === 'IMMUTABLE' ? 'IMMUTABLE' : 'MUTABLE',
            },
          ],
          ...(isAllowed && { registryPolicyText }),
        },
      ],
      limits: { 'images-per-repository': limit },
    };
  });

describe('a registry with settings through time', () => {
  const options = (days: number) => ({ fromMs, toMs: fromMs + days * dayMs, home });

  it('gives the same whenever it is asked, and its numbers add up', () => {
    fc.assert(
      fc.property(world, schedule, fc.nat(12), (snapshot, given, days) => {
        const registry = orThrow(registryOf(snapshot));
        const before = JSON.stringify(snapshotOf(registry));
        const frames = [...simulate(registry, given, options(days))];
        expect([...simulate(registry, given, options(days))]).toEqual(frames);
        expect(JSON.stringify(snapshotOf(registry))).toBe(before);
        const present = new Map<string, number>();
        for (const { total, repositories, refusals } of frames) {
          let refused = 0;
          for (const { count } of refusals) refused += count;
          expect(total.refused).toBe(refused);
          for (const { registryId, repositoryName, ...frame } of repositories) {
            const key = `${registryId} ${repositoryName}`;
            const { pushed, copied, signed, expired, departures } = frame;
            const now = (present.get(key) ?? 0) + pushed + copied + signed - expired;
            expect(frame.images).toBe(now);
            expect(departures).toHaveLength(expired + frame.archived);
            if (registryId === there.registryId) expect(pushed).toBe(0);
            present.set(key, now);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('never puts a tag on two images, nor more images into a repository than its quota', () => {
    fc.assert(
      fc.property(world, schedule, fc.nat(12), (snapshot, given, days) => {
        const frames = simulate(orThrow(registryOf(snapshot)), given, options(days));
        let last = frames.next();
        while (!last.done) last = frames.next();
        const { registries } = snapshotOf(last.value.registry);
        for (const { repositories = [] } of registries) {
          for (const { images = [] } of repositories) {
            const tags = images.flatMap(({ imageTags }) => imageTags);
            expect(new Set(tags).size).toBe(tags.length);
            expect(images.length).toBeLessThanOrEqual(
              snapshot.limits?.['images-per-repository'] ?? 0,
            );
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('refuses the moving tag of every build after the first where tags are immutable', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(6), fc.nat(1), (count, days, extra) => {
        const registry = orThrow(
          registryOf({
            registries: [
              {
                ...home,
                repositories: [{ repositoryName: 'web', imageTagMutability: 'IMMUTABLE' }],
              },
            ],
          }),
        );
        const tags = ['main-{n}', 'latest'].slice(extra);
        const given: Schedule = { builds: [{ count, every: 'day', tags }] };
        const frames = [...simulate(registry, given, options(days))];
        const sum = (of: (frame: (typeof frames)[number]) => number) =>
          frames.reduce((all, frame) => all + of(frame), 0);
        const plain = simulateFrames({
          repositories: [{ repositoryName: 'web', images: [] }],
          schedule: given,
          ...{ fromMs, toMs: fromMs + days * dayMs },
        });
        const builds = [...plain].reduce((all, { total }) => all + total.pushed, 0);
        expect(sum(({ total }) => total.refused)).toBe(Math.max(0, builds - 1));
        expect(sum(({ total }) => total.pushed)).toBe(extra === 0 ? builds : Math.min(1, builds));
        for (const { refusals } of frames)
          for (const { exception } of refusals)
            expect(exception).toBe('ImageTagAlreadyExistsException');
      }),
      { numRuns: 15 },
    );
  });
});
