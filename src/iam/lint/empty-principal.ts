import { emptyElements } from './empty-element.js';
import type { PolicyRule } from './subject.js';

/** A statement with an empty list of principals. */
export const emptyPrincipal: PolicyRule = {
  code: 'iam/empty-principal',
  severity: 'info',
  title: 'a statement has an empty list of principals',
  why: `AWS keeps such a statement, and it never applies. It is mostly what is left of a list that a program was to fill.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.emptyElements'],
  alsoKnownAs: ['Access Analyzer EMPTY_ARRAY_PRINCIPAL', 'Access Analyzer EMPTY_OBJECT_PRINCIPAL'],
  check: (subject) =>
    emptyElements(subject, 'principal', ({ principals }) =>
      principals?.list.length === 0 ? principals.at : undefined,
    ),
};
