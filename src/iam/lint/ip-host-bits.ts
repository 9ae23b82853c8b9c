import { quote } from '../../base/quote.js';
import { firstOfRange, hasHostBits } from './address-ranges.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';

/** A range of addresses that begins in the middle. */
export const ipHostBits: PolicyRule = {
  code: 'iam/ip-host-bits',
  severity: 'info',
  title: 'a range of addresses has bits behind its prefix',
  why: `AWS leaves them out, so that the range is wider than it looks: \`203.0.113.7/24\` is all of \`203.0.113.0/24\`.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.ranges'],
  alsoKnownAs: ['Access Analyzer IMPROVE_IP_RANGE'],
  check: (subject) =>
    eachCondition(subject, ({ base, values }) => {
      if (base !== 'IpAddress' && base !== 'NotIpAddress') return [];
      return values
        .filter(({ text }) => hasHostBits(text))
        .map(({ text, at }) => {
          const first = firstOfRange(text) ?? text;
          const fix = { title: `write ${quote(first)}`, edits: [{ at, value: first }] };
          return {
            at,
            message: `${quote(text)} is the range ${quote(first)}`,
            help: fix.title,
            fix,
          };
        });
    }),
};
