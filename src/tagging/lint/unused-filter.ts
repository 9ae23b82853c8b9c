import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { needlessFilters } from './needless-filters.js';
import type { TagMutabilitySubject } from './subject.js';

/** An exclusion filter whose tags another filter already excludes. */
export const unusedFilter: LintRule<TagMutabilitySubject> = {
  code: 'tagging/unused-filter',
  severity: 'warning',
  title: 'an exclusion filter excludes nothing that others do not exclude already',
  why: `At most five filters are accepted, so one that adds nothing wastes a place and misleads the next reader.
Remove it, or write the tags it was meant for. This is decided exactly, for every tag that can be pushed.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['tagging.exclusionFilterCountMax'] satisfies FactId[],
  check: ({ document }) =>
    needlessFilters(document).flatMap(({ kind, at, filter, by }): RuleFinding[] => {
      if (kind !== 'covered') return [];
      const others = by.map(quote);
      const last = others.pop() ?? '';
      const names = others.length === 0 ? last : `${others.join(', ')} and ${last}`;
      const verb = others.length === 0 ? 'excludes' : 'exclude';
      return [
        {
          at,
          message: `${quote(filter)} excludes only tags that ${names} ${verb} already`,
          help: 'remove it, or write the tags it was meant for',
          fix: { title: `remove ${quote(filter)}`, edits: [{ at }] },
        },
      ];
    }),
};
