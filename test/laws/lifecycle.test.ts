import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareLifecycle,
  compileLifecyclePolicy,
  explainLifecycle,
  type Image,
  type ImageExplanation,
  type LifecycleComparison,
  type LifecyclePolicy,
  type LifecyclePreview,
  type LifecycleRule,
  parseLifecyclePolicy,
  previewLifecycle,
} from '../../src/lifecycle/index.js';
import {
  type LifecycleScene,
  policy as policies,
  scene,
  standardRule,
} from '../arbitraries/lifecycle.js';
import { referencePreview, referenceRun } from '../reference/lifecycle.js';

const compiled = ({ policy, readings }: LifecycleScene) =>
  compileLifecyclePolicy(policy, { readings });

const preview = (given: LifecycleScene) => previewLifecycle(compiled(given), given);

const explain = (given: LifecycleScene) => explainLifecycle(compiled(given), given);

/** What a run does, without its diagnostics, which speak of places in the policy. */
function lists({ previewResults, blocked, cascaded, summary }: LifecyclePreview) {
  return { previewResults, blocked, cascaded, summary };
}

const withRules = (given: LifecycleScene, rules: readonly LifecycleRule[]): LifecycleScene => ({
  ...given,
  policy: { rules },
});

/** The same images without indexes and subjects. */
function withoutKinship(given: LifecycleScene): LifecycleScene {
  const images = given.images.map((image) => ({
    ...image,
    references: undefined,
    subjectManifestDigest: undefined,
  }));
  return { ...given, images };
}

const explanations = (given: LifecycleScene): ReadonlyMap<string, ImageExplanation> =>
  new Map(explain(given).map((explanation) => [explanation.imageDigest, explanation]));

/** Digests that a run removes or archives by a rule. */
const acted = (given: LifecycleScene) =>
  preview(given).previewResults.map(({ imageDigest }) => imageDigest);

const highest = ({ rules }: LifecyclePolicy) =>
  Math.max(...rules.map(({ rulePriority }) => rulePriority));

const holds = <Given>(
  given: fc.Arbitrary<Given>,
  law: (given: Given) => void,
  numRuns = 200,
): void => fc.assert(fc.property(given, law), { numRuns });

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

