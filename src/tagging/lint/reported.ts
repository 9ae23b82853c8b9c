import { sharedReported } from '../../base/lint-reported.js';
import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';

/** What the reader of tag settings reports by itself. */
export const reported: readonly ReportedRule[] = [
  ...sharedReported('tagging', ['tagging.tagMutabilities'] satisfies FactId[], {
    'not-json': '{ "imageTagMutability": MUTABLE }',
    nesting: `${'['.repeat(600)}${']'.repeat(600)}`,
    'duplicate-key': '{ "imageTagMutability": "MUTABLE", "imageTagMutability": "MUTABLE" }',
    'missing-property': filtered({ filter: 'dev-*' }),
    'null-value': '{ "imageTagMutability": null }',
    'wrong-type': '{ "imageTagMutability": true }',
    enum: '{ "imageTagMutability": "mutable" }',
    'too-few-members': filtered(),
    'too-many-members': filtered(...['a', 'b', 'c', 'd', 'e', 'f'].map(wildcard)),
    spelling: filtered(wildcard('team/dev')),
  }),
  {
    code: 'tagging/filters-missing',
    severity: 'error',
    title: 'a setting with exclusions has no exclusion filters',
    why: 'AWS refuses it. List the tags that are excluded, or choose the setting without exclusions.',
    since: '0.1.0',
    because: ['tagging.filtersBelongToExclusion'] satisfies FactId[],
    example: '{ "imageTagMutability": "IMMUTABLE_WITH_EXCLUSION" }',
  },
  {
    code: 'tagging/filters-needless',
    severity: 'error',
    title: 'a setting without exclusions has exclusion filters',
    why: 'AWS refuses it. Choose the setting with exclusions, or leave the filters out.',
    since: '0.1.0',
    because: ['tagging.filtersBelongToExclusion'] satisfies FactId[],
    example: `{
  "imageTagMutability": "IMMUTABLE",
  "imageTagMutabilityExclusionFilters": [{ "filterType": "WILDCARD", "filter": "dev-*" }]
}`,
  },
  {
    code: 'tagging/too-many-wildcards',
    severity: 'error',
    title: 'an exclusion filter has more asterisks than AWS accepts',
    why: 'AWS refuses it. Split the filter into several, or shorten it.',
    since: '0.1.0',
    because: ['tagging.exclusionFilterStarsMax'] satisfies FactId[],
    example: `{
  "imageTagMutability": "MUTABLE_WITH_EXCLUSION",
  "imageTagMutabilityExclusionFilters": [{ "filterType": "WILDCARD", "filter": "a*b*c*d" }]
}`,
  },
];

function filtered(...imageTagMutabilityExclusionFilters: readonly object[]): string {
  const imageTagMutability = 'IMMUTABLE_WITH_EXCLUSION';
  return JSON.stringify({ imageTagMutability, imageTagMutabilityExclusionFilters }, null, 2);
}

function wildcard(filter: string): object {
  return { filterType: 'WILDCARD', filter };
}
