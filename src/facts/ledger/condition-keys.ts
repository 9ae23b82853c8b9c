import type * as facts from '../condition-keys.js';
import type { LedgerOf } from './evidence.js';

export const conditionKeysLedger = {
  'condition-keys.multivaluedKeys': {
    says: 'seven global condition keys hold several values at once',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'condition-keys.sensitiveKeys': {
    says: 'in the values of ten global keys a wildcard is never legitimate',
    standing: 'documented',
    source: 'IAM User Guide, Access Analyzer policy check reference',
    seen: '2026-09',
  },
  'condition-keys.arnKeys': {
    says: 'six global keys hold an ARN',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'condition-keys.boolKeys': {
    says: 'seven global keys hold true or false',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'condition-keys.dateKeys': {
    says: 'three global keys hold an instant',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'condition-keys.ipAddressKeys': {
    says: 'three global keys hold an IP address',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'condition-keys.numericKeys': {
    says: 'two global keys hold a number',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'condition-keys.stringKeys': {
    says: 'the other global keys hold text',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'condition-keys.vpceOrganization': {
    says: 'whether requests to ECR carry the organization of the VPC endpoint is not settled',
    standing: 'unknown',
    source:
      'AWS data perimeter policy examples against IAM User Guide, AWS global condition context keys',
    seen: '2026-03',
  },
  'condition-keys.keysOfEveryRequest': {
    says: 'every request says whether it is encrypted, what sent it, and whether a service passed it on',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
} as const satisfies LedgerOf<'condition-keys', typeof facts>;
