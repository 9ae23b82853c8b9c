import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import {
  permissionsManagementActions,
  starOnlyPermissionsManagementActions,
} from '../../facts/ecr-actions.js';
import type { PolicyKind } from '../types.js';
import { type ActionView, isOfEcr, spelledAction } from './actions.js';
import { isAsked } from './asked.js';
import { granting, type PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** A wildcard that takes in the right to give rights. */
export const grantsPermissionsManagement: PolicyRule = {
  code: 'iam/grants-permissions-management',
  severity: 'warning',
  category: 'security',
  title: 'a wildcard also grants to change who may use a repository',
  why: `Whoever may set a repository's or the registry's policy can give himself, and everybody else, every other right. A
wildcard such as \`ecr:*\` takes these actions in. List the actions that are needed, or deny these four.`,
  kinds: granting,
  maturity: 'stable',
  since: '0.1.0',
  because: [
    'iam-lint.changedAccess',
    'ecr.permissionsManagementActions',
    'ecr.starOnlyPermissionsManagementActions',
  ],
  alsoKnownAs: [
    'parliament PERMISSIONS_MANAGEMENT_ACTIONS',
    'parliament RESOURCE_POLICY_PRIVILEGE_ESCALATION',
    'Checkov CKV_AWS_289',
    'cloudsplaining',
  ],
  check: ({ kind, document }) =>
    document.statements.flatMap((statement) => handsOver(statement, kind)),
};

const managing: readonly string[] = [
  ...permissionsManagementActions,
  ...starOnlyPermissionsManagementActions,
];

/** Whoever grants every action of every service means administrators. */
function handsOver({ effect, actions }: StatementView, kind: PolicyKind): RuleFinding[] {
  if (effect !== 'Allow' || actions.not) return [];
  return actions.list
    .filter((action) => isOfEcr(action) && action.hasWildcard)
    .flatMap((action) => managed(action, kind));
}

function managed({ text, at, reached }: ActionView, kind: PolicyKind): RuleFinding[] {
  const found = managing.filter((name) => reached.includes(name) && isAsked(name, kind));
  if (found.length === 0) return [];
  const names = found.map((name) => quote(spelledAction(name))).join(', ');
  const message = `${quote(text)} also grants ${names}`;
  return [{ at, message, help: 'list the actions that are needed' }];
}
