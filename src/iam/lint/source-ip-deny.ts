import { addressExemptionKeys } from '../../facts/iam-lint.js';
import { isOneOf } from './keys.js';
import type { PolicyRule } from './subject.js';

/** A denial by address that hits requests which have none. */
export const sourceIpDeny: PolicyRule = {
  code: 'iam/source-ip-deny',
  severity: 'warning',
  title: 'a denial by address also hits requests through endpoints and by services',
  why: `A request through a VPC endpoint has no \`aws:SourceIp\`, and \`NotIpAddress\` holds where the key is missing. A request
that a service makes for the user has the service's address. Both are denied: pulls of ECS, EKS and Lambda, for example.
Exempt them by \`aws:SourceVpc\`, \`aws:SourceVpce\` or \`aws:ViaAWSService\` in the same statement.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.sourceIpAbsent', 'iam-lint.addressExemptionKeys', 'iam.missingKeys'],
  check: ({ document }) =>
    document.statements.flatMap(({ effect, conditions }) => {
      if (effect !== 'Deny') return [];
      if (conditions.some(({ lowerKey }) => isOneOf(addressExemptionKeys, lowerKey))) return [];
      const onAddress = conditions.filter(({ lowerKey }) => lowerKey === 'aws:sourceip');
      if (onAddress.some(({ base }) => base === 'Null')) return [];
      return onAddress
        .filter(({ base }) => base === 'NotIpAddress')
        .map(({ at }) => ({
          at,
          message: 'this denies every request through a VPC endpoint and every one a service makes',
          help: 'exempt them by `aws:SourceVpce` or `aws:ViaAWSService`',
        }));
    }),
};
