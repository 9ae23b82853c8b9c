import { quote } from '../../base/quote.js';
import type { PolicyRule } from './subject.js';
import type { ConditionView } from './view.js';

/** A key that is compared with nothing. */
export const emptyConditionValues: PolicyRule = {
  code: 'iam/empty-condition-values',
  severity: 'warning',
  title: 'a condition key is compared with an empty list',
  why: `A plain operator and \`ForAnyValue\` then never hold; \`ForAllValues\` and \`IfExists\` hold only for requests without
the key.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.emptyValues', 'iam.emptyValueList'],
  alsoKnownAs: [
    'Access Analyzer EMPTY_ARRAY_CONDITION',
    'Access Analyzer EMPTY_ARRAY_CONDITION_FORALLVALUES',
    'Access Analyzer EMPTY_ARRAY_CONDITION_FORANYVALUE',
    'Access Analyzer EMPTY_ARRAY_CONDITION_IFEXISTS',
  ],
  check: ({ document }) =>
    document.statements.flatMap(({ conditions }) =>
      conditions
        .filter(({ values }) => values.length === 0)
        .map((condition) => ({
          at: condition.at,
          message: `${quote(condition.key)} is compared with nothing: ${consequence(condition)}`,
          help: 'name the values, or remove the key',
        })),
    ),
};

function consequence({ qualifier, ifExists, negated }: ConditionView): string {
  if (qualifier === 'ForAnyValue') return 'this never holds';
  if (qualifier === 'ForAllValues' || ifExists) return 'this holds only without the key';
  return negated ? 'AWS does not say whether this holds' : 'this never holds';
}
