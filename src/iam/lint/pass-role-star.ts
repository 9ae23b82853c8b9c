import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { roleHandingActions, roleHandingKeys } from '../../facts/iam-lint.js';
import { isOneOf } from './keys.js';
import type { PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** The right to hand any role to a service. */
export const passRoleStar: PolicyRule = {
  code: 'iam/pass-role-star',
  severity: 'warning',
  category: 'security',
  title: 'every role may be handed to a service',
  why: `With \`iam:PassRole\` on \`*\` the caller gives a service of his choice any role, an administrator's included, and acts
through it. Creation templates of ECR need one role, replication and pull through cache one service-linked role. Name
the roles, or the service by \`iam:PassedToService\` or \`iam:AWSServiceName\`.`,
  kinds: ['identity', 'session'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.roleHandingActions', 'iam-lint.roleHandingKeys'],
  alsoKnownAs: [
    'Access Analyzer PASS_ROLE_WITH_STAR_IN_RESOURCE',
    'Access Analyzer PASS_ROLE_WITH_NOT_RESOURCE',
    'Access Analyzer CREATE_SLR_WITH_STAR_IN_RESOURCE',
    'parliament PRIVILEGE_ESCALATION',
    'Checkov CKV_AWS_286',
  ],
  check: ({ document }) => document.statements.flatMap(handing),
};

function handing({ effect, actions, resources, conditions }: StatementView): RuleFinding[] {
  if (effect !== 'Allow' || actions.not || resources === undefined) return [];
  const isWide =
    resources.not || resources.list.some((one) => one.everything || one.text.endsWith(':role/*'));
  if (!isWide || conditions.some(({ lowerKey }) => isOneOf(roleHandingKeys, lowerKey))) return [];
  return actions.list
    .filter(({ text }) =>
      roleHandingActions.some((name) => name.toLowerCase() === text.toLowerCase()),
    )
    .map(({ text, at }) => ({
      at,
      message: `${quote(text)} is granted for every role and every service`,
      help: 'name the roles, or the service in a condition',
    }));
}
