import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecycleRule } from '../types.js';
import type { LifecycleSubject } from './subject.js';
import type { LifecycleView } from './view.js';

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
  check: ({ document }) =>
    document.rules.flatMap((rule, index) => sharing(document, rule, `/rules/${index}`)),
};

function sharing(
  { rules, classes }: LifecycleView,
  rule: LifecycleRule,
  at: string,
): RuleFinding[] {
  const { tagStatus, countType, countNumber, storageClass = 'standard' } = rule.selection;
  if (countType !== 'imageCountMoreThan' || tagStatus !== 'any') return [];
  // A rule above that owns no image takes no place.
  const counted = rules
    .map(({ rulePriority }) => rulePriority)
    .filter(
      (priority) =>
        priority < rule.rulePriority &&
        classes.some(
          (one) => one.ownerRulePriority === priority && one.storageClass === storageClass,
        ),
    )
    .sort((one, other) => one - other);
  if (counted.length === 0) return [];
  const noun = counted.length === 1 ? 'rule' : 'rules';
  return [
    {
      at: `${at}/selection/countNumber`,
      message: `the ${countNumber} that rule ${rule.rulePriority} keeps include images that belong to ${noun} ${counted.join(', ')}`,
      help: 'raise the number by what the other rules keep, and preview it on the repository',
    },
  ];
}
