import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import { holdsList, keyType } from './keys.js';
import type { PolicyRule } from './subject.js';

/** A qualifier for lists on a key that holds one value. */
export const forallvaluesSingleValued: PolicyRule = {
  code: 'iam/forallvalues-single-valued',
  severity: 'warning',
  category: 'security',
  title: 'ForAllValues stands on a key that holds one value',
  why: `\`ForAllValues\` holds for requests without the key, so that an Allow lets them in. On a key that holds one value it
does nothing else. Write the operator alone.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.forAllValuesMissing', 'condition-keys.multivaluedKeys'],
  alsoKnownAs: [
    'Access Analyzer FORALLVALUES_WITH_SINGLE_VALUED_KEY',
    'parliament SINGLE_VALUE_CONDITION_TOO_PERMISSIVE',
  ],
  check: (subject) =>
    eachCondition(subject, ({ base, qualifier, lowerKey, operator, key, at }) => {
      if (base === 'Null' || qualifier !== 'ForAllValues') return [];
      if (keyType(lowerKey) === undefined || holdsList(lowerKey)) return [];
      const message = `${quote(operator)} holds for every request without ${quote(key)}, which is never a list`;
      return [{ at, message, help: `write ${quote(operator.replace(/^[^:]*:/, ''))}` }];
    }),
};
