import { quote } from '../../base/quote.js';
import { policyCharactersPattern } from '../../facts/iam-lint.js';
import { ofCaller, type PolicyRule } from './subject.js';
import { textsIn } from './texts.js';

/** A character that IAM does not keep. */
export const policyCharacters: PolicyRule = {
  code: 'iam/policy-characters',
  severity: 'warning',
  title: 'a policy holds characters that IAM does not keep',
  why: `A policy that IAM keeps consists of the characters up to U+00FF. Curly quotes, long dashes and blanks without width
mostly come from a word processor or a web page.`,
  kinds: ofCaller,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.policyCharactersPattern'],
  check: ({ document: { document } }) =>
    textsIn(document)
      .filter(({ text }) => !kept.test(text))
      .map(({ text, at }) => ({
        at,
        message: `${quote(text)} holds the character ${strange(text)}, which IAM does not keep`,
        help: 'type it again',
      })),
};

const kept = new RegExp(policyCharactersPattern);

function strange(text: string): string {
  const found = [...text].find((character) => !kept.test(character)) ?? '';
  return `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
