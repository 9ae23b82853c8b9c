import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { findPullThroughFindings } from '../analyze/index.js';
import type { PullThroughSubject } from './subject.js';

/** A rule without which every repository caches the same. */
export const needlessRule: LintRule<PullThroughSubject> = {
  code: 'pull-through/needless-rule',
  severity: 'info',
  title: 'every repository caches the same with a rule and without it',
  why: `Another rule, whose prefix is shorter, leads every repository of this one to the same place of the same upstream with
the same credentials, or no repository can have such a name. Remove it, or write what was to be different. This is decided
exactly, for every name.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['pull-through.longestPrefixWins'] satisfies FactId[],
  check: ({ document }) =>
    findPullThroughFindings(document).map(({ kind, at, rule }) => {
      const prefix = quote(document[rule]?.ecrRepositoryPrefix);
      const message =
        kind === 'unmatchable'
          ? `no repository has a name that begins with ${prefix}`
          : `repositories in ${prefix} cache the same without this rule`;
      return {
        at: pointer(at, 'ecrRepositoryPrefix'),
        message,
        help: 'remove it, or write what was meant',
      };
    }),
};
