import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileLifecyclePolicy,
  defaultReadings,
  type Image,
  type LifecyclePolicy,
} from '../../src/lifecycle/index.js';
import { LivingRepository, type LivingRun } from '../../src/lifecycle/living/index.js';
import { timeline } from '../arbitraries/timeline.js';
import {
  type ReferenceTurn,
  referenceTimeline,
  type Step,
  type Timeline,
} from '../reference/timeline.js';

const byDigest = (images: Iterable<Image>) =>
  [...images].toSorted((a, b) => (a.imageDigest < b.imageDigest ? -1 : 1));

/** The same timeline, told to the repository that lives. */
function lived({ policy, readings, images, steps }: Timeline): readonly ReferenceTurn[] {
  const living = new LivingRepository(compileLifecyclePolicy(policy, { readings }), images);
  return steps.flatMap((step): readonly ReferenceTurn[] => {
    if (step.kind === 'run') {
      const run = living.run(step.nowMs);
      return [{ nowMs: step.nowMs, ...told(run), left: byDigest(living.images()) }];
    }
    happen(living, step);
    return [];
  });
}

function happen(living: LivingRepository, step: Exclude<Step, { kind: 'run' }>): void {
  if (step.kind === 'push') living.add(step.image);
  if (step.kind === 'delete') living.remove(step.imageDigest);
  if (step.kind !== 'change') return;
  const image = living.get(step.imageDigest);
  if (image !== undefined) living.change({ ...image, ...step.to });
}

function told({ departures, blockedCount }: LivingRun) {
  return {
    departures: departures
      .map(
        ({ image, action, rulePriority }) => `${image.imageDigest} ${action.type} ${rulePriority}`,
      )
      .toSorted(),
    blockedCount,
  };
}

describe('a repository that lives under a policy', () => {
  it('does in every run what a naive run on all its images does', () => {
    fc.assert(
      fc.property(timeline, (given) => {
        const expected = referenceTimeline(given).map((turn) => ({
          ...turn,
          left: byDigest(turn.left),
        }));
        expect(lived(given)).toEqual(expected);
      }),
      { numRuns: 600 },
    );
  });

  it('holds back whole chains of indexes, in whatever order they stand', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 6 }), fc.nat(5), (chain, kept) => {
        const images = names.map((name): Image => {
          const next = chain[chain.indexOf(name) + 1];
          return {
            imageDigest: name,
            imageTags: name === chain[kept] ? ['keep'] : [],
            imagePushedAtMs: 0,
            references: next === undefined ? [] : [next],
          };
        });
        const given: Timeline = {
          policy: untaggedAfterADay,
          readings: defaultReadings,
          images,
          steps: [
            { kind: 'run', nowMs: 172_800_000 },
            { kind: 'delete', imageDigest: chain[kept] ?? '' },
            { kind: 'run', nowMs: 172_800_000 },
          ],
        };
        const turns = referenceTimeline(given).map((turn) => ({
          ...turn,
          left: byDigest(turn.left),
        }));
        expect(turns[0]?.blockedCount).toBe(5 - kept);
        expect(turns[1]?.left).toEqual([]);
        expect(lived(given)).toEqual(turns);
      }),
    );
  });
});

const untaggedAfterADay: LifecyclePolicy = {
  rules: [
    {
      rulePriority: 1,
      selection: {
        tagStatus: 'untagged',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber: 1,
      },
      action: { type: 'expire' },
    },
  ],
};
