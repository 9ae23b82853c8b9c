import { quote } from '../../base/quote.js';
import { constantOfResourceKeys } from '../../facts/iam-lint.js';
import { eachCondition } from './each-condition.js';
import { isOneOf } from './keys.js';
import { ofResource, type PolicyRule } from './subject.js';
import { hasVariable } from './variables.js';

/** A key that is always the same. */
export const irrelevantKey: PolicyRule = {
  code: 'iam/irrelevant-key',
  severity: 'info',
  title: 'a condition turns on a key that never changes here',
  why: `A policy on a resource is only asked about that resource, whose owner is always the same. The caller's account is
\`aws:PrincipalAccount\`.`,
  kinds: ofResource,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.constantOfResourceKeys'],
  alsoKnownAs: ['Access Analyzer IRRELEVANT_CONDITION_KEY_IN_POLICY'],
  check: (subject) =>
    eachCondition(subject, ({ lowerKey, key, at, values }) => {
      if (!isOneOf(constantOfResourceKeys, lowerKey)) return [];
      // Against a variable of the caller's the constant is a yardstick.
      if (values.some(({ text }) => hasVariable(text))) return [];
      const message = `${quote(key)} is the same in every request that this policy is asked about`;
      return [{ at, message, help: 'remove it, or write `aws:PrincipalAccount` for the caller' }];
    }),
};
