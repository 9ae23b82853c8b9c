import { unlessSpent } from '../../base/budget.js';
import { at } from '../../base/invariant.js';
import { storageClasses } from '../../facts/lifecycle.js';
import { compileLifecyclePolicy } from '../compile.js';
import type { CompiledRule, LifecyclePolicy, LifecycleReadings } from '../types.js';
import { diffWithin } from './diff.js';
import type { TagRule } from './image-class.js';
import { oneRuleForEach } from './rewrite.js';
import { budgetOf, RuleWorld } from './rule-world.js';
import type {
  AnalysisOptions,
  LifecycleFinding,
  LifecycleFindings,
  ShadowedRule,
} from './types.js';

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
      for (const [index, rule] of rules.entries()) {
        const before = rules.slice(0, index);
        const dead = unmatchable(rule, world) ?? shadowed(rule, before, world);
        if (dead !== undefined) findings.push(dead);
        else {
          findings.push(...neverActing(rule, world));
          findings.push(...overlapping(rule, before, world));
          findings.push(...askedTogether(rule, policy, { world, effectOf }));
        }
      }
    }
  });
  const byPriority = [...findings].sort((a, b) => a.rulePriority - b.rulePriority);
  return { findings: byPriority, isExact: !world.budget.isSpent };
}

/** The rules of a policy that are shadowed, and nothing else about it: for those who ask of many policies. */
export function findShadowedRules(policy: LifecyclePolicy): readonly ShadowedRule[] {
  const compiled = compileLifecyclePolicy(policy);
  const world = new RuleWorld({}, budgetOf({}));
  const found: ShadowedRule[] = [];
  unlessSpent(() => {
    for (const storageClass of storageClasses) {
      const rules = world.rulesOf(compiled, storageClass);
      for (const [index, rule] of rules.entries()) {
        if (unmatchable(rule, world) !== undefined) continue;
        const finding = shadowed(rule, rules.slice(0, index), world);
        if (finding !== undefined) found.push(finding);
      }
    }
  });
  return found;
}

function unmatchable(rule: TagRule, { logic }: RuleWorld): LifecycleFinding | undefined {
  const patterns = entriesOf(rule, (pattern) => !logic.canMatch(pattern));
  return patterns.length === 0
    ? undefined
    : { kind: 'unmatchable', ...placeOf(rule.rule), patterns };
}

function shadowed(
  rule: TagRule,
  before: readonly TagRule[],
  { classes }: RuleWorld,
): ShadowedRule | undefined {
  const covers = (rules: readonly TagRule[]) => classes.of([rule], rules) === undefined;
  if (!covers(before)) return undefined;
  const by = fewest(before, covers).map((one) => one.rule.priority);
  return { kind: 'shadowed', ...placeOf(rule.rule), by };
}

/** The fewest of some rules that still do it: one, or two, or as many as none can be left out of. */
function fewest(
  rules: readonly TagRule[],
  isEnough: (rules: readonly TagRule[]) => boolean,
): readonly TagRule[] {
  const one = rules.find((rule) => isEnough([rule]));
  if (one !== undefined) return [one];
  for (const [index, first] of rules.entries()) {
    const second = rules.slice(index + 1).find((rule) => isEnough([first, rule]));
    if (second !== undefined) return [first, second];
  }
  let kept = rules;
  for (const rule of rules) {
    const rest = kept.filter((other) => other !== rule);
    if (isEnough(rest)) kept = rest;
  }
  return kept;
}

function neverActing(rule: TagRule, world: RuleWorld): readonly LifecycleFinding[] {
  const why = world.whyIdle(rule);
  if (why === undefined) return [];
  const patterns = entriesOf(
    rule,
    (pattern) => why === 'single-image' && world.logic.isLiteral(pattern),
  );
  return [{ kind: 'never-acts', ...placeOf(rule.rule), why, patterns }];
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

function placeOf({ priority, at }: CompiledRule): {
  readonly rulePriority: number;
  readonly at: string;
} {
  return { rulePriority: priority, at };
}

/** The entries of a rule's list of which something is true, as they are written. */
function entriesOf(
  { patterns = [], entries }: TagRule,
  isMeant: (pattern: number) => boolean,
): readonly string[] {
  return entries.filter((_, index) => isMeant(at(patterns, index)));
}
