import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import type { PolicyKind } from '../types.js';
import { type ActionView, isOfEcr } from './actions.js';
import { isAsked } from './asked.js';
import { ofResource, type PolicyRule } from './subject.js';

/** An action that a policy of this kind is never asked about. */
export const actionWithoutEffect: PolicyRule = {
  code: 'iam/action-without-effect',
  severity: 'warning',
  title: 'a policy on a resource names an action that it is never asked about',
  why: `A repository policy is asked about actions on its repository only: not about the creation of a repository, not about
the registry's own actions, and not about other services. A registry policy is not asked for the authorization token.
Grant such an action in the identity policy of whoever needs it.`,
  kinds: ofResource,
  maturity: 'stable',
  since: '0.1.0',
  because: [
    'ecr.notByRepositoryPolicy',
    'ecr.starOnlyNotByRepositoryPolicy',
    'ecr.identityPolicyOnly',
  ],
  alsoKnownAs: ['Access Analyzer UNSUPPORTED_ACTION_IN_POLICY'],
  check: ({ kind, document }) =>
    document.statements.flatMap(({ actions }) =>
      actions.not ? [] : actions.list.flatMap((action) => withoutEffect(action, kind)),
    ),
};

function withoutEffect(action: ActionView, kind: PolicyKind): RuleFinding[] {
  const { text, at, service, reached } = action;
  const help = 'take it out here, and grant it in an identity policy';
  if (!/[*?]/.test(service) && !isOfEcr(action)) {
    const message = `${quote(text)} belongs to ${quote(service)}, and a ${kind} policy is about ${quote(servicePrefix)}`;
    return [{ at, message, help }];
  }
  // A repository policy that names the token is reported by the reader.
  if (reached.length === 0 || isToken(action, kind)) return [];
  if (reached.some((name) => isAsked(name, kind))) return [];
  return [{ at, message: `a ${kind} policy is never asked about ${quote(text)}`, help }];
}

function isToken({ reached, hasWildcard }: ActionView, kind: PolicyKind): boolean {
  return kind === 'repository' && !hasWildcard && reached.includes('GetAuthorizationToken');
}
