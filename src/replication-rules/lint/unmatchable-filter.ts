import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { ReplicationSubject } from './subject.js';

/** A filter with which no repository's name begins. */
export const unmatchableFilter: LintRule<ReplicationSubject> = {
  code: 'replication-rules/unmatchable-filter',
  severity: 'warning',
  title: 'no repository can have a name that begins with a filter',
  why: `A name has lower-case letters and digits, with a single \`.\`, \`_\` or \`/\`, two \`_\` or any number of \`-\` between
them. AWS accepts other filters, and nothing ever begins with them. Write the beginning of the names that are meant.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['replication.prefixHasNoBoundary', 'repository.namePattern'] satisfies FactId[],
  check: ({ document: { needless } }) =>
    needless.flatMap(({ kind, at }) =>
      kind === 'unmatchable-filter'
        ? [
            {
              at: `${at}/filter`,
              message: 'no repository has a name that begins so',
              help: 'write how the names begin that are meant',
            },
          ]
        : [],
    ),
};
