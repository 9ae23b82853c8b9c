import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';

/** Both truth values at once. */
export const multipleBoolean: PolicyRule = {
  code: 'iam/multiple-boolean',
  severity: 'warning',
  title: 'a truth value is compared with both true and false',
  why: `The values of a key are alternatives, so that one of the two always holds when the key is there. Choose one.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.booleans', 'iam-lint.conditionsAnd'],
  alsoKnownAs: ['Access Analyzer INVALID_CONDITION_MULTIPLE_BOOLEAN'],
  check: (subject) =>
    eachCondition(subject, ({ base, values, at, key }) => {
      if (base !== 'Bool' && base !== 'Null') return [];
      const texts = new Set(values.map(({ text }) => text.toLowerCase()));
      if (!texts.has('true') || !texts.has('false')) return [];
      const message = `${quote(key)} is compared with both true and false`;
      return [{ at, message, help: 'choose one of the two' }];
    }),
};
