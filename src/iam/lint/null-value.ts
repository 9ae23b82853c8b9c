import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';

/** A question for presence with neither answer. */
export const nullValue: PolicyRule = {
  code: 'iam/null-value',
  severity: 'warning',
  title: 'Null is compared with something other than true or false',
  why: `\`Null\` asks whether a key is missing: \`"true"\` when it is to be missing, \`"false"\` when it is to be there. Any other
value never holds.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.nullValues'],
  alsoKnownAs: [
    'Access Analyzer INVALID_CONDITION_DATA_TYPE',
    'parliament MISMATCHED_TYPE_OPERATION_TO_NULL',
  ],
  check: (subject) =>
    eachCondition(subject, ({ base, values }) =>
      base !== 'Null'
        ? []
        : values
            .filter(({ text }) => !/^(true|false)$/i.test(text))
            .map(({ text, at }) => ({
              at,
              message: `\`Null\` is compared with ${quote(text)}, which is neither \`true\` nor \`false\``,
              help: 'write `"true"` when the key is to be missing, or `"false"`',
            })),
    ),
};
