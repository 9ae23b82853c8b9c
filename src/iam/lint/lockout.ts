import type { RuleFinding } from '../../base/lint-rule.js';
import { isEveryone } from './principals.js';
import type { PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** A denial that its own author will meet. */
export const lockout: PolicyRule = {
  code: 'iam/lockout',
  severity: 'warning',
  title: 'a repository policy denies everybody the change of the policy',
  why: `A denial to everybody without a condition hits the administrators of the account too. ECR wants \`force\` before it
keeps such a policy, and afterwards only the root user can help, if the denial does not hit him as well. Except the
administrators by a condition \`ArnNotEquals\` on \`aws:PrincipalArn\`, or leave \`ecr:SetRepositoryPolicy\` and
\`ecr:DeleteRepositoryPolicy\` out.`,
  kinds: ['repository'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.force', 'iam.explicitDenyWins'],
  check: ({ document }) => document.statements.flatMap(closedToAll),
};

function closedToAll({
  effect,
  principals,
  conditions,
  reached,
  at,
}: StatementView): RuleFinding[] {
  if (effect !== 'Deny' || conditions.length > 0) return [];
  if (principals === undefined || principals.not || !principals.list.some(isEveryone)) return [];
  if (!reached.has('SetRepositoryPolicy')) return [];
  return [
    {
      at,
      message: 'this denies everybody, its author included, to set another policy',
      help: 'except the administrators by a condition on `aws:PrincipalArn`',
    },
  ];
}
