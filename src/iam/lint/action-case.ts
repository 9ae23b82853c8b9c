import { quote } from '../../base/quote.js';
import { isOfEcr, spelledAction } from './actions.js';
import type { PolicyRule } from './subject.js';

/** An action in another case than AWS's. */
export const actionCase: PolicyRule = {
  code: 'iam/action-case',
  severity: 'info',
  title: 'an action is written in another case than the documented one',
  why: `AWS compares actions without case, so the policy works. Searching and other tools find the documented spelling only.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam.actionsIgnoreCase', 'ecr.actionNames'],
  check: ({ document }) =>
    document.statements.flatMap(({ actions }) =>
      actions.list.flatMap((action) => {
        const { text, at, hasWildcard, reached } = action;
        const documented = spelledAction(reached[0] ?? '');
        if (hasWildcard || !isOfEcr(action) || reached.length === 0 || documented === text)
          return [];
        return [
          {
            at,
            message: `${quote(text)} is documented as ${quote(documented)}`,
            help: `write ${quote(documented)}`,
            fix: { title: `write ${quote(documented)}`, edits: [{ at, value: documented }] },
          },
        ];
      }),
    ),
};
