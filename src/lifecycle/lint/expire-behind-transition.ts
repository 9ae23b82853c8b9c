import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { archiveDaysMin } from '../../facts/lifecycle.js';
import { archivingOwners, type ShadowedRule, shadowedRules } from './shadowed-rules.js';
import type { LifecycleSubject } from './subject.js';
import type { LifecycleView } from './view.js';

/** A rule meant to expire what another one archives, which looks at the wrong storage class. */
export const expireBehindTransition: LintRule<LifecycleSubject> = {
  code: 'lifecycle/expire-behind-transition',
  severity: 'warning',
  title: 'a rule was to expire images that a rule above it archives, and never will',
  why: `The images belong to the archiving rule, and once they are archived they have left the storage class that this
rule looks at. To expire them from the archive, the rule needs \`"storageClass": "archive"\` and
\`"countType": "sinceImageTransitioned"\` with at least 90 days.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.ownedByFirstSelecting', 'lifecycle.classesAreApart'] satisfies FactId[],
  check: ({ document }) =>
    shadowedRules(document).flatMap((shadowed) => behindTransition(document, shadowed)),
};

function behindTransition(policy: LifecycleView, shadowed: ShadowedRule): RuleFinding[] {
  const archiving = archivingOwners(policy, shadowed);
  if (archiving.length === 0) return [];
  return [
    {
      at: shadowed.at,
      message: `rule ${shadowed.rulePriority} never expires anything: rule ${archiving.join(' and ')} archives the images it selects`,
      help: `expire them from the archive: "storageClass": "archive", "countType": "sinceImageTransitioned", at least ${archiveDaysMin} days`,
    },
  ];
}
