import fc from 'fast-check';
import type { Image } from '../../src/lifecycle/index.js';
import type { RecurringBuild, Schedule } from '../../src/simulate/index.js';
import type { ReferenceEvent, ReferenceQuestion } from '../reference/simulate.js';
import { imagesFor, scene } from './lifecycle.js';

const dayMs = 86_400_000;

/** One repository as a registry keeps it: no digest twice, and a tag on one image only. */
export function asRegistryKeeps(images: readonly Image[]): readonly Image[] {
  const digests = new Set<string>();
  const tags = new Set<string>();
  return images.flatMap((image, index) => {
    if (digests.has(image.imageDigest)) return [];
    digests.add(image.imageDigest);
    const imageTags = [...new Set(image.imageTags)].filter((tag) => !tags.has(tag));
    for (const tag of imageTags) tags.add(tag);
    return [{ ...image, imageTags, repositoryName: 'web', imageSizeInBytes: 3 ** index }];
  });
}

/** A repository, what happens to it, and how often its policy runs: all close to what the policy asks. */
export const simulation: fc.Arbitrary<ReferenceQuestion> = scene().chain((given) => {
  const fromMs = given.nowMs;
  return imagesFor(given.policy).chain((pool) => {
    const images = asRegistryKeeps(given.images);
    const digests = [...images, ...pool].map(({ imageDigest }) => imageDigest);
    const tags = [...images, ...pool].flatMap(({ imageTags }) => imageTags);
    const tagged = fc.array(fc.constantFrom('v1', ...tags), { maxLength: 2 });
    const digest = fc.constantFrom('sha256:new', ...digests);
    const when = fc.tuple(fc.nat(12), fc.constantFrom(-1, 0, 1, 1_200_000, dayMs / 2));
    const deed = fc.oneof(
      fc.record({
        push: fc.record({
          imageDigest: digest,
          imageTags: tagged.map((list) => [...new Set(list)]),
          imageSizeInBytes: fc.nat(1000),
        }),
      }),
      fc.record({
        delete: fc.oneof(
          fc.record({ imageDigest: digest }),
          fc.record({ imageTag: fc.constantFrom('v1', ...tags) }),
        ),
      }),
      fc.record({
        pull: fc.oneof(
          fc.record({ imageDigest: digest }),
          fc.record({ imageTag: fc.constantFrom('v1', ...tags) }),
        ),
      }),
    );
    const event = fc.tuple(when, deed).map(([[days, shift], of]): ReferenceEvent => {
      const atMs = Math.max(fromMs, fromMs + days * dayMs + shift);
      return { atMs, ...of };
    });
    return fc.record({
      policy: fc.constant(given.policy),
      readings: fc.constant(given.readings),
      images: fc.constant(images),
      events: fc.array(event, { maxLength: 12 }),
      fromMs: fc.constant(fromMs),
      toMs: fc.integer({ min: 0, max: 110 }).map((days) => fromMs + days * dayMs),
      everyMs: fc.constantFrom(dayMs, dayMs, dayMs / 2, 7 * dayMs, dayMs + 1),
    });
  });
});

const names = ['team-a/web', 'team-a/api', 'team-b/web'];

/** The repositories that rhythms are bound to. */
export const repositoryNames: readonly string[] = names;

const hours = fc.constantFrom({}, { fromHour: 8, toHour: 18 }, { fromHour: 23.5 }, { toHour: 0.5 });

export const build: fc.Arbitrary<RecurringBuild> = fc
  .tuple(
    fc.record({
      count: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0.2, 1 / 7, 2.5, 1 / 3)),
      every: fc.constantFrom('day', 'working-day', 'week', 'month'),
      tags: fc.constantFrom([], ['main-{n}'], ['main-{n}', 'latest'], ['{day}-{n}']),
    }),
    fc.constantFrom(
      {},
      { repositories: ['team-a/*'] },
      { repositories: ['team-b/web', 'new/one'] },
    ),
    hours,
    fc.constantFrom(
      {},
      { exceptDays: ['2026-06-17', '2026-06-22'] },
      { firstDay: '2026-06-18', lastDay: '2026-07-02' },
    ),
    fc.constantFrom({}, { platforms: 3 }, { platforms: 2, referrers: 1 }),
  )
  .map((parts) => Object.assign({}, ...parts));

export const schedule: fc.Arbitrary<Schedule> = fc
  .tuple(
    fc.array(build, { maxLength: 3 }),
    fc.array(
      fc.record({
        count: fc.integer({ min: 0, max: 5 }),
        every: fc.constantFrom('day', 'working-day'),
        newest: fc.integer({ min: 1, max: 3 }),
        tags: fc.constantFrom(['main-*'], ['latest'], ['*']),
      }),
      { maxLength: 2 },
    ),
    fc.array(
      fc.tuple(fc.nat(30 * 24), fc.constantFrom(...names)).map(([hour, repositoryName]) => ({
        at: new Date(Date.UTC(2026, 5, 14, hour, 30)).toISOString(),
        repositoryName,
        push: { imageTags: ['once'] },
      })),
      { maxLength: 3 },
    ),
    fc.option(fc.integer(), { nil: undefined }),
  )
  .map(([builds, pulls, events, seed]) => {
    return { builds, pulls, events, ...(seed === undefined ? {} : { seed }) };
  });
