import { sharedReported } from '../../base/lint-reported.js';
import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';

const profile = 'arn:aws:signer:us-east-1:111122223333:/signing-profiles/releases';

/** What the reader of signing configurations reports by itself. */
export const reported: readonly ReportedRule[] = [
  ...sharedReported('signing', ['signing.signingRuleCountMax'] satisfies FactId[], {
    'not-json': '{ "rules": [ }',
    nesting: `${'['.repeat(600)}${']'.repeat(600)}`,
    'duplicate-key': '{ "rules": [], "rules": [] }',
    'missing-property': '{ "rules": [{}] }',
    'unknown-property': '{ "rules": [], "enabled": true }',
    'null-value': '{ "rules": null }',
    'wrong-type': '{ "rules": "none" }',
    enum: configuration([{ filter: '*', filterType: 'WILDCARD' }]),
    'too-few-members': configuration([]),
    'too-many-members': JSON.stringify({
      rules: Array.from({ length: 11 }, () => ({ signingProfileArn: profile })),
    }),
    'too-short': configuration([{ filter: '', filterType: 'WILDCARD_MATCH' }]),
    'too-long': configuration([{ filter: 'a'.repeat(257), filterType: 'WILDCARD_MATCH' }]),
    spelling: configuration([{ filter: 'Prod', filterType: 'WILDCARD_MATCH' }]),
  }),
];

function configuration(repositoryFilters: readonly object[]): string {
  return JSON.stringify({ rules: [{ signingProfileArn: profile, repositoryFilters }] }, null, 2);
}
