import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import { holdsList } from './keys.js';
import type { PolicyRule } from './subject.js';

/** A list compared as if it were one value. */
export const missingQualifier: PolicyRule = {
  code: 'iam/missing-qualifier',
  severity: 'warning',
  title: 'a key that holds a list is compared without a set qualifier',
  why: `\`ForAnyValue\` asks whether some value of the request matches, \`ForAllValues\` whether all do. Without either AWS does
not say what an operator makes of several values.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.qualifiers', 'condition-keys.multivaluedKeys', 'iam.listWithoutQualifier'],
  alsoKnownAs: ['Access Analyzer MISSING_QUALIFIER'],
  check: (subject) =>
    eachCondition(subject, ({ base, qualifier, lowerKey, operator, key, at }) => {
      if (base === undefined || base === 'Null' || qualifier !== null) return [];
      if (!holdsList(lowerKey)) return [];
      const message = `${quote(key)} holds a list, and ${quote(operator)} compares one value`;
      return [
        { at, message, help: `write \`ForAnyValue:${operator}\` or \`ForAllValues:${operator}\`` },
      ];
    }),
};
