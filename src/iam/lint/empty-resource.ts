import { emptyElements } from './empty-element.js';
import type { PolicyRule } from './subject.js';

/** A statement with an empty list of resources. */
export const emptyResource: PolicyRule = {
  code: 'iam/empty-resource',
  severity: 'info',
  title: 'a statement has an empty list of resources',
  why: `AWS keeps such a statement, and it never applies. It is mostly what is left of a list that a program was to fill.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.emptyElements'],
  alsoKnownAs: ['Access Analyzer EMPTY_ARRAY_RESOURCE'],
  check: (subject) =>
    emptyElements(subject, 'resource', ({ resources }) =>
      resources?.list.length === 0 ? resources.at : undefined,
    ),
};
