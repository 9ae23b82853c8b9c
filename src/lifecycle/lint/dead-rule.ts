import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { coversGlob } from '../../glob/needless.js';
import { above, type Reach, reachesOf, selectsAllOf } from './reach.js';
import type { LifecycleSubject } from './subject.js';

/** A rule all of whose images belong to rules above it. */
export const deadRule: LintRule<LifecycleSubject> = {
  code: 'lifecycle/dead-rule',
  severity: 'warning',
  title: 'a rule never acts, because rules above it own every image it selects',
  why: `An image belongs to the first rule that selects it, and only that rule may act on it. Here everything the rule
selects is selected by a rule with a lower number as well. Give it a lower number than that one, narrow the other one, or
remove it. Whether one pattern lies within another is decided exactly; images that only several rules together cover are
looked at where one takes the untagged and the other every tagged image.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.ownedByFirstSelecting'] satisfies FactId[],
  check: ({ document }) => {
    const rules = reachesOf(document);
    return rules.flatMap((rule) => ownedAbove(rules, rule));
  },
};

/** The rules above one that own all of its images: one of them, or two where it takes tagged and untagged images. */
export function ownersOfAll(rules: readonly Reach[], rule: Reach): readonly Reach[] {
  const higher = above(rules, rule);
  const single = higher.find((other) => selectsAllOf(other, rule));
  if (single !== undefined) return [single];
  if (rule.tags !== 'any') return [];
  const untagged = higher.find(({ tags }) => tags === 'untagged');
  const tagged = higher.find(({ entries }) =>
    entries?.every((entry) => coversGlob(entry, everyTag)),
  );
  return untagged === undefined || tagged === undefined ? [] : [untagged, tagged];
}

const everyTag = { pattern: '*', head: '', middles: [], tail: '' };

function ownedAbove(rules: readonly Reach[], rule: Reach): RuleFinding[] {
  const owners = ownersOfAll(rules, rule);
  if (owners.length === 0 || isTransitionsShadow(owners, rule)) return [];
  const names = owners.map(({ priority }) => String(priority)).join(' and ');
  const noun = owners.length === 1 ? 'rule' : 'rules';
  return [
    {
      at: rule.at,
      message: `rule ${rule.priority} never acts: every image it selects belongs to ${noun} ${names}`,
      help: `give it a lower number than ${noun} ${names}, narrow what ${owners.length === 1 ? 'that one selects' : 'those select'}, or remove it`,
    },
  ];
}

/** An expiring rule behind an archiving one, of which `expire-behind-transition` speaks. */
export function isTransitionsShadow(owners: readonly Reach[], rule: Reach): boolean {
  return rule.action === 'expire' && owners.some(({ action }) => action === 'transition');
}
