import fc from 'fast-check';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  type ImageExplanation,
  type LifecyclePolicy,
  type LifecyclePreview,
  type LifecycleRule,
  previewLifecycle,
} from '../../src/lifecycle/index.js';
import type { LifecycleScene } from '../arbitraries/lifecycle.js';

/** A scene's policy under its readings. */
export const compiled = ({ policy, readings }: LifecycleScene) =>
  compileLifecyclePolicy(policy, { readings });

/** What the policy does to the scene's images. */
export const preview = (given: LifecycleScene) => previewLifecycle(compiled(given), given);

/** Why, image by image in input order. */
export const explain = (given: LifecycleScene) => explainLifecycle(compiled(given), given);

/** What a run does, without its diagnostics, which speak of places in the policy. */
export function lists({ previewResults, blocked, cascaded, summary }: LifecyclePreview) {
  return { previewResults, blocked, cascaded, summary };
}

/** The same repository under other rules. */
export const withRules = (
  given: LifecycleScene,
  rules: readonly LifecycleRule[],
): LifecycleScene => ({
  ...given,
  policy: { rules },
});

/** The same images without indexes and subjects. */
export function withoutKinship(given: LifecycleScene): LifecycleScene {
  const images = given.images.map((image) => ({
    ...image,
    references: undefined,
    subjectManifestDigest: undefined,
  }));
  return { ...given, images };
}

/** The explanations by digest, for scenes in which no digest stands twice. */
export const explanations = (given: LifecycleScene): ReadonlyMap<string, ImageExplanation> =>
  new Map(explain(given).map((explanation) => [explanation.imageDigest, explanation]));

/** Digests that a run removes or archives by a rule. */
export const acted = (given: LifecycleScene) =>
  preview(given).previewResults.map(({ imageDigest }) => imageDigest);

/** The rulePriority of the rule that is applied last. */
export const highest = ({ rules }: LifecyclePolicy) =>
  Math.max(...rules.map(({ rulePriority }) => rulePriority));

/** Under a planted bug it is enough that a law fails; otherwise the smallest counterexample is worth the wait. */
const endOnFailure = process.env['PLANTED_BUG'] !== undefined;

/** Puts a law to the test on random questions. */
export const holds = <Given>(
  given: fc.Arbitrary<Given>,
  law: (given: Given) => void,
  numRuns = 200,
): void => fc.assert(fc.property(given, law), { numRuns, endOnFailure });
