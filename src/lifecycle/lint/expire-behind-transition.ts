import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { archiveDaysMin } from '../../facts/lifecycle.js';
import { isTransitionsShadow, ownersOfAll } from './dead-rule.js';
import { type Reach, reachesOf } from './reach.js';
import type { LifecycleSubject } from './subject.js';

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
  check: ({ document }) => {
    const rules = reachesOf(document);
    return rules.flatMap((rule) => behindTransition(rules, rule));
  },
};

function behindTransition(rules: readonly Reach[], rule: Reach): RuleFinding[] {
  const owners = ownersOfAll(rules, rule);
  if (!isTransitionsShadow(owners, rule)) return [];
  const archiving = owners.filter(({ action }) => action === 'transition');
  const names = archiving.map(({ priority }) => String(priority)).join(' and ');
  return [
    {
      at: rule.at,
      message: `rule ${rule.priority} never expires anything: rule ${names} archives the images it selects`,
      help: `expire them from the archive: "storageClass": "archive", "countType": "sinceImageTransitioned", at least ${archiveDaysMin} days`,
    },
  ];
}
