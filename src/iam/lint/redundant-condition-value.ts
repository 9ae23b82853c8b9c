import { coversArn, coversText } from './covering.js';
import type { PlacedText } from './placed.js';
import { redundantMembers } from './redundant.js';
import { arnPartsOf } from './resources.js';
import type { PolicyRule } from './subject.js';
import type { ConditionView } from './view.js';

/** A value that another one under the same operator and key covers. */
export const redundantConditionValue: PolicyRule = {
  code: 'iam/redundant-condition-value',
  severity: 'info',
  title: 'a value of a condition is covered by another one',
  why: `The values of a key are alternatives, so that one which a wider one covers, or which stands twice, adds nothing.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.redundantElements', 'iam-lint.conditionsAnd'],
  alsoKnownAs: ['Access Analyzer REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION'],
  check: ({ document }) =>
    document.statements.flatMap(({ conditions }) =>
      conditions.flatMap((condition) =>
        redundantMembers(condition.values, { covers: coversBy(condition), groupOf: () => '' }),
      ),
    ),
};

/** How the values of an operator cover each other: as patterns, or by being equal. */
function coversBy({ base }: ConditionView): (outer: PlacedText, inner: PlacedText) => boolean {
  if (base?.startsWith('Arn')) return (outer, inner) => coversArnText(outer.text, inner.text);
  if (base?.endsWith('Like')) return (outer, inner) => coversText(outer.text, inner.text);
  return (outer, inner) => outer.text === inner.text;
}

function coversArnText(outer: string, inner: string): boolean {
  const [one, other] = [arnPartsOf(outer), arnPartsOf(inner)];
  return outer === inner || (one !== undefined && other !== undefined && coversArn(one, other));
}
