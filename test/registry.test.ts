import { describe, expect, it } from 'vitest';
import { lives, liveThrough, registryOfSize } from '../bench/scenarios/registry.js';
import { ledger } from '../src/facts/ledger/index.js';
import {
  type Command,
  emptyRegistry,
  orThrow,
  type Registry,
  type RegistryEvent,
  type RegistryOptions,
  registryOf,
  type StoredImage,
  snapshotOf,
  step,
} from '../src/registry/index.js';
import { cases } from './cases.js';
import { type CaseImage, imageOf } from './lifecycle-cases.js';

const home = { registryId: '111111111111', region: 'us-east-1' };

interface Step extends Partial<Omit<Command, 'atMs'>> {
  /** Since 1970; absent, the same as of the step before. */
  readonly hour?: number;
  /** AWS's exception; absent, the step is done. */
  readonly refused?: string;
  readonly message?: string;
  /** Parts of the output. */
  readonly output?: object;
  /** Parts of each event, or their kinds alone; absent, they are not looked at. */
  readonly events?: readonly Partial<RegistryEvent>[];
  readonly kinds?: readonly string[];
}

interface StepCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly options?: RegistryOptions;
  readonly steps: readonly Step[];
  /** Parts of every image of some repositories afterwards, of the home registry unless a Region stands before. */
  readonly images?: Readonly<Record<string, Readonly<Record<string, Partial<StoredImage>>>>>;
}

describe.each(['push', 'delete', 'storage', 'replication', 'settings', 'lifecycle'])(
  'stepping through a registry: %s',
  (group) => {
    it.each(cases<StepCase>(`registry/${group}`))(
      '$name',
      ({ options, steps, images = {}, cites }) => {
        expect(cites.filter((id) => !Object.hasOwn(ledger, id))).toEqual([]);
        let registry = emptyRegistry(options);
        let atMs = 0;
        for (const one of steps) {
          atMs = one.hour === undefined ? atMs : one.hour * 3_600_000;
          registry = taken(registry, one, atMs);
        }
        for (const [place, expected] of Object.entries(images)) {
          const there = imagesOf(registry, place);
          expect(Object.keys(there).toSorted()).toEqual(Object.keys(expected).toSorted());
          expect(there).toMatchObject(expected);
        }
      },
    );
  },
);

/** Takes one step of a case and looks at what it promises. */
function taken(before: Registry, one: Step, atMs: number): Registry {
  const { hour: _, refused, message, output, events, kinds, ...command } = one;
  // Sound: cases are written as commands, which the engine checks by itself.
  const result = step(before, { ...home, ...command, atMs } as Command);
  const { outcome } = result;
  const said = outcome.kind === 'refused' ? `${outcome.exception}: ${outcome.message}` : 'done';
  if (refused === undefined) expect(said).toBe('done');
  else {
    expect(outcome).toMatchObject({ kind: 'refused', exception: refused });
    expect(result.registry).toBe(before);
    expect(result.events).toEqual([]);
  }
  if (message !== undefined) expect(outcome).toMatchObject({ message });
  if (output !== undefined) expect(outcome).toMatchObject({ output });
  if (kinds !== undefined) expect(result.events.map(({ kind }) => kind)).toEqual(kinds);
  if (events !== undefined) {
    expect(result.events.length, JSON.stringify(result.events)).toBe(events.length);
    expect(result.events).toMatchObject(events);
  }
  return result.registry;
}

function imagesOf(registry: Registry, place: string): Readonly<Record<string, StoredImage>> {
  const [name = '', region = home.region] = place.split(' ').toReversed();
  const found = snapshotOf(registry)
    .registries.filter((one) => one.registryId === home.registryId && one.region === region)
    .flatMap(({ repositories = [] }) => repositories)
    .find(({ repositoryName }) => repositoryName === name);
  return Object.fromEntries((found?.images ?? []).map((image) => [image.imageDigest, image]));
}

interface TimelineCase {
  readonly name: string;
  readonly policy: unknown;
  readonly images: readonly CaseImage[];
  readonly from: string;
  readonly to: string;
  readonly everyDays: number;
  readonly events: readonly unknown[];
}

