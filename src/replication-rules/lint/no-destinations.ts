import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { ReplicationSubject } from './subject.js';

/** A rule that copies to nowhere. */
export const noDestinations: LintRule<ReplicationSubject> = {
  code: 'replication-rules/no-destinations',
  severity: 'warning',
  title: 'a replication rule has no destination',
  why: 'AWS accepts an empty list, and the rule then copies nothing. Name a destination, or remove the rule.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['replication.grammar'] satisfies FactId[],
  check: ({ document }) =>
    document.rules.flatMap(({ destinations }, index) =>
      destinations.length > 0
        ? []
        : [
            {
              at: `/rules/${index}/destinations`,
              message: 'a rule without a destination copies nothing',
              help: 'name a destination, or remove the rule',
            },
          ],
    ),
};
