import { quote } from '../../base/quote.js';
import { untrustworthyKeys } from '../../facts/iam-lint.js';
import { eachCondition } from './each-condition.js';
import { isOneOf } from './keys.js';
import type { PolicyRule } from './subject.js';

/** A safeguard that the caller sets himself. */
export const untrustworthyKey: PolicyRule = {
  code: 'iam/untrustworthy-key',
  severity: 'warning',
  category: 'security',
  title: 'a condition turns on what the caller says of himself',
  why: `\`aws:UserAgent\` and \`aws:Referer\` are headers that anybody can set to anything. They keep nobody out.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.untrustworthyKeys'],
  alsoKnownAs: ['Access Analyzer UNTRUSTWORTHY_CONDITION_KEY'],
  check: (subject) =>
    eachCondition(subject, ({ lowerKey, key, at }) =>
      isOneOf(untrustworthyKeys, lowerKey)
        ? [
            {
              at,
              message: `every caller can set ${quote(key)} to anything`,
              help: 'use another key',
            },
          ]
        : [],
    ),
};
