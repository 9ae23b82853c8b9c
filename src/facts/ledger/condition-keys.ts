import type * as facts from '../condition-keys.js';
import type { LedgerOf } from './evidence.js';

export const conditionKeysLedger = {
  'conditionKeys.multivaluedKeys': {
    says: 'seven global condition keys hold several values at once',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'conditionKeys.sensitiveKeys': {
    says: 'in the values of ten global keys a wildcard is never legitimate',
    standing: 'documented',
    source: 'IAM User Guide, Access Analyzer policy check reference',
    seen: '2026-09',
  },
  'conditionKeys.arnKeys': {
    says: 'six global keys hold an ARN',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'conditionKeys.boolKeys': {
    says: 'seven global keys hold true or false',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'conditionKeys.dateKeys': {
    says: 'three global keys hold an instant',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'conditionKeys.ipAddressKeys': {
    says: 'three global keys hold an IP address',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'conditionKeys.numericKeys': {
    says: 'two global keys hold a number',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'conditionKeys.stringKeys': {
    says: 'the other global keys hold text',
    standing: 'documented',
    source: 'IAM User Guide, AWS global condition context keys',
    seen: '2026-09',
  },
  'conditionKeys.vpceOrganization': {
    says: 'whether requests to ECR carry the organization of the VPC endpoint is not settled',
    standing: 'unknown',
    source:
      'AWS data perimeter policy examples against IAM User Guide, AWS global condition context keys',
    seen: '2026-03',
  },
} as const satisfies LedgerOf<'conditionKeys', typeof facts>;
