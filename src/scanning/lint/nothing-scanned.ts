import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { ScanningSubject } from './subject.js';

/** Enhanced scanning that is turned on and selects nothing. */
export const nothingScanned: LintRule<ScanningSubject> = {
  code: 'scanning/nothing-scanned',
  severity: 'warning',
  title: 'enhanced scanning is on, and no repository is selected',
  why: `Under enhanced scanning a repository that no filter matches is not scanned at all: its own flag is ignored, and
scans by hand are refused. Add a rule with the filters of what should be scanned, such as \`*\`.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['scanning.unmatchedIsOff', 'scanning.flagIgnoredUnderEnhanced'] satisfies FactId[],
  check: ({ document: { scanType, rules } }) =>
    scanType !== 'ENHANCED' || rules.some(({ repositoryFilters }) => repositoryFilters.length > 0)
      ? []
      : [
          {
            at: '/rules',
            message: 'no repository is scanned: enhanced scanning is on, and no filter selects any',
            help: 'add a rule with the filter `*`, or with the repositories that matter',
          },
        ],
};
