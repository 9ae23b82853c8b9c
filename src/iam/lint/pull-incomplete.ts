import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { type Grant, grantsOf, placeOf } from './grants.js';
import { granting, type PolicyRule } from './subject.js';

/** Half of what a pull needs. */
export const pullIncomplete: PolicyRule = {
  code: 'iam/pull-incomplete',
  severity: 'warning',
  title: 'half of what a pull needs is granted',
  why: `A pull reads the manifest with \`ecr:BatchGetImage\` and each layer with \`ecr:GetDownloadUrlForLayer\`. Whoever has
one of them without the other gets a 403 in the middle of the pull. Grant both to the same principals on the same
repositories.`,
  kinds: granting,
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.pullActions'],
  check: ({ document }) => {
    const grants = grantsOf(document);
    return grants.flatMap((grant) => missingHalf(grant, grants));
  },
};

/** What a push lacks is told by another rule; manifests alone serve those who look what is there. */
function missingHalf(grant: Grant, grants: readonly Grant[]): RuleFinding[] {
  const { statement } = grant;
  const has = (name: string) => grants.some(({ reached }) => reached.has(name));
  const pushes = ['PutImage', 'InitiateLayerUpload', 'UploadLayerPart'].some(has);
  if (pushes) return [];
  const layers = placeOf(statement, 'GetDownloadUrlForLayer');
  if (layers !== undefined && !has('BatchGetImage')) {
    return [lacking('BatchGetImage', layers, 'layers can be read and no manifest')];
  }
  const manifests = placeOf(statement, 'BatchGetImage');
  if (manifests === undefined || has('GetDownloadUrlForLayer')) return [];
  const pulls = ['BatchCheckLayerAvailability', 'GetAuthorizationToken'].some(has);
  if (!pulls) return [];
  return [lacking('GetDownloadUrlForLayer', manifests, 'manifests can be read and no layer')];
}

function lacking(name: string, at: string, consequence: string): RuleFinding {
  return {
    at,
    message: `${consequence}: ${quote(`ecr:${name}`)} is missing for a pull`,
    help: `grant ${quote(`ecr:${name}`)} beside it`,
  };
}
