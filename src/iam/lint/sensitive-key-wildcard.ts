import { quote } from '../../base/quote.js';
import { sensitiveKeys } from '../../facts/condition-keys.js';
import { eachCondition } from './each-condition.js';
import { isOneOf } from './keys.js';
import type { PolicyRule } from './subject.js';

/** A wildcard where only a whole id says anything. */
export const sensitiveKeyWildcard: PolicyRule = {
  code: 'iam/sensitive-key-wildcard',
  severity: 'warning',
  category: 'security',
  title: 'a wildcard stands in the id of an account, an organization, a VPC or an endpoint',
  why: `Such ids are given out at random, so that part of one takes in strangers. Write whole ids.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['condition-keys.sensitiveKeys'],
  alsoKnownAs: ['Access Analyzer WILDCARD_USAGE_TOO_PERMISSIVE'],
  check: (subject) =>
    eachCondition(subject, ({ base, lowerKey, key, values }) => {
      if (!isOneOf(sensitiveKeys, lowerKey) || !base?.endsWith('Like')) return [];
      return values
        .filter(({ text }) => /[*?]/.test(text.replaceAll(/\$\{[^}]*\}/g, '')))
        .map(({ text, at }) => ({
          at,
          message: `the wildcard in ${quote(text)} takes in ids that are not yours under ${quote(key)}`,
          help: 'write whole ids',
        }));
    }),
};
