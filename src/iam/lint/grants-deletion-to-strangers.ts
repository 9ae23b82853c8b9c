import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { destructiveActions } from '../../facts/iam-lint.js';
import { spelledAction } from './actions.js';
import { narrows } from './narrowing.js';
import { accountOfPrincipal, isEveryone } from './principals.js';
import { ofResource, type PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** The right to delete images or to change the policy, in other hands. */
export const grantsDeletionToStrangers: PolicyRule = {
  code: 'iam/grants-deletion-to-strangers',
  severity: 'warning',
  category: 'security',
  title: 'another account or everybody may delete images or change policies',
  why: `Whoever pulls or pushes needs none of these actions. In other hands they delete images for good, or open the repository
to others. Another account is told from the repository's own where the statement names an ARN.`,
  kinds: ofResource,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.destructiveActions'],
  check: ({ document }) => document.statements.flatMap(handsOver),
};

function handsOver(statement: StatementView): RuleFinding[] {
  const { effect, principals, reached, conditions } = statement;
  if (effect !== 'Allow' || principals === undefined || principals.not) return [];
  const action = destructiveActions.find((name) => reached.has(name));
  if (action === undefined) return [];
  const owner = ownAccount(statement);
  const isNarrow = conditions.some(narrows);
  return principals.list.flatMap((principal) => {
    const account = accountOfPrincipal(principal);
    const isStranger = account !== undefined && owner !== undefined && account !== owner;
    if (!isStranger && !(isEveryone(principal) && !isNarrow)) return [];
    const who = isStranger ? `the account ${quote(account)}` : 'everybody with an AWS account';
    const message = `${who} is granted ${quote(spelledAction(action))}`;
    return [{ at: principal.at, message, help: 'grant what is needed for a pull or a push only' }];
  });
}

/** The account that the statement's resources name, when they name one. */
function ownAccount({ resources }: StatementView): string | undefined {
  const accounts = new Set((resources?.list ?? []).map(({ parts }) => parts?.account));
  const [account] = accounts;
  return accounts.size === 1 && /^\d{12}$/.test(account ?? '') ? account : undefined;
}
