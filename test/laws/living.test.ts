import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLifecyclePolicy, type Image } from '../../src/lifecycle/index.js';
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
});
