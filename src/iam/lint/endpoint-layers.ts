import type { RuleFinding } from '../../base/lint-rule.js';
import { layerBucketName, layerDownloadAction } from '../../facts/iam-lint.js';
import { compileWildcards, matchesWildcards } from '../../glob/wildcards.js';
import type { PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** An S3 endpoint that does not let layers through. */
export const endpointLayers: PolicyRule = {
  code: 'iam/endpoint-layers',
  severity: 'warning',
  title: 'an endpoint policy names the bucket of layers and does not let them through',
  why: `Layers are downloaded from a bucket of ECR's with \`s3:GetObject\`, by addresses that an account of ECR's has signed. A
condition on the caller's or the resource's account or organization therefore never holds for them, and pulls fail.`,
  kinds: ['endpoint'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.layerBucketName', 'iam-lint.layerDownloadAction'],
  check: ({ document }) => document.statements.flatMap(blocked),
};

const ownerKeys = /^aws:(principal|resource)(orgid|orgpaths|account|arn)$/;

function blocked({ effect, actions, resources, conditions }: StatementView): RuleFinding[] {
  if (effect !== 'Allow' || actions.not) return [];
  const layers = resources?.list.find(({ text }) => text.includes(layerBucketName));
  if (layers === undefined || resources?.not === true) return [];
  const narrow = conditions.find(({ lowerKey, negated }) => ownerKeys.test(lowerKey) && !negated);
  if (narrow !== undefined) {
    const message = 'layers are fetched by an account of ECR, for which this condition never holds';
    return [{ at: narrow.at, message, help: 'leave it out for the bucket of layers' }];
  }
  const [service = '', name = ''] = layerDownloadAction.toLowerCase().split(':');
  const covers = actions.list.some(
    (action) =>
      matchesWildcards(compileWildcards(action.service), service) &&
      matchesWildcards(compileWildcards(action.name), name),
  );
  if (covers) return [];
  const message = `the bucket of layers is named, and \`${layerDownloadAction}\` is not allowed`;
  return [{ at: layers.at, message, help: `allow \`${layerDownloadAction}\`` }];
}
