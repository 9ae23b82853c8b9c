import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { ReplicationSubject } from './subject.js';

/** A rule that copies nothing which another one does not copy to the same registries. */
export const coveredRule: LintRule<ReplicationSubject> = {
  code: 'replication-rules/covered-rule',
  severity: 'warning',
  title: 'a rule copies only what other rules copy to the same registries',
  why: `Rules are applied each on its own, and a registry gets an image once. Remove the rule, or narrow the other one if
the destinations were to get different repositories. This is decided exactly, for the pushes to every repository.`,
  maturity: 'stable',
  since: '0.1.0',
  because: [
    'replication.prefixHasNoBoundary',
    'replication.destinationIsRegistry',
  ] satisfies FactId[],
  check: ({ document: { needless } }) =>
    needless.flatMap(({ kind, at, by }) => {
      if (kind !== 'rule') return [];
      const names = by.map((rule) => `/rules/${rule}`);
      const last = names.pop() ?? '';
      const message =
        names.length === 0
          ? `the rule at ${last} copies the same repositories to the same registries already`
          : `the rules at ${names.join(', ')} and ${last} together copy the same repositories to the same registries already`;
      const help = `remove this rule, or narrow the other${names.length === 0 ? ' one' : 's'}`;
      return [{ at, message, help }];
    }),
};
