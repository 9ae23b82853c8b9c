import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { grouped } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { findShieldedRules } from '../analyze/index.js';
import type { LifecycleRule } from '../types.js';
import type { LifecycleSubject } from './subject.js';
import type { LifecycleView } from './view.js';

/** A count rule with a number so large that it must be meant to keep its images for ever. */
export const guard: LintRule<LifecycleSubject> = {
  code: 'lifecycle/guard',
  severity: 'info',
  title: 'a count rule with a very large number keeps its images from the rules below',
  why: `There is no action that keeps images, so a count that is never reached is the usual way to say it. It works as
long as the number is not reached. Give the rule a description that says so.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['lifecycle.newestAreKept', 'lifecycle.ownedByFirstSelecting'] satisfies FactId[],
  check: ({ document }) =>
    document.rules.flatMap((rule, index) => guarding(document, rule, `/rules/${index}`)),
};

/** Nobody waits for the thousandth image to be deleted by this number. */
const guardFrom = 1000;

function guarding(policy: LifecycleView, rule: LifecycleRule, at: string): RuleFinding[] {
  const { countType, countNumber } = rule.selection;
  if (countType !== 'imageCountMoreThan' || countNumber < guardFrom) return [];
  const shielded = findShieldedRules(policy, rule.rulePriority);
  if (shielded.length === 0) return [];
  const noun = shielded.length === 1 ? 'rule' : 'rules';
  return [
    {
      at: `${at}/selection/countNumber`,
      message: `rule ${rule.rulePriority} keeps its images from ${noun} ${shielded.join(', ')} until there are more than ${grouped(countNumber)}`,
      help: 'say in the description that it is there to keep images',
    },
  ];
}
