import { unlessSpent } from '../../base/budget.js';
import { storageClasses } from '../../facts/lifecycle.js';
import { compileLifecyclePolicy } from '../compile.js';
import type { LifecyclePolicy, LifecycleReadings } from '../types.js';
import { diffWithin } from './diff.js';
import { idleRules, placeOf } from './idle-rules.js';
import type { TagRule } from './image-class.js';
import { oneRuleForEach } from './rewrite.js';
import { budgetOf, RuleWorld } from './rule-world.js';
import type { AnalysisOptions, LifecycleFinding, LifecycleFindings } from './types.js';

/** What in a policy its author hardly means, rule by rule in the order in which they are applied. */
export function findLifecycleFindings(
  policy: LifecyclePolicy,
  options: AnalysisOptions & { readonly readings?: Partial<LifecycleReadings> | undefined } = {},
): LifecycleFindings {
  const { readings } = options;
  const compiled = compileLifecyclePolicy(policy, { readings });
  const world = new RuleWorld(options, budgetOf(options));
  const effectOf = (rewritten: LifecyclePolicy) =>
    diffWithin(world.budget, compiled, compileLifecyclePolicy(rewritten, { readings }), options);
  const findings: LifecycleFinding[] = [];
  unlessSpent(() => {
    for (const storageClass of storageClasses) {
      const rules = world.rulesOf(compiled, storageClass);
      const idleOnes = idleRules(rules, world);
      for (const [index, rule] of rules.entries()) {
        const before = rules.slice(0, index);
        const idle = idleOnes.get(rule);
        if (idle !== undefined) findings.push(idle);
        if (idle !== undefined && idle.kind !== 'never-acts') continue;
        findings.push(...overlapping(rule, before, world));
        findings.push(...askedTogether(rule, policy, { world, effectOf }));
      }
    }
  });
  const byPriority = [...findings].sort((a, b) => a.rulePriority - b.rulePriority);
  return { findings: byPriority, isExact: !world.budget.isSpent };
}

/**
 * Two lists of tags of which neither is a special case of the other, and an image that both select; the first rule that
 * takes such images stands for all. That one is the special case of the other is how exceptions are written, and a list
 * that asks for several tags at once is told of by itself.
 */
function overlapping(
  rule: TagRule,
  before: readonly TagRule[],
  world: RuleWorld,
): readonly LifecycleFinding[] {
  const { classes } = world;
  if (rule.patterns === undefined || world.asksTogether(rule)) return [];
  for (const [index, owner] of before.entries()) {
    if (owner.patterns === undefined || isSameFate(owner, rule, world)) continue;
    const both = classes.of([owner, rule], before.slice(0, index));
    if (both === undefined || world.asksTogether(owner)) continue;
    const isPartial = classes.of([owner], [rule]) && classes.of([rule], [owner]);
    if (isPartial === undefined) continue;
    const ownerRulePriority = owner.rule.priority;
    const exampleTags = world.exampleOf(both);
    return [{ kind: 'overlapping', ...placeOf(rule.rule), ownerRulePriority, exampleTags }];
  }
  return [];
}

/** Whether nothing hangs on which of two rules an image belongs to: they act at the same time, or never. */
function isSameFate(first: TagRule, second: TagRule, world: RuleWorld): boolean {
  const idle = [first, second].filter((rule) => world.whyIdle(rule) !== undefined).length;
  if (idle > 0) return idle === 2;
  const [one, other] = [first.rule, second.rule];
  if (one.action !== other.action || one.clock !== other.clock) return false;
  // Two counts rank different images, even where they keep equally many.
  return 'forMs' in one.keep && 'forMs' in other.keep && one.keep.forMs === other.keep.forMs;
}

function askedTogether(
  rule: TagRule,
  policy: LifecyclePolicy,
  using: {
    readonly world: RuleWorld;
    readonly effectOf: (rewritten: LifecyclePolicy) => NonNullable<Effect>;
  },
): readonly LifecycleFinding[] {
  const { world, effectOf } = using;
  if (!world.asksTogether(rule)) return [];
  const imageClass = world.classes.of([rule], []);
  if (imageClass === undefined) return [];
  const rewritten = oneRuleForEach(policy, rule.rule.priority);
  const effect = rewritten && effectOf(rewritten);
  if (effect?.kind === 'holds') return [];
  return [
    {
      kind: 'tags-asked-together',
      ...placeOf(rule.rule),
      patterns: rule.entries,
      exampleTags: world.exampleOf(imageClass),
      rewritten,
      effect,
    },
  ];
}

type Effect = Extract<LifecycleFinding, { kind: 'tags-asked-together' }>['effect'];