describe('the words around a run', () => {
  it('an explanation never contradicts the preview', () => {
    holds(scene(), (given) => {
      const { previewResults, blocked, cascaded } = preview(given);
      const fates = new Map([
        ...previewResults.map(
          ({ imageDigest, action, appliedRulePriority }) =>
            [imageDigest, [action.type.toLowerCase(), appliedRulePriority]] as const,
        ),
        ...blocked.map(
          ({ imageDigest, appliedRulePriority }) =>
            [imageDigest, ['blocked', appliedRulePriority]] as const,
        ),
      ]);
      const follows = new Map(
        cascaded.map(({ imageDigest, subjectManifestDigest }) => [
          imageDigest,
          subjectManifestDigest,
        ]),
      );
      const heldBackBy = new Map(blocked.map((image) => [image.imageDigest, image.blockedBy]));
      for (const explanation of explain(given)) {
        const { imageDigest, outcome, ownerRulePriority } = explanation;
        const subject = follows.get(imageDigest);
        const fate = fates.get(imageDigest) ?? [
          subject === undefined ? 'keep' : 'cascade',
          ownerRulePriority,
        ];
        expect([outcome, ownerRulePriority]).toEqual(fate);
        expect(explanation.subjectManifestDigest).toBe(subject);
        expect(explanation.blockedBy).toEqual(heldBackBy.get(imageDigest));
      }
    });
  });

  it('the evidence of each rule bears out its mark', () => {
    holds(scene(), (given) => {
      for (const { evidence, selectedBy, markedBy, imageTags } of explain(given)) {
        expect(evidence.length).toBe(given.policy.rules.length);
        for (const rule of evidence) {
          expect(selectedBy.includes(rule.rulePriority)).toBe(rule.selected);
          if (!rule.selected) continue;
          expect(markedBy.includes(rule.rulePriority)).toBe(rule.marked);
          for (const { tag } of rule.matched) expect(imageTags).toContain(tag);
          const isPast =
            'rank' in rule ? rule.rank > rule.keepsNewest : rule.ageMs > rule.keepsForMs;
          expect(rule.marked).toBe(isPast);
          if ('rank' in rule) expect(rule.rank).toBeLessThanOrEqual(rule.poolSize);
        }
      }
    });
  });

  it('explains each image asked, in the order given, as it would among all', () => {
    holds(fc.tuple(scene(), fc.nat(6)), ([given, count]) => {
      const all = explain(given);
      expect(all.map(({ imageDigest }) => imageDigest)).toEqual(
        given.images.map(({ imageDigest }) => imageDigest),
      );
      const only = all.slice(0, count).map(({ imageDigest }) => imageDigest);
      const some = explainLifecycle(compiled(given), { ...given, only });
      expect(some).toEqual(all.slice(0, count));
      for (const { sentence, because } of all) {
        expect(sentence).not.toMatch(/undefined|NaN|\[object/);
        expect(because.length).toBeGreaterThan(0);
      }
    });
  });

  it('a comparison is two previews held against each other', () => {
    const twoPolicies = fc.tuple(scene(), policies);
    holds(
      fc.oneof(
        twoPolicies,
        scene().map((given): [LifecycleScene, LifecyclePolicy] => [
          given,
          { rules: given.policy.rules.slice(1) },
        ]),
      ),
      ([given, other]) => {
        const after = { ...given, policy: other };
        const found = compareLifecycle(compiled(given), compiled(after), given);
        const [was, is] = [fatesOf(given), fatesOf(after)];
        const changes = given.images.flatMap(({ imageDigest, imageTags }) => {
          const [before, then] = [was.get(imageDigest), is.get(imageDigest)];
          return JSON.stringify(before) === JSON.stringify(then)
            ? []
            : [{ imageDigest, imageTags, before, after: then }];
        });
        expect(found.changes).toEqual(changes);
        const count = (wanted: (before: Fate, after: Fate) => boolean) =>
          changes.filter(({ before, after: then }) => before && then && wanted(before, then))
            .length;
        expect(found.summary).toEqual({
          newlyActedOn: count((a, b) => !a.action && b.action !== undefined),
          newlyExpired: count((a, b) => a.action?.type !== 'EXPIRE' && b.action?.type === 'EXPIRE'),
          spared: count((a, b) => a.action !== undefined && !b.action),
          otherRule: count((a, b) => a.outcome === b.outcome && a.action?.type === b.action?.type),
        });
      },
      400,
    );
  });

  it('a compiled policy survives a JSON round trip', () => {
    holds(scene(), (given) => {
      const original = compiled(given);
      const copy = JSON.parse(JSON.stringify(original));
      expect(copy).toEqual(original);
      expect(previewLifecycle(copy, given)).toEqual(previewLifecycle(original, given));
      expect(explainLifecycle(copy, given)).toEqual(explainLifecycle(original, given));
    });
  });

  it('a policy that AWS accepts is read, from a value and from text alike', () => {
    holds(policies, (policy) => {
      const fromValue = parseLifecyclePolicy(policy);
      const described = {
        rules: policy.rules.map((rule) => ({ ...rule, description: 'long enough for AWS' })),
      };
      const fromText = parseLifecyclePolicy(JSON.stringify(described, null, 2));
      expect(fromValue).toMatchObject({ ok: true, value: policy });
      expect(fromText).toMatchObject({ ok: true, value: described });
    });
  });
});

type Fate = LifecycleComparison['changes'][number]['before'];

/** The fate of each image, put together from a preview and the owners that the explanation names. */
function fatesOf(given: LifecycleScene): ReadonlyMap<string, Fate> {
  const { previewResults, cascaded } = preview(given);
  const actions = new Map(
    [...previewResults, ...cascaded].map(({ imageDigest, action }) => [imageDigest, action]),
  );
  return new Map(
    explain(given).map(({ imageDigest, outcome, ownerRulePriority }) => {
      const action = actions.get(imageDigest);
      return [imageDigest, { outcome, action, rulePriority: ownerRulePriority }];
    }),
  );
}
