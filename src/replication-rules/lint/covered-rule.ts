import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { isSameRegistry } from '../../model/registry.js';
import type { ReplicationRule } from '../types.js';
import type { ReplicationSubject } from './subject.js';

/** A rule that copies nothing which another one does not copy to the same registries. */
export const coveredRule: LintRule<ReplicationSubject> = {
  code: 'replication-rules/covered-rule',
  severity: 'warning',
  title: 'a rule copies only what another rule copies to the same registries',
  why: `Rules are applied each on its own, and a registry gets an image once. Remove the rule, or narrow the other one if
the destinations were to get different repositories.`,
  maturity: 'stable',
  since: '0.1.0',
  because: [
    'replication.prefixHasNoBoundary',
    'replication.destinationIsRegistry',
  ] satisfies FactId[],
  check: ({ document: { rules } }) => rules.flatMap((rule, index) => about(rules, rule, index)),
};

function about(
  rules: readonly ReplicationRule[],
  rule: ReplicationRule,
  index: number,
): RuleFinding[] {
  if (rule.destinations.length === 0) return [];
  const other = rules.findIndex(
    (wider, at) => at !== index && covers(wider, rule) && (at < index || !covers(rule, wider)),
  );
  if (other === -1) return [];
  return [
    {
      at: `/rules/${index}`,
      message: `the rule at /rules/${other} copies the same repositories to the same registries already`,
      help: 'remove this rule, or narrow the other one',
    },
  ];
}

function covers(wider: ReplicationRule, rule: ReplicationRule): boolean {
  return (
    rule.destinations.every((one) =>
      wider.destinations.some((other) => isSameRegistry(one, other)),
    ) && reaches(wider, rule)
  );
}

function reaches({ repositoryFilters: wide }: ReplicationRule, rule: ReplicationRule): boolean {
  if (wide === undefined) return true;
  const { repositoryFilters: narrow } = rule;
  return (
    narrow?.every(({ filter }) => wide.some((other) => filter.startsWith(other.filter))) ?? false
  );
}
