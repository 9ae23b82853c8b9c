import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { above, overlap, type Reach, reachesOf } from './reach.js';
import type { LifecycleSubject } from './subject.js';

/** A count for all images, behind rules whose images it counts as well. */
export const sharedCount: LintRule<LifecycleSubject> = {
  code: 'lifecycle/shared-count',
  severity: 'info',
  title: 'a count for `any` also counts the images that belong to rules above it',
  why: `A count rule ranks everything it selects, whoever owns it. Behind a rule that keeps 30 releases, "keep 100 of any"
does not keep 100 others: releases, untagged images and the parts of multi-platform images take places of the hundred.
Images are kept for fewer pushes than the number suggests. Preview the policy on the repository, and raise the number by
what the other rules keep.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.countPoolIsInclusive'] satisfies FactId[],
  check: ({ document }) => {
    const rules = reachesOf(document);
    return rules.flatMap((rule) => sharing(rules, rule));
  },
};

function sharing(rules: readonly Reach[], rule: Reach): RuleFinding[] {
  if (!('newest' in rule.keep) || rule.tags !== 'any') return [];
  const counted = above(rules, rule).filter((other) => overlap(rule, other));
  if (counted.length === 0) return [];
  const names = counted.map(({ priority }) => String(priority)).join(', ');
  const noun = counted.length === 1 ? 'rule' : 'rules';
  return [
    {
      at: `${rule.at}/selection/countNumber`,
      message: `the ${rule.keep.newest} that rule ${rule.priority} keeps include images that belong to ${noun} ${names}`,
      help: 'raise the number by what the other rules keep, and preview it on the repository',
    },
  ];
}
