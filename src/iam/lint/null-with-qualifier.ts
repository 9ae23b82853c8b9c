import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';

/** A question for presence that is always answered alike. */
export const nullWithQualifier: PolicyRule = {
  code: 'iam/null-with-qualifier',
  severity: 'warning',
  title: 'Null has a set qualifier, which makes it constant',
  why: `\`ForAllValues:Null\` always holds, and \`ForAnyValue:Null\` never does. Write \`Null\`.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.nullQualifier'],
  alsoKnownAs: ['Access Analyzer NULL_WITH_QUALIFIER'],
  check: (subject) =>
    eachCondition(subject, ({ base, qualifier, operator, at }) => {
      if (base !== 'Null' || qualifier === null) return [];
      const holds = qualifier === 'ForAllValues' ? 'always holds' : 'never holds';
      return [{ at, message: `${quote(operator)} ${holds}`, help: 'write `Null`' }];
    }),
};
