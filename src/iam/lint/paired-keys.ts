import { quote } from '../../base/quote.js';
import { vpcAddressKey, vpcKeys } from '../../facts/iam-lint.js';
import { eachCondition } from './each-condition.js';
import { isOneOf } from './keys.js';
import type { PolicyRule } from './subject.js';

/** An address inside a VPC without the VPC. */
export const pairedKeys: PolicyRule = {
  code: 'iam/paired-keys',
  severity: 'warning',
  category: 'security',
  title: 'an address inside a VPC is compared without the VPC',
  why: `Everybody's VPC may use the same private addresses, so that \`aws:VpcSourceIp\` alone says nothing. Add
\`aws:SourceVpc\` or \`aws:SourceVpce\` to the same statement.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.vpcAddressKey', 'iam-lint.vpcKeys'],
  alsoKnownAs: ['Access Analyzer MISSING_PAIRED_CONDITION_KEYS'],
  check: (subject) =>
    eachCondition(subject, ({ lowerKey, key, at }, { conditions }) => {
      if (lowerKey !== vpcAddressKey.toLowerCase()) return [];
      if (conditions.some((other) => isOneOf(vpcKeys, other.lowerKey))) return [];
      const message = `${quote(key)} says nothing without the VPC it belongs to`;
      return [{ at, message, help: 'add `aws:SourceVpc` or `aws:SourceVpce`' }];
    }),
};
