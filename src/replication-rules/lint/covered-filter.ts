import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { ReplicationSubject } from './subject.js';

/** A filter that begins with another one of its rule. */
export const coveredFilter: LintRule<ReplicationSubject> = {
  code: 'replication-rules/covered-filter',
  severity: 'warning',
  title:
    'a filter selects only repositories that other filters send to the same registries already',
  why: `Filters are beginnings of names, and one that fits is enough: of its own rule, or of rules that have the same
destinations. Remove it, or write what was meant. This is decided exactly, for the pushes to every repository.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['replication.prefixHasNoBoundary'] satisfies FactId[],
  check: ({ document: { rules, needless } }) =>
    needless.flatMap((part): RuleFinding[] => {
      if (part.kind !== 'filter') return [];
      const { at } = part;
      const [, rule, , place] = at.split('/').slice(1).map(Number);
      const filters = rules[rule ?? -1]?.repositoryFilters?.map(({ filter }) => filter) ?? [];
      const filter = quote(filters[place ?? -1]);
      const wider = filters.find(
        (other, index) => index !== place && filters[place ?? -1]?.startsWith(other),
      );
      const message =
        wider === undefined
          ? `what begins with ${filter} goes to the same registries already`
          : `every repository that begins with ${filter} is selected by ${quote(wider)} already`;
      return [
        {
          at,
          message,
          help: 'remove it, or write the repositories it was meant for',
          fix: { title: `remove ${filter}`, edits: [{ at }] },
        },
      ];
    }),
};
