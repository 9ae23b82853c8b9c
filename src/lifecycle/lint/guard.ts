import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { grouped } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { below, overlap, type Reach, reachesOf } from './reach.js';
import type { LifecycleSubject } from './subject.js';

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
  check: ({ document }) => {
    const rules = reachesOf(document);
    return rules.flatMap((rule) => guarding(rules, rule));
  },
};

/** Nobody waits for the thousandth image to be deleted by this number. */
const guardFrom = 1000;

function guarding(rules: readonly Reach[], rule: Reach): RuleFinding[] {
  if (!('newest' in rule.keep) || rule.keep.newest < guardFrom) return [];
  const shielded = below(rules, rule).filter((other) => overlap(rule, other));
  if (shielded.length === 0) return [];
  const names = shielded.map(({ priority }) => String(priority)).join(', ');
  const noun = shielded.length === 1 ? 'rule' : 'rules';
  return [
    {
      at: `${rule.at}/selection/countNumber`,
      message: `rule ${rule.priority} keeps its images from ${noun} ${names} until there are more than ${grouped(rule.keep.newest)}`,
      help: 'say in the description that it is there to keep images',
    },
  ];
}
