import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { pushActions } from '../../facts/ecr-actions.js';
import { grantsOf, placeOf } from './grants.js';
import { granting, type PolicyRule } from './subject.js';
import type { PolicyView } from './view.js';

/** Some of what a push needs. */
export const pushIncomplete: PolicyRule = {
  code: 'iam/push-incomplete',
  severity: 'warning',
  title: 'some of what a push needs is granted, and not all of it',
  why: `A push asks whether each layer is there, uploads it in three steps and puts the manifest. Without one of these
actions it fails half-way, often with layers uploaded already. Grant the missing ones on the same repositories.
\`ecr:PutImage\` alone is no half push: it tags anew what is there.`,
  kinds: granting,
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.pushActions'],
  check: ({ document }) => halfPush(document),
};

const uploads = ['InitiateLayerUpload', 'UploadLayerPart', 'CompleteLayerUpload'] as const;

function halfPush(document: PolicyView): RuleFinding[] {
  const grants = grantsOf(document);
  const has = (name: string) => grants.some(({ reached }) => reached.has(name));
  const missing = pushActions.filter((name) => name !== 'BatchGetImage' && !has(name));
  if (missing.length === 0) return [];
  for (const { statement } of grants) {
    const at = uploads.map((name) => placeOf(statement, name)).find((place) => place !== undefined);
    if (at === undefined) continue;
    const names = missing.map((name) => quote(`ecr:${name}`)).join(', ');
    const message = `layers can be uploaded, and a push lacks ${names}`;
    return [{ at, message, help: `grant ${names} beside it` }];
  }
  return [];
}
