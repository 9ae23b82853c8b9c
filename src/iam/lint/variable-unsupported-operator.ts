import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';
import { hasVariable } from './variables.js';

/** A policy variable under an operator that resolves none. */
export const variableUnsupportedOperator: PolicyRule = {
  code: 'iam/variable-unsupported-operator',
  severity: 'warning',
  title: 'a policy variable stands under an operator that resolves none',
  why: `Variables are resolved by string and ARN operators. Numbers, dates, addresses, binary values and \`Null\` take them for
plain text, which is none of these.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.variablePlaces', 'iam.boolVariables'],
  alsoKnownAs: ['Access Analyzer INVALID_VARIABLE_FOR_OPERATOR'],
  check: (subject) =>
    !subject.document.hasVariables
      ? []
      : eachCondition(subject, ({ base, operator, values }) =>
          base === undefined || /^(String|Arn|Bool)/.test(base)
            ? []
            : values
                .filter(({ text }) => hasVariable(text))
                .map(({ text, at }) => ({
                  at,
                  message: `${quote(operator)} takes ${quote(text)} for plain text`,
                  help: 'write the value itself',
                })),
        ),
};
