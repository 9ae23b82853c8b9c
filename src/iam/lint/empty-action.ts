import { emptyElements } from './empty-element.js';
import type { PolicyRule } from './subject.js';

/** A statement with an empty list of actions. */
export const emptyAction: PolicyRule = {
  code: 'iam/empty-action',
  severity: 'info',
  title: 'a statement has an empty list of actions',
  why: `AWS keeps such a statement, and it never applies. It is mostly what is left of a list that a program was to fill.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.emptyElements'],
  alsoKnownAs: ['Access Analyzer EMPTY_ARRAY_ACTION'],
  check: (subject) =>
    emptyElements(subject, 'action', ({ actions }) =>
      actions.list.length === 0 ? actions.at : undefined,
    ),
};
