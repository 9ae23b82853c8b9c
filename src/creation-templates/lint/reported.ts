import { type ReportedParts, reportedRow, sharedReported } from '../../base/lint-reported.js';
import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';

const kmsKey = 'arn:aws:kms:us-east-1:111122223333:key/0d8b6c1e-3f6a-4b58-9d0b-8f1c2d3e4f50';

/** What the reader of creation templates reports by itself, besides what the policies within it have wrong. */
export const reported: readonly ReportedRule[] = [
  ...sharedReported('creation-templates', ['templates.grammar'] satisfies FactId[], {
    'not-json': '{ "prefix": prod }',
    nesting: `${'['.repeat(600)}${']'.repeat(600)}`,
    'duplicate-key': '{ "prefix": "prod", "prefix": "prod", "appliedFor": [] }',
    'missing-property': '{ "prefix": "prod" }',
    'unknown-property': template({ enabled: true }),
    'null-value': template({ description: null }),
    'wrong-type': template({ appliedFor: 'REPLICATION' }),
    enum: template({ appliedFor: ['PUSH'] }),
    'too-short': template({ prefix: '' }),
    'too-long': template({ description: 'x'.repeat(257) }),
    spelling: template({ prefix: 'Prod' }),
  }),
  // Of the resource tags that a template carries.
  ...sharedReported('tagging', ['resource-tags.shape'] satisfies FactId[], {
    'too-short': template({ resourceTags: [{ Key: '', Value: 'web' }] }),
    'too-long': template({ resourceTags: [{ Key: 'team', Value: 'x'.repeat(257) }] }),
  }),
  row('duplicate-prefix', 'templates.prefixIsKey', {
    title: 'two templates have the same prefix',
    why: 'The prefix is the key of a template: the second one is refused.',
    example: `[${template({})}, ${template({})}]`,
  }),
  row('same-namespace', 'templates.slashIsNoOtherPrefix', {
    severity: 'warning',
    title: 'two templates stand for the same namespace',
    why: 'A slash at the end makes no other namespace. Keep one of the two.',
    example: `[${template({})}, ${template({ prefix: 'prod/' })}]`,
  }),
  row('key-without-kms', 'templates.noKeyWithoutKms', {
    title: 'a key is named for an encryption that takes none',
    why: 'Write `KMS`, or leave the key out.',
    example: template({ encryptionConfiguration: { encryptionType: 'AES256', kmsKey } }),
  }),
  row('dual-layer-region', 'repository.dualLayerPartitions', {
    severity: 'warning',
    title: 'an encryption that is not offered where the key lies',
    why: '`KMS_DSSE` is offered in few Regions. Write `KMS` elsewhere.',
    example: template({ encryptionConfiguration: { encryptionType: 'KMS_DSSE', kmsKey } }),
  }),
];

function row(name: string, because: FactId, parts: ReportedParts): ReportedRule {
  return reportedRow(`creation-templates/${name}`, because, parts);
}

function template(other: object): string {
  return JSON.stringify({ prefix: 'prod', appliedFor: ['REPLICATION'], ...other }, null, 2);
}
