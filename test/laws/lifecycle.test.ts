import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scene } from '../arbitraries/lifecycle.js';
import { referencePreview, referenceRun } from '../reference/lifecycle.js';
import { explain, explanations, holds, lists, preview, withRules } from './lifecycle-scene.js';

describe('the engine against the reference', () => {
  it('does what the guide says, in its order', () => {
    holds(
      scene({ twins: true }),
      (given) => {
        const { previewResults, blocked, cascaded } = preview(given);
        const expected = referencePreview(referenceRun(given.policy, given, given.readings));
        expect({ previewResults, blocked, cascaded }).toEqual(expected);
      },
      1500,
    );
  });

  it('explains what the guide says, image by image', () => {
    holds(
      scene({ twins: true }),
      (given) => {
        const fates = referenceRun(given.policy, given, given.readings);
        const expected = given.images.map((image) => {
          const fate = fates.find((candidate) => candidate.image === image);
          const { outcome, owner, selectedBy, markedBy, reason, blockedBy } = fate ?? {};
          const ownerRulePriority = owner?.rulePriority ?? null;
          return { outcome, ownerRulePriority, selectedBy, markedBy, reason, blockedBy };
        });
        const found = explain(given).map((explanation) => {
          const { outcome, ownerRulePriority, selectedBy, markedBy, reason, blockedBy } =
            explanation;
          return { outcome, ownerRulePriority, selectedBy, markedBy, reason, blockedBy };
        });
        expect(found).toEqual(expected);
      },
      1000,
    );
  });
});

describe('what a run does', () => {
  it('gives each image one fate at most', () => {
    holds(scene(), (given) => {
      const { previewResults, blocked, cascaded } = preview(given);
      const named = [...previewResults, ...blocked, ...cascaded].map((fate) => fate.imageDigest);
      expect(new Set(named).size).toBe(named.length);
    });
  });

  it('acts only on what a rule selects, and by the first rule that does', () => {
    holds(scene(), (given) => {
      const { previewResults, blocked } = preview(given);
      const fates = explanations(given);
      for (const { imageDigest, appliedRulePriority } of [...previewResults, ...blocked]) {
        const selectedBy = fates.get(imageDigest)?.selectedBy ?? [];
        expect(appliedRulePriority).toBe(Math.min(...selectedBy));
      }
    });
  });

  it('counts its results', () => {
    holds(scene(), (given) => {
      const { previewResults, summary } = preview(given);
      const count = (type: string) =>
        previewResults.filter(({ action }) => action.type === type).length;
      const archived = summary.transitioningImageTotalCounts?.[0]?.imageTotalCount ?? 0;
      expect(summary.expiringImageTotalCount).toBe(count('EXPIRE'));
      expect(archived).toBe(count('TRANSITION'));
      expect('transitioningImageTotalCounts' in summary).toBe(count('TRANSITION') > 0);
    });
  });

  it('does not depend on the order of the rules or of the images', () => {
    const shuffled = scene().chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray([...given.policy.rules], { minLength: given.policy.rules.length }),
        fc.shuffledSubarray([...given.images], { minLength: given.images.length }),
      ),
    );
    holds(shuffled, ([given, rules, images]) => {
      const turned = preview({ ...withRules(given, rules), images });
      expect(lists(turned)).toEqual(lists(preview(given)));
    });
  });

  it('depends on the order of priorities, not on the numbers', () => {
    holds(fc.tuple(scene(), fc.integer({ min: 2, max: 9 })), ([given, factor]) => {
      const other = (priority: number) => priority * factor + 7;
      const renumbered = given.policy.rules.map((rule) => ({
        ...rule,
        rulePriority: other(rule.rulePriority),
      }));
      const { previewResults, blocked, cascaded } = preview(given);
      const expected = {
        previewResults: previewResults.map((result) => ({
          ...result,
          appliedRulePriority: other(result.appliedRulePriority),
        })),
        blocked: blocked.map((image) => ({
          ...image,
          appliedRulePriority: other(image.appliedRulePriority),
        })),
        cascaded,
      };
      expect(lists(preview(withRules(given, renumbered)))).toMatchObject(expected);
    });
  });

  it('ranks the images of each repository apart', () => {
    holds(scene(), (given) => {
      const apart = ['web', 'api'].flatMap((name) => {
        const images = given.images.filter(({ repositoryName }) => repositoryName === name);
        return explain({ ...given, images });
      });
      const together = explanations(given);
      for (const explanation of apart)
        expect(together.get(explanation.imageDigest)).toEqual(explanation);
    });
  });
});
