import { coversAction } from './covering.js';
import { redundantMembers } from './redundant.js';
import type { PolicyRule } from './subject.js';

/** An action that another one of its list covers. */
export const redundantAction: PolicyRule = {
  code: 'iam/redundant-action',
  severity: 'info',
  title: 'an action is covered by another one of the same list',
  why: `It adds nothing, and hides how much the wider one grants. Remove it, or remove the wider one when the list was meant
to be exact.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.redundantElements', 'iam.actionsIgnoreCase'],
  alsoKnownAs: ['Access Analyzer REDUNDANT_ACTION'],
  check: ({ document }) =>
    document.statements.flatMap(({ actions }) =>
      redundantMembers(actions.list, { covers: coversAction, groupOf: ({ service }) => service }),
    ),
};
