import { quote } from '../../base/quote.js';
import { identityCenterRoleName } from '../../facts/iam-lint.js';
import { ofResource, type PolicyRule } from './subject.js';

/** A role whose name changes by itself. */
export const principalSsoRole: PolicyRule = {
  code: 'iam/principal-sso-role',
  severity: 'info',
  title: 'a principal is a role of IAM Identity Center, whose name changes',
  why: `Such a role is created anew, with another end of its name, when its permission set is removed and assigned again; the
policy then names nobody. Name the account, with \`ArnLike\` on \`aws:PrincipalArn\` and an asterisk for the end.`,
  kinds: ofResource,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.identityCenterRoleName'],
  check: ({ document }) =>
    document.statements.flatMap(({ principals }) =>
      (principals?.list ?? [])
        .filter(({ type, text }) => type === 'AWS' && text.includes(`/${identityCenterRoleName}`))
        .map(({ text, at }) => ({
          at,
          message: `the end of ${quote(text)} changes when its permission set is assigned anew`,
          help: 'name the account, and the role by `ArnLike` on `aws:PrincipalArn`',
        })),
    ),
};
