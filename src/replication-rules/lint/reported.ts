import { sharedReported } from '../../base/lint-reported.js';
import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';

/** What the reader of replication configurations reports by itself. */
export const reported: readonly ReportedRule[] = [
  ...sharedReported('replication-rules', ['replication.grammar'] satisfies FactId[], {
    'not-json': '{ "rules": [ }',
    nesting: `${'['.repeat(600)}${']'.repeat(600)}`,
    'duplicate-key': '{ "rules": [], "rules": [] }',
    'missing-property': '{ "rules": [{}] }',
    'unknown-property': '{ "rules": [], "enabled": true }',
    'null-value': '{ "rules": null }',
    'wrong-type': '{ "rules": "none" }',
    enum: configuration([{ filter: 'prod', filterType: 'WILDCARD' }]),
    'too-few-members': configuration([]),
    'too-many-members': JSON.stringify({
      rules: Array.from({ length: 26 }, () => to('us-west-2')),
    }),
    'too-short': configuration([{ filter: 'p', filterType: 'PREFIX_MATCH' }]),
    'too-long': configuration([{ filter: 'p'.repeat(257), filterType: 'PREFIX_MATCH' }]),
    spelling: configuration([{ filter: 'Prod*', filterType: 'PREFIX_MATCH' }]),
  }),
  {
    code: 'replication-rules/many-rules',
    severity: 'warning',
    title: 'more rules than an account may be allowed',
    why: 'The quota page of AWS names ten rules, its API model 25. Merge rules that share destinations or filters, or ask for the quota.',
    since: '0.1.0',
    because: ['replication.ruleCountQuota', 'replication.ruleCountMax'] satisfies FactId[],
    example: JSON.stringify({ rules: Array.from({ length: 11 }, () => to('us-west-2')) }),
  },
  {
    code: 'replication-rules/too-many-destinations',
    severity: 'error',
    title: 'more destinations over all rules than AWS accepts',
    why: 'A destination is a Region of an account, and each counts once. Leave out registries that do not need every image.',
    since: '0.1.0',
    because: [
      'replication.uniqueDestinationCountMax',
      'replication.destinationIsRegistry',
    ] satisfies FactId[],
    example: JSON.stringify({
      rules: [
        {
          destinations: Array.from({ length: 26 }, (_, index) => ({
            region: 'us-west-2',
            registryId: String(111122223300 + index),
          })),
        },
      ],
    }),
  },
  {
    code: 'replication-rules/other-partition',
    severity: 'warning',
    title: 'destinations lie in partitions between which nothing is copied',
    why: 'Images are copied within a partition only. Use another configuration in each partition.',
    since: '0.1.0',
    because: ['replication.partitionIsClosed'] satisfies FactId[],
    example: JSON.stringify({ rules: [to('us-west-2'), to('cn-north-1')] }),
  },
  {
    code: 'replication-rules/unknown-region',
    severity: 'warning',
    title: 'a destination is in a Region whose name is like that of no Region',
    why: 'Most often a spelling mistake: check the name. A Region that was opened lately may be unknown here and still right.',
    since: '0.1.0',
    because: ['partitions.publishedRegions'] satisfies FactId[],
    example: JSON.stringify({ rules: [to('us-wset-2')] }),
  },
];

function configuration(repositoryFilters: readonly object[]): string {
  return JSON.stringify({ rules: [{ ...to('us-west-2'), repositoryFilters }] }, null, 2);
}

function to(region: string): object {
  return { destinations: [{ region, registryId: '111122223333' }] };
}
