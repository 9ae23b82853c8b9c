import { quote } from '../../base/quote.js';
import { privateRanges } from '../../facts/iam-lint.js';
import { liesIn } from './address-ranges.js';
import { eachCondition } from './each-condition.js';
import type { PolicyRule } from './subject.js';

/** A private address where the one on the internet counts. */
export const privateIp: PolicyRule = {
  code: 'iam/private-ip',
  severity: 'warning',
  title: 'aws:SourceIp is compared with a private address',
  why: `\`aws:SourceIp\` is the public address of the caller; a request through a VPC endpoint has none. A private range never
matches. Inside a VPC the key is \`aws:VpcSourceIp\`, beside \`aws:SourceVpc\`.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.privateRanges', 'iam-lint.sourceIpAbsent'],
  alsoKnownAs: ['Access Analyzer PRIVATE_IP_ADDRESS', 'Access Analyzer PRIVATE_NOT_IP_ADDRESS'],
  check: (subject) =>
    eachCondition(subject, ({ base, lowerKey, values }) => {
      if (lowerKey !== 'aws:sourceip' || !base?.endsWith('IpAddress')) return [];
      return values
        .filter(({ text }) => privateRanges.some((range) => liesIn(text, range)))
        .map(({ text, at }) => ({
          at,
          message: `no caller has the private address ${quote(text)} on the internet`,
          help: 'use `aws:VpcSourceIp` with `aws:SourceVpc`, or the public address',
        }));
    }),
};
