import { quote } from '../../base/quote.js';
import { uniqueIdPattern } from '../../facts/iam-lint.js';
import type { PolicyRule } from './subject.js';

/** What is left of a deleted principal. */
export const principalUniqueId: PolicyRule = {
  code: 'iam/principal-unique-id',
  severity: 'warning',
  title: 'a principal is the id of a user or role that was deleted',
  why: `AWS shows such an id in place of the ARN when the user or role is gone. It matches nobody, not even one created anew
under the same name. Write the ARN again, or remove it.`,
  kinds: ['repository', 'registry', 'endpoint'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.uniqueIdPattern'],
  check: ({ document }) =>
    document.statements.flatMap(({ principals }) =>
      (principals?.list ?? [])
        .filter(({ type, text }) => type === 'AWS' && uniqueIds.test(text))
        .map(({ text, at }) => ({
          at,
          message: `${quote(text)} is what is left of a deleted user or role, and matches nobody`,
          help: 'write the ARN again, or remove it',
        })),
    ),
};

const uniqueIds = new RegExp(uniqueIdPattern);
