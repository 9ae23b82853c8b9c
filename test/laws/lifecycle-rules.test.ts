import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Image, LifecyclePreview, LifecycleRule } from '../../src/lifecycle/index.js';
import { type LifecycleScene, scene, standardRule } from '../arbitraries/lifecycle.js';
import {
  acted,
  explain,
  explanations,
  highest,
  holds,
  lists,
  preview,
  withoutKinship,
  withRules,
} from './lifecycle-scene.js';

describe('adding and changing rules', () => {
  const withExtraRule = fc.tuple(scene(), standardRule);

  it('a rule of the lowest priority leaves alone what other rules select', () => {
    holds(withExtraRule, ([given, extra]) => {
      const rules = [...given.policy.rules, { ...extra, rulePriority: highest(given.policy) + 1 }];
      const before = explanations(given);
      const after = explanations(withRules(given, rules));
      for (const [digest, was] of before) {
        if (was.ownerRulePriority === null) continue;
        const is = after.get(digest);
        expect(is?.ownerRulePriority).toBe(was.ownerRulePriority);
        expect(is?.markedBy).toEqual(expect.arrayContaining([...was.markedBy]));
      }
      // Families carry a change further: an image that newly goes frees its children and takes its signatures along.
      const alone = withoutKinship(given);
      const selected = explain(alone).filter(({ selectedBy }) => selectedBy.length > 0);
      const fates = explanations(withRules(alone, rules));
      for (const { imageDigest, outcome } of selected)
        expect(fates.get(imageDigest)?.outcome).toBe(outcome);
    });
  });

  it('a larger countNumber never makes its rule act on more', () => {
    const raised = fc.tuple(scene(), fc.nat(), fc.integer({ min: 1, max: 3 }));
    holds(raised, ([given, pick, more]) => {
      const chosen = given.policy.rules[pick % given.policy.rules.length];
      const rules = given.policy.rules.map((rule) =>
        rule === chosen
          ? {
              ...rule,
              selection: { ...rule.selection, countNumber: rule.selection.countNumber + more },
            }
          : rule,
      );
      const byChosen = (scene: LifecycleScene) =>
        preview(scene)
          .previewResults.filter((result) => result.appliedRulePriority === chosen?.rulePriority)
          .map(({ imageDigest }) => imageDigest);
      expect(byChosen(given)).toEqual(expect.arrayContaining(byChosen(withRules(given, rules))));
    });
  });

  it('time only adds to what age rules mark, and does nothing to counts', () => {
    holds(fc.tuple(scene(), fc.integer({ min: 0, max: 4 * 86_400_000 })), ([given, passed]) => {
      const later = { ...given, nowMs: given.nowMs + passed };
      const after = explanations(later);
      const counting = given.policy.rules
        .filter(({ selection }) => selection.countType === 'imageCountMoreThan')
        .map(({ rulePriority }) => rulePriority);
      const byCount = (marked: readonly number[] = []) =>
        marked.filter((priority) => counting.includes(priority));
      for (const [digest, { markedBy }] of explanations(given)) {
        const marked = after.get(digest)?.markedBy;
        expect(marked).toEqual(expect.arrayContaining([...markedBy]));
        expect(byCount(marked)).toEqual(byCount(markedBy));
      }
      expect(acted(later)).toEqual(expect.arrayContaining(acted(given)));
    });
  });

  it('a rule that selects nothing changes nothing', () => {
    holds(fc.tuple(withExtraRule, fc.nat(20)), ([[given, { selection, action }], rank]) => {
      const spread = given.policy.rules.map((rule) => ({
        ...rule,
        rulePriority: rule.rulePriority * 2,
      }));
      const { countType, countUnit, countNumber } = selection;
      const idle: LifecycleRule = {
        rulePriority: rank * 2 + 1,
        selection: {
          tagStatus: 'tagged',
          tagPatternList: ['*', 'no-image-has-this'],
          countType,
          countUnit,
          countNumber,
        },
        action,
      };
      const without = preview(withRules(given, spread));
      expect(lists(preview(withRules(given, [...spread, idle])))).toEqual(lists(without));
    });
  });

  it('a guard with room for all keeps everything it owns', () => {
    holds(withExtraRule, ([given, extra]) => {
      const moved = given.policy.rules.map((rule) => ({
        ...rule,
        rulePriority: rule.rulePriority + 1,
      }));
      const { tagStatus, tagPatternList, tagPrefixList } = extra.selection;
      const guard: LifecycleRule = {
        rulePriority: 1,
        selection: {
          tagStatus,
          tagPatternList,
          tagPrefixList,
          countType: 'imageCountMoreThan',
          countNumber: Math.max(1, given.images.length),
        },
        action: { type: 'expire' },
      };
      const guarded = withRules(given, [guard, ...moved]);
      const { previewResults, blocked } = preview(guarded);
      for (const { appliedRulePriority } of [...previewResults, ...blocked])
        expect(appliedRulePriority).toBeGreaterThan(1);
    });
  });

  it('a prefix is a pattern with an asterisk behind it', () => {
    holds(scene(), (given) => {
      const rules = given.policy.rules.map((rule): LifecycleRule => {
        const { tagPrefixList, ...rest } = rule.selection;
        if (tagPrefixList === undefined) return rule;
        const tagPatternList = tagPrefixList.map((prefix) => `${prefix}*`);
        return { ...rule, selection: { ...rest, tagPatternList } };
      });
      expect(lists(preview(withRules(given, rules)))).toEqual(lists(preview(given)));
    });
  });
});

describe('what lies apart', () => {
  it('images of one storage class are nothing to the other', () => {
    holds(scene(), (given) => {
      // Only families reach across the classes.
      const alone = withoutKinship(given);
      const together = explanations(alone);
      const classes = [
        (image: Image) => image.imageStatus === undefined || image.imageStatus === 'ACTIVE',
        (image: Image) => image.imageStatus === 'ARCHIVED' || image.imageStatus === 'ACTIVATING',
      ];
      for (const belongs of classes) {
        const apart = explain({ ...alone, images: alone.images.filter(belongs) });
        for (const explanation of apart)
          expect(together.get(explanation.imageDigest)).toEqual(explanation);
      }
    });
  });

  it('a second run at the same instant finds only what the first had to hold back', () => {
    // Under the exempt reading a child without its index is an ordinary image again, and takes part.
    const counted = scene().map((given) => ({
      ...given,
      readings: { ...given.readings, indexChildren: 'counted' as const },
    }));
    holds(
      counted,
      (given) => {
        const first = preview(given);
        const second = preview({ ...given, images: afterRun(given, first) });
        const heldBack = first.blocked.map(({ imageDigest }) => imageDigest);
        for (const { imageDigest } of second.previewResults)
          expect(heldBack).toContain(imageDigest);
        if (heldBack.length === 0) expect(second.cascaded).toEqual([]);
      },
      400,
    );
  });
});

/** The repository once everything that a preview announces has happened. */
function afterRun(
  { images, nowMs }: LifecycleScene,
  { previewResults, cascaded }: LifecyclePreview,
): readonly Image[] {
  const done = new Map(
    [...previewResults, ...cascaded].map(({ imageDigest, action }) => [imageDigest, action.type]),
  );
  return images
    .filter(({ imageDigest }) => done.get(imageDigest) !== 'EXPIRE')
    .map((image) =>
      done.get(image.imageDigest) === 'TRANSITION'
        ? { ...image, imageStatus: 'ARCHIVED', lastArchivedAtMs: nowMs }
        : image,
    );
}
