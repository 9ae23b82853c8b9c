import type { LintRule } from '../../base/lint-rule.js';
import { grouped } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { policyTextLengthMax } from '../../facts/lifecycle.js';
import type { LifecycleSubject } from './subject.js';

/** A text that a few more rules would make too long. */
export const nearlyTooLong: LintRule<LifecycleSubject> = {
  code: 'lifecycle/nearly-too-long',
  severity: 'info',
  title: 'the text of the policy is nearly as long as AWS accepts',
  why: `AWS counts every character, blanks and line breaks too. Print the policy without blanks, shorten descriptions, or
merge rules before the next rule no longer fits.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.policyTextLengthMax'] satisfies FactId[],
  check: ({ textLength = 0 }) => {
    if (textLength < policyTextLengthMax * nearFrom || textLength > policyTextLengthMax) return [];
    return [
      {
        at: '',
        message: `the policy text has ${grouped(textLength)} characters of the ${grouped(policyTextLengthMax)} that are accepted`,
        help: 'print it without blanks, shorten descriptions, or merge rules',
      },
    ];
  },
};

/** One rule of fifty is some two hundredths of the text: at nine tenths there is time to mend it. */
const nearFrom = 0.9;
