import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { ReplicationSubject } from './subject.js';

/** A filter that ends in the middle of a word. */
export const openEndedFilter: LintRule<ReplicationSubject> = {
  code: 'replication-rules/open-ended-filter',
  severity: 'info',
  title: 'a filter also selects repositories whose names go on with more letters',
  why: `A filter is a beginning of the name and nothing more: \`prod\` selects \`prod/web\`, and \`production\` and
\`prod-old\` as well. Write \`prod/\` where the namespace is meant.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['replication.prefixHasNoBoundary'] satisfies FactId[],
  check: ({ document }) =>
    document.rules.flatMap(({ repositoryFilters = [] }, r) =>
      repositoryFilters.flatMap(({ filter }, f) =>
        filter.includes('/') || !/[a-z0-9]$/.test(filter)
          ? []
          : [
              {
                at: `/rules/${r}/repositoryFilters/${f}/filter`,
                message: `${quote(filter)} also selects repositories such as ${quote(`${filter}2`)} and ${quote(`${filter}-old`)}`,
                help: `write ${quote(`${filter}/`)} if the namespace is meant`,
              },
            ],
      ),
    ),
};