describe('a lifecycle policy that runs day after day', () => {
  it.each(cases<TimelineCase>('lifecycle/timeline'))('$name', (given) => {
    const labels = new Map(given.images.map(({ imageDigest, label }) => [imageDigest, label]));
    const repository = {
      repositoryName: 'team/web',
      lifecyclePolicyText: JSON.stringify(given.policy),
      images: given.images.map((written) => ({ ...imageOf(written), ...nowhere })),
    };
    let registry = orThrow(registryOf({ registries: [{ ...home, repositories: [repository] }] }));
    const told: unknown[] = [];
    const everyMs = given.everyDays * 86_400_000;
    for (let atMs = Date.parse(given.from); atMs <= Date.parse(given.to); atMs += everyMs) {
      const run = step(registry, { ...home, operation: 'LifecycleRun', input: {}, atMs });
      registry = run.registry;
      for (const event of run.events) {
        if (event.kind !== 'policy-executed') continue;
        for (const { imageDigest, rulePriority, action } of event.actions) {
          const at = new Date(atMs).toISOString();
          const label = labels.get(imageDigest);
          told.push({ at, label, rulePriority, action: action.type.toLowerCase() });
        }
      }
    }
    expect(told).toEqual(given.events);
  });
});

/** Where an image is, its place in the registry says. */
const nowhere = { repositoryName: undefined, registryId: undefined };

describe('an inventory in which an index names itself', () => {
  it('does not keep it from being deleted: no manifest holds its own digest', () => {
    const imageDigest = `sha256:${'e'.repeat(64)}`;
    const image = { imageDigest, imageTags: [], imagePushedAtMs: 0, references: [imageDigest] };
    const repository = { repositoryName: 'web', images: [image] };
    const registry = orThrow(registryOf({ registries: [{ ...home, repositories: [repository] }] }));
    const input = { repositoryName: 'web', imageIds: [{ imageDigest }] };
    const { outcome } = step(registry, { ...home, operation: 'BatchDeleteImage', input, atMs: 1 });
    expect(outcome).toMatchObject({ kind: 'done', output: { imageIds: [{ imageDigest }] } });
  });
});

describe('the commands that are measured', () => {
  it('are all done, whatever the size of the registry', () => {
    const all = lives.flat().length;
    expect([10, 1_000].map((count) => liveThrough(registryOfSize(count)))).toEqual([all, all]);
  });
});

describe('a registry written out', () => {
  it('is read back as it was, and steps on alike', () => {
    const [first] = cases<StepCase>('registry/replication');
    let registry = emptyRegistry();
    for (const one of first?.steps ?? []) registry = taken(registry, one, 0);
    const back = orThrow(registryOf(JSON.parse(JSON.stringify(snapshotOf(registry)))));
    expect(JSON.stringify(snapshotOf(back))).toBe(JSON.stringify(snapshotOf(registry)));
    const command = {
      ...home,
      operation: 'PutImage',
      atMs: 1,
      input: { repositoryName: 'team/web', imageDigest: 'sha256:bbbb', imageTag: 'v1' },
    } as const;
    const [one, other] = [step(registry, command), step(back, command)];
    expect(other.events).toEqual(one.events);
    expect(JSON.stringify(snapshotOf(other.registry))).toBe(
      JSON.stringify(snapshotOf(one.registry)),
    );
  });

  it('refuses a policy that cannot be read, and a tag on two images, each at its place', () => {
    const image = { imageTags: ['v1'], imagePushedAtMs: 0 };
    const read = registryOf({
      registries: [
        {
          ...home,
          registryPolicyText: '{',
          repositories: [
            {
              repositoryName: 'team/web',
              lifecyclePolicyText: '{}',
              images: [
                { ...image, imageDigest: 'sha256:a' },
                { ...image, imageDigest: 'sha256:b' },
                { ...image, imageTags: [], imageDigest: 'sha256:a' },
              ],
            },
          ],
        },
      ],
    });
    expect(read.ok).toBe(false);
    const places = new Set(read.diagnostics.map(({ at }) => at));
    expect(places).toEqual(
      new Set([
        '/registries/0/registryPolicyText',
        '/registries/0/repositories/0/lifecyclePolicyText',
        '/registries/0/repositories/0/images/1/imageTags',
        '/registries/0/repositories/0/images/2/imageDigest',
      ]),
    );
  });
});
