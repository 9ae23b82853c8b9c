import { quote } from '../../base/quote.js';
import { accountOfPrincipal } from './principals.js';
import { ofResource, type PolicyRule } from './subject.js';

/** A grant to an account, which leaves the say to it. */
export const accountDelegation: PolicyRule = {
  code: 'iam/account-delegation',
  severity: 'info',
  title: 'a grant to an account needs a grant to its principals as well',
  why: `An account, written as its id or as its root, leaves the say to the policies of its users and roles: each of them needs
an identity policy that allows the same. That holds in the account of the repository too. To need none, name the role.`,
  kinds: ofResource,
  maturity: 'trial',
  since: '0.1.0',
  because: ['iam-lint.accountDelegation', 'iam.accountDelegates'],
  check: ({ document }) =>
    document.statements.flatMap(({ effect, principals }) =>
      effect !== 'Allow' || principals === undefined || principals.not
        ? []
        : principals.list
            .filter(
              (one) => accountOfPrincipal(one) !== undefined && /^\d{12}$|:root$/.test(one.text),
            )
            .map((one) => ({
              at: one.at,
              message: `users and roles of ${quote(accountOfPrincipal(one) ?? one.text)} also need an identity policy that allows this`,
              help: 'allow the same in their identity policies, or name the roles here',
            })),
    ),
};
