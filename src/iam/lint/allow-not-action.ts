import { granting, type PolicyRule } from './subject.js';

/** A grant of everything that is not listed. */
export const allowNotAction: PolicyRule = {
  code: 'iam/allow-not-action',
  severity: 'warning',
  category: 'security',
  title: 'Allow with NotAction grants every other action',
  why: `\`NotAction\` does not deny what it lists: with Allow it grants all the rest, of every service, and what AWS adds
later. List the actions that are meant, or deny with a second statement what must not be.`,
  kinds: granting,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.notActionGrants'],
  alsoKnownAs: ['Checkov CKV_AWS_49', 'cloudsplaining'],
  check: ({ document }) =>
    document.statements
      .filter(({ effect, actions }) => effect === 'Allow' && actions.not)
      .map(({ actions }) => ({
        at: actions.at,
        message: 'this grants every action that is not listed, and those that AWS adds later',
        help: 'list the granted actions under `Action`',
      })),
};
