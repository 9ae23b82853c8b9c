import { sharedReported } from '../../base/lint-reported.js';
import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';

/** What the reader of scanning configurations reports by itself. */
export const reported: readonly ReportedRule[] = [
  ...sharedReported('scanning', ['scanning.scanTypes'] satisfies FactId[], {
    'not-json': '{ "scanType": BASIC }',
    nesting: `${'['.repeat(600)}${']'.repeat(600)}`,
    'duplicate-key': '{ "scanType": "BASIC", "scanType": "BASIC" }',
    'missing-property': '{ "rules": [{ "scanFrequency": "SCAN_ON_PUSH" }] }',
    'unknown-property': '{ "scanType": "BASIC", "enabled": true }',
    'null-value': '{ "rules": null }',
    'wrong-type': '{ "rules": "*" }',
    enum: '{ "scanType": "basic" }',
    'too-many-members': configuration('BASIC', ['SCAN_ON_PUSH', 'MANUAL', 'MANUAL']),
    'too-short': configuration('BASIC', ['SCAN_ON_PUSH'], ''),
    'too-long': configuration('BASIC', ['SCAN_ON_PUSH'], 'a'.repeat(256)),
    spelling: configuration('BASIC', ['SCAN_ON_PUSH'], 'Prod'),
  }),
  {
    code: 'scanning/frequency-of-other-type',
    severity: 'error',
    title: 'a frequency that belongs to the other type of scanning',
    why: 'Basic scanning knows `SCAN_ON_PUSH` and `MANUAL`, enhanced scanning `SCAN_ON_PUSH` and `CONTINUOUS_SCAN`.',
    since: '0.1.0',
    because: ['scanning.legalFrequencies'] satisfies FactId[],
    example: configuration('BASIC', ['CONTINUOUS_SCAN']),
  },
  {
    code: 'scanning/duplicate-frequency',
    severity: 'error',
    title: 'two rules have the same frequency',
    why: 'Put the filters of both into one rule.',
    since: '0.1.0',
    because: ['scanning.scanRefusals'] satisfies FactId[],
    example: configuration('BASIC', ['SCAN_ON_PUSH', 'SCAN_ON_PUSH']),
  },
];

function configuration(scanType: string, frequencies: readonly string[], filter = '*'): string {
  const repositoryFilters = [{ filter, filterType: 'WILDCARD' }];
  const rules = frequencies.map((scanFrequency) => ({ scanFrequency, repositoryFilters }));
  return JSON.stringify({ scanType, rules }, null, 2);
}
