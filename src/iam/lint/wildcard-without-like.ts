import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';
import type { ConditionView } from './view.js';

/** A wildcard that is none. */
export const wildcardWithoutLike: PolicyRule = {
  code: 'iam/wildcard-without-like',
  severity: 'warning',
  title: 'a wildcard stands under an operator that takes it literally',
  why: `\`StringEquals\` and its kin compare character by character, so that \`*\` means an asterisk. Write \`StringLike\` where a
pattern is meant.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.literalWildcards'],
  alsoKnownAs: ['Access Analyzer WILDCARD_WITHOUT_LIKE_OPERATOR'],
  check: ({ document }) =>
    document.statements.flatMap(({ conditions }) => conditions.flatMap(literalWildcards)),
};

function literalWildcards({ base, operator, values }: ConditionView): RuleFinding[] {
  if (base === undefined || !/^String(Not)?Equals/.test(base)) return [];
  const like = base.includes('Not') ? 'StringNotLike' : 'StringLike';
  return values
    .filter(({ text }) => /[*?]/.test(text.replaceAll(/\$\{[^}]*\}/g, '')) && !hasPlaceholder(text))
    .map(({ text, at }) => ({
      at,
      message: `${quote(operator)} takes the wildcard in ${quote(text)} for an ordinary character`,
      help: `write ${quote(operator.replace(/String(Not)?Equals(IgnoreCase)?/i, like))}`,
    }));
}
