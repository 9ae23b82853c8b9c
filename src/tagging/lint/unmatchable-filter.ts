import { pointer } from '../../base/json-text.js';
import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { needlessFilters } from './needless-filters.js';
import type { TagMutabilitySubject } from './subject.js';

/** An exclusion filter that no tag can match. */
export const unmatchableFilter: LintRule<TagMutabilitySubject> = {
  code: 'tagging/unmatchable-filter',
  severity: 'warning',
  title: 'no tag can match an exclusion filter',
  why: `A filter stands for a whole tag, and a tag starts neither with a hyphen nor with a full stop. Write \`*-dev\` where
tags that end so are meant.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['repository.imageTagPattern', 'tagging.filterMatchesWholeTag'] satisfies FactId[],
  check: ({ document }) =>
    needlessFilters(document).flatMap(({ kind, at, filter }) => {
      if (kind !== 'unmatchable') return [];
      return [
        {
          at: pointer(at, 'filter'),
          // All letters that a filter may have stand in tags, but not all of them in front.
          message: `no tag can match ${quote(filter)}: a tag does not start with ${quote(filter.charAt(0))}`,
          help: `write ${quote(`*${filter}`)} if tags that end or go on so are meant`,
        },
      ];
    }),
};
