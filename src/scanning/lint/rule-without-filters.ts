import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { ScanningSubject } from './subject.js';

/** A rule that selects no repository. */
export const ruleWithoutFilters: LintRule<ScanningSubject> = {
  code: 'scanning/rule-without-filters',
  severity: 'warning',
  title: 'a scanning rule has no filter and selects no repository',
  why: 'For every repository the filter `*` is needed; an empty list means none.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['scanning.scanFilterCountMax'] satisfies FactId[],
  check: ({ document }) =>
    document.rules.flatMap(({ repositoryFilters }, index) =>
      repositoryFilters.length > 0
        ? []
        : [
            {
              at: `/rules/${index}/repositoryFilters`,
              message: 'a rule without a filter selects no repository',
              help: 'write the filter `*` for every repository, or remove the rule',
            },
          ],
    ),
};
