import type { LintRule, LintSubject } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { RepositorySettings } from './settings.js';

/** What is declared of a repository, as rules are shown it. */
export type RepositorySubject = LintSubject<RepositorySettings, 'repository-settings'>;

/** The repository's own flag for scanning, which the registry's configuration has replaced. */
export const legacyScanFlag: LintRule<RepositorySubject> = {
  code: 'repository/legacy-scan-flag',
  severity: 'info',
  title: 'scanning is set on the repository instead of in the configuration of the registry',
  why: `AWS has deprecated the flag in favour of the registry's scanning configuration, and under enhanced scanning it is
ignored. Add a rule for the repository to the registry's configuration.`,
  maturity: 'trial',
  since: '0.1.0',
  because: [
    'scanning.flagCountsUnderBasic',
    'scanning.flagIgnoredUnderEnhanced',
  ] satisfies FactId[],
  check: ({ document }) =>
    document.imageScanningConfiguration?.scanOnPush === true
      ? [
          {
            at: '/imageScanningConfiguration/scanOnPush',
            message: 'the flag is deprecated, and ignored once the registry uses enhanced scanning',
            help: "add a rule for the repository to the registry's scanning configuration",
          },
        ]
      : [],
};
