import { pointer } from '../../base/json-text.js';
import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { findPullThroughFindings } from '../analyze/index.js';
import { compilePullThrough } from '../compile.js';
import type { PullThroughSubject } from './subject.js';

/** A prefix within the namespace of another one. */
export const nestedPrefix: LintRule<PullThroughSubject> = {
  code: 'pull-through/nested-prefix',
  severity: 'info',
  title: 'a prefix lies within the namespace of another rule',
  why: `Which of two rules decides when both prefixes fit a repository is not documented; the longer one is taken to.
Prefixes that are apart leave no doubt.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['pull-through.longestPrefixWins'] satisfies FactId[],
  check: ({ document }) => {
    const { rules } = compilePullThrough(document);
    const needless = new Set(findPullThroughFindings(document).map((finding) => finding.rule));
    return rules.flatMap(({ rule, start }): RuleFinding[] => {
      // Where both lead to the same, which of them decides is no matter.
      if (needless.has(rule)) return [];
      const around = rules.find(
        (other) => other.start !== '' && other.start !== start && start.startsWith(other.start),
      );
      const wide = document[around?.rule ?? -1]?.ecrRepositoryPrefix;
      if (wide === undefined) return [];
      return [
        {
          at: pointer(pointer('', rule), 'ecrRepositoryPrefix'),
          message: `${quote(document[rule]?.ecrRepositoryPrefix)} lies within ${quote(wide)}, and AWS does not say which of the two rules decides`,
          help: 'give the rules prefixes of which none contains the other',
        },
      ];
    });
  },
};
