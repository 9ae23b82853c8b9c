import fc from 'fast-check';
import type { Image, LifecyclePolicy } from '../../src/lifecycle/index.js';
import type { Step, Timeline } from '../reference/timeline.js';
import { imagesFor, type LifecycleScene, scene } from './lifecycle.js';

const dayMs = 86_400_000;

/** One repository: no digest twice. */
function oneRepository(images: readonly Image[]): readonly Image[] {
  const seen = new Set<string>();
  return images.flatMap((image) => {
    if (seen.has(image.imageDigest)) return [];
    seen.add(image.imageDigest);
    return [{ ...image, repositoryName: 'web' }];
  });
}

/** How far time goes on between two steps: often not at all, else to a boundary of the policy or just beside it. */
function pause({ rules }: LifecyclePolicy): fc.Arbitrary<number> {
  const lengths = rules.flatMap(({ selection: { countType, countNumber } }) =>
    countType === 'imageCountMoreThan' ? [] : [countNumber * dayMs, (countNumber + 1) * dayMs],
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.constantFrom(1, dayMs - 1, dayMs, dayMs + 1, 40 * dayMs) },
    ...lengths.map((ms) => ({
      weight: 1,
      arbitrary: fc.constantFrom(-1, 0, 1).map((shift) => ms + shift),
    })),
  );
}

type Deed = (nowMs: number) => Step;

function deed(given: LifecycleScene, pool: readonly Image[]): fc.Arbitrary<Deed> {
  const digests = [...new Set([...given.images, ...pool].map(({ imageDigest }) => imageDigest))];
  const run: fc.Arbitrary<Deed> = fc.constant((nowMs) => ({ kind: 'run', nowMs }));
  if (pool.length === 0 || digests.length === 0) return run;
  const digest = fc.constantFrom(...digests);
  const change = (to: fc.Arbitrary<(nowMs: number) => Partial<Image>>): fc.Arbitrary<Deed> =>
    fc.tuple(digest, to).map(([imageDigest, of]) => (nowMs) => ({
      kind: 'change',
      imageDigest,
      to: of(nowMs),
    }));
  return fc.oneof(
    { weight: 5, arbitrary: run },
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constantFrom(...pool), digest, fc.boolean()).map(
        ([image, imageDigest, fresh]): Deed =>
          (nowMs) => ({
            kind: 'push',
            image: { ...image, imageDigest, ...(fresh ? { imagePushedAtMs: nowMs } : {}) },
          }),
      ),
    },
    {
      weight: 1,
      arbitrary: change(
        fc.constantFrom(...pool).map(({ imageTags }) => () => ({ imageTags })),
      ),
    },
    {
      weight: 1,
      arbitrary: change(fc.constant((nowMs) => ({ lastRecordedPullTimeMs: nowMs }))),
    },
    {
      weight: 1,
      arbitrary: change(
        fc.constant((nowMs) => ({ imageStatus: 'ACTIVE', lastActivatedAtMs: nowMs })),
      ),
    },
    {
      weight: 1,
      arbitrary: digest.map(
        (imageDigest): Deed =>
          () => ({ kind: 'delete', imageDigest }),
      ),
    },
  );
}

/** A policy, a repository, and what happens to it: everything close to what the policy asks. */
export const timeline: fc.Arbitrary<Timeline> = scene().chain((given) =>
  imagesFor(given.policy).chain((pool) => {
    const turn = fc.tuple(pause(given.policy), deed(given, oneRepository(pool)));
    return fc.array(turn, { minLength: 1, maxLength: 24, size: 'max' }).map((turns): Timeline => {
      let nowMs = given.nowMs;
      const steps = turns.map(([ms, happen]) => {
        nowMs += ms;
        return happen(nowMs);
      });
      return { ...given, images: oneRepository(given.images), steps };
    });
  }),
);
