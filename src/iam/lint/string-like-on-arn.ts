import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import { keyType } from './keys.js';
import type { PolicyRule } from './subject.js';
import { colonsOutsideVariables } from './variables.js';

/** A wildcard that may run from one part of an ARN into the next. */
export const stringLikeOnArn: PolicyRule = {
  code: 'iam/string-like-on-arn',
  severity: 'warning',
  category: 'security',
  title: 'a wildcard in an ARN may run across its parts',
  why: `Under \`StringLike\` an asterisk takes in colons, so that one meant for the Region or the account also takes in ARNs in
which the rest stands elsewhere. \`ArnLike\` compares part by part. An asterisk in the last part does no harm.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.arnOperators'],
  alsoKnownAs: ['Access Analyzer STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS'],
  check: (subject) =>
    eachCondition(subject, ({ base, operator, lowerKey, negated, values }) => {
      if (keyType(lowerKey) !== 'arn' || !/^String(Not)?Like$/.test(base ?? '')) return [];
      return values
        .filter(({ text }) => hasWildcardInHead(text))
        .map(({ text, at }) => ({
          at,
          message: `${quote(operator)} lets the wildcard in ${quote(text)} run across the parts of an ARN`,
          help: `write ${negated ? '`ArnNotLike`' : '`ArnLike`'}`,
        }));
    }),
};

/** Whether a wildcard stands in front of the resource's own part. */
function hasWildcardInHead(text: string): boolean {
  const fifth = colonsOutsideVariables(text)[4];
  return fifth !== undefined && /[*?]/.test(text.slice(0, fifth));
}
