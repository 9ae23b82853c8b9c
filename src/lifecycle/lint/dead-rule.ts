import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { archivingOwners, type ShadowedRule, shadowedRules } from './shadowed-rules.js';
import type { LifecycleSubject } from './subject.js';

/** A rule all of whose images belong to rules above it. */
export const deadRule: LintRule<LifecycleSubject> = {
  code: 'lifecycle/dead-rule',
  severity: 'warning',
  title: 'a rule never acts, because rules above it own every image it selects',
  why: `An image belongs to the first rule that selects it, and only that rule may act on it. Here everything the rule
selects is selected by rules with lower numbers as well. Give it a lower number than theirs, narrow the others, or remove
it. This is decided exactly, for every image there can be.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.ownedByFirstSelecting'] satisfies FactId[],
  check: ({ document }) =>
    shadowedRules(document)
      .filter((shadowed) => archivingOwners(document, shadowed).length === 0)
      .map(finding),
};

function finding({ rulePriority, at, by }: ShadowedRule): RuleFinding {
  const names = `${by.length === 1 ? 'rule' : 'rules'} ${listed(by)}`;
  return {
    at,
    message: `rule ${rulePriority} never acts: every image it selects belongs to ${names}`,
    help: `give it a lower number than ${names}, narrow what ${by.length === 1 ? 'that one selects' : 'those select'}, or remove it`,
  };
}

/** Numbers of rules as one writes them: `1`, `1 and 2`, `1, 2 and 3`. */
function listed(priorities: readonly number[]): string {
  const last = priorities.at(-1) ?? '';
  const others = priorities.slice(0, -1);
  return others.length === 0 ? `${last}` : `${others.join(', ')} and ${last}`;
}
