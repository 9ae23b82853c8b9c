import { quote } from '../../base/quote.js';
import { parseRange } from '../operators/ip.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';

/** An address that is none. */
export const invalidIp: PolicyRule = {
  code: 'iam/invalid-ip',
  severity: 'warning',
  title: 'the value of an address operator is no address',
  why: `An address is \`203.0.113.7\`, \`203.0.113.0/24\` or \`2001:db8::/32\`, without wildcards. Anything else equals no
address, so that \`IpAddress\` never holds and \`NotIpAddress\` always does.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['policy.conditionOperators', 'iam-lint.ranges'],
  alsoKnownAs: ['Access Analyzer TYPE_MISMATCH_IP_RANGE'],
  check: (subject) =>
    eachCondition(subject, ({ base, values }) => {
      if (base !== 'IpAddress' && base !== 'NotIpAddress') return [];
      return values
        .filter(({ text }) => parseRange(text) === null && !hasPlaceholder(text))
        .map(({ text, at }) => ({
          at,
          message: `${quote(text)} is no address and no range of addresses`,
          help: 'write it like `203.0.113.0/24`',
        }));
    }),
};
