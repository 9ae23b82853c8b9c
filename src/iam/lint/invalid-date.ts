import { quote } from '../../base/quote.js';
import { parseInstant } from '../operators/date.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';

/** A date that is none. */
export const invalidDate: PolicyRule = {
  code: 'iam/invalid-date',
  severity: 'warning',
  title: 'the value of a date operator is no date',
  why: `A date is \`2026-12-31T23:59:59Z\` or seconds since 1970. Anything else is no instant, so that the operator never
holds, or as \`DateNotEquals\` always does.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.instants'],
  alsoKnownAs: ['Access Analyzer INVALID_DATE_VALUE'],
  check: (subject) =>
    eachCondition(subject, ({ base, values }) => {
      if (!base?.startsWith('Date')) return [];
      return values
        .filter(({ text }) => parseInstant(text) === null && !hasPlaceholder(text))
        .map(({ text, at }) => ({
          at,
          message: `${quote(text)} is no date that AWS reads`,
          help: 'write it like `2026-12-31T23:59:59Z`',
        }));
    }),
};
