import { pushActions } from '../../facts/ecr-actions.js';
import { grantsOf, placeOf } from './grants.js';
import { granting, type PolicyRule } from './subject.js';

/** A push that may not look for the manifest first. */
export const pushWithoutManifest: PolicyRule = {
  code: 'iam/push-without-manifest',
  severity: 'info',
  title: 'a push is granted without the reading of manifests',
  why: `Many clients ask whether the manifest is there before they put it, and some stop when that is refused with a 403.
AWS lists \`ecr:BatchGetImage\` among what a push needs.`,
  kinds: granting,
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.pushActions', 'iam-lint.pushReadsManifest'],
  check: ({ document }) => {
    const grants = grantsOf(document);
    const has = (name: string) => grants.some(({ reached }) => reached.has(name));
    if (has('BatchGetImage')) return [];
    if (!pushActions.every((name) => name === 'BatchGetImage' || has(name))) return [];
    const at = grants.map(({ statement }) => placeOf(statement, 'PutImage')).find(Boolean);
    if (at === undefined) return [];
    const message = 'a push is granted, and a client that looks for the manifest first is refused';
    return [{ at, message, help: 'grant `ecr:BatchGetImage` beside it' }];
  },
};
