import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareLifecycle,
  defaultReadings,
  explainLifecycle,
  type LifecycleComparison,
  type LifecyclePolicy,
  type LifecycleReadings,
  parseLifecyclePolicy,
  previewLifecycle,
} from '../../src/lifecycle/index.js';
import { type LifecycleScene, policy as policies, scene } from '../arbitraries/lifecycle.js';
import { compiled, explain, holds, preview } from './lifecycle-scene.js';

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
        if (explanation.reason === 'outlives-its-subject') {
          const gone = new Set([...fates.keys(), ...follows.keys()]);
          expect(gone).toContain(explanation.subjectManifestDigest);
          expect(explanation.blockedBy).not.toEqual([]);
          continue;
        }
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

  it('a reading that decides over the fate of an image is told, and no other', () => {
    const others: readonly (readonly [code: string, other: Partial<LifecycleReadings>])[] = [
      ['day-boundary', { dayBoundary: 'floor-days' }],
      ['restored-age', { restoredActsAsPush: false }],
      ['referrers', { referrers: 'exempt' }],
      ['index-children', { indexChildren: 'exempt' }],
      ['child-after-parent', { childAfterParent: 'next-run' }],
      ['archived-index', { archivedIndex: 'guards' }],
      ['referrer-behind-index', { referrersBehindIndex: 'stay' }],
      ['activating', { activating: 'archived' }],
    ];
    const askedAgain = ['child-after-parent', 'archived-index', 'referrer-behind-index'];
    holds(scene(), (drawn) => {
      const given = { ...drawn, readings: defaultReadings };
      const outcomes = (readings: LifecycleReadings) =>
        explain({ ...given, readings }).map(({ outcome }) => outcome);
      const told = preview(given).diagnostics.map(({ code }) => code);
      const taken = outcomes(defaultReadings);
      for (const [code, other] of others) {
        const differs = outcomes({ ...defaultReadings, ...other }).some((o, i) => o !== taken[i]);
        if (differs) expect(told).toContain(`lifecycle/${code}`);
        // A sign may be cheap enough to cry too early, but not for what is found by asking again.
        if (!differs && askedAgain.includes(code)) expect(told).not.toContain(`lifecycle/${code}`);
      }
    });
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
