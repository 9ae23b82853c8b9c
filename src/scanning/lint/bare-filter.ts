import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { ScanningSubject } from './subject.js';

/** A filter without an asterisk, which matches in the middle of names as well. */
export const bareFilter: LintRule<ScanningSubject> = {
  code: 'scanning/bare-filter',
  severity: 'info',
  title: 'a filter without `*` is sought anywhere in the name',
  why: `Scanning has two kinds of filter: \`prod\` matches every name that contains it, \`nonprod\` too, and \`prod*\` only
names that begin with it. Nothing else at ECR reads a filter so. Add \`*\` where the beginning or the end is meant.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['scanning.bareFilterContains', 'scanning.starFilterMatchesWhole'] satisfies FactId[],
  check: ({ document }) =>
    document.rules.flatMap(({ repositoryFilters }, r) =>
      repositoryFilters.flatMap(({ filter }, f) =>
        filter.includes('*') || filter.includes('/')
          ? []
          : [
              {
                at: `/rules/${r}/repositoryFilters/${f}/filter`,
                message: `${quote(filter)} also matches names that contain it, such as ${quote(`non${filter}`)}`,
                help: `write ${quote(`${filter}*`)} if names that begin so are meant`,
              },
            ],
      ),
    ),
};
