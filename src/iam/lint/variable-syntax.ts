import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import type { PlacedText } from './placed.js';
import type { PolicyRule } from './subject.js';
import { variablesOf } from './variables.js';

/** A slip in a policy variable. */
export const variableSyntax: PolicyRule = {
  code: 'iam/variable-syntax',
  severity: 'warning',
  title: 'a policy variable is misspelt',
  why: `A variable is a dollar sign and a key in braces, perhaps with a default: a comma, one space, and a text in single
quotes. With a blank elsewhere, a brace or a quote missing, or nothing in it, it stands for nothing.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.variableSyntax'],
  alsoKnownAs: [
    'Access Analyzer MISSING_BRACE_IN_VARIABLE',
    'Access Analyzer MISSING_QUOTE_IN_VARIABLE',
    'Access Analyzer UNSUPPORTED_SPACE_IN_VARIABLE',
    'Access Analyzer EMPTY_VARIABLE',
  ],
  check: (subject) => {
    if (!subject.document.hasVariables) return [];
    const { statements } = subject.document;
    return [
      ...statements.flatMap(({ resources }) => resources?.list.flatMap(slips) ?? []),
      ...eachCondition(subject, ({ values }) => values.flatMap(slips)),
    ];
  },
};

function slips({ text, at }: PlacedText): { at: string; message: string; help: string }[] {
  return variablesOf(text)
    .filter(({ form }) => form === 'malformed')
    .map(({ inner, closed, key }) => ({
      at,
      message: `the variable ${quote(`\${${inner}${closed ? '}' : ''}`)} ${slipOf(inner, closed, key)}`,
      help: "write it like `\u0024{aws:PrincipalTag/team, 'none'}`",
    }));
}

function slipOf(inner: string, closed: boolean, key: string | undefined): string {
  if (!closed) return 'is not closed';
  if (key === undefined) return 'names no key';
  if (inner !== inner.trim()) return 'has a blank in it';
  return inner.includes(',') ? 'has a default in another form than AWS reads' : 'has a blank in it';
}
