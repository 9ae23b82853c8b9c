import type { RuleFinding } from '../../base/lint-rule.js';
import { narrows } from './narrowing.js';
import { isEveryone } from './principals.js';
import { ofResource, type PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** A grant to everybody that nothing narrows. */
export const publicRepository: PolicyRule = {
  code: 'iam/public-repository',
  severity: 'warning',
  category: 'security',
  title: 'everybody with an AWS account is granted something',
  why: `The principal \`*\` is every user and role of every account, not only of yours. Name the accounts, or keep \`*\` and
narrow it by a condition on a fixed value: \`aws:PrincipalOrgID\`, \`aws:PrincipalAccount\`, \`aws:PrincipalArn\`,
\`aws:SourceVpce\`. A wildcard, an \`IfExists\` or a tag of the caller's narrows nothing.`,
  kinds: ofResource,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.narrowingKeys', 'iam-lint.publicChecks', 'iam.everyoneIsDirect'],
  alsoKnownAs: [
    'Checkov CKV_AWS_32',
    'Trivy AWS-0032',
    'Prowler ecr_repositories_not_publicly_accessible',
  ],
  check: ({ document }) => document.statements.flatMap(openTo),
};

function openTo({ effect, principals, conditions, actions }: StatementView): RuleFinding[] {
  if (effect !== 'Allow' || principals === undefined || principals.not) return [];
  const everyone = principals.list.find(isEveryone);
  if (everyone === undefined || actions.list.length === 0 || conditions.some(narrows)) return [];
  const almost = conditions.length > 0 ? ', and its conditions keep no stranger out' : '';
  return [
    {
      at: everyone.at,
      message: `this is granted to everybody with an AWS account${almost}`,
      help: 'name the accounts, or add a condition on a fixed value such as `aws:PrincipalOrgID`',
    },
  ];
}
