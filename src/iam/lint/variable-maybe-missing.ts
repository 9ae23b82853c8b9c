import { quote } from '../../base/quote.js';
import { sometimesMissingKeys } from '../../facts/iam-lint.js';
import { isOneOf } from './keys.js';
import type { PolicyRule } from './subject.js';
import { variableTexts } from './variable-texts.js';

/** A variable without a value, where that makes the condition hold. */
export const variableMaybeMissing: PolicyRule = {
  code: 'iam/variable-maybe-missing',
  severity: 'info',
  title: 'a policy variable may have no value under a negated operator',
  why: `Not every caller has a tag, a user name or an organization. A variable without a value equals nothing, so that a negated
operator holds for such callers. Give the variable a default, or ask for the key with \`Null\`.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['iam-lint.sometimesMissingKeys', 'iam.variableWithoutValue'],
  check: ({ document }) =>
    variableTexts(document)
      .filter(
        ({ key, negated, hasDefault }) =>
          negated && !hasDefault && isOneOf(sometimesMissingKeys, key),
      )
      .map(({ key, at }) => ({
        at,
        message: `callers without ${quote(key)} pass this test, since the variable then equals nothing`,
        help: 'give the variable a default',
      })),
};
