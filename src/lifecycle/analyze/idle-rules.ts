import { unlessSpent } from '../../base/budget.js';
import { fewest } from '../../base/fewest.js';
import { at } from '../../base/invariant.js';
import { storageClasses } from '../../facts/lifecycle.js';
import { compileLifecyclePolicy } from '../compile.js';
import type { CompiledRule, LifecyclePolicy, LifecycleReadings } from '../types.js';
import type { TagRule } from './image-class.js';
import { budgetOf, RuleWorld } from './rule-world.js';
import type { AnalysisOptions, IdleRule, IdleRules } from './types.js';

/** The rules of a policy that never act, and nothing else about it: for those who ask of many policies. */
export function findIdleRules(
  policy: LifecyclePolicy,
  options: AnalysisOptions & { readonly readings?: Partial<LifecycleReadings> | undefined } = {},
): IdleRules {
  const compiled = compileLifecyclePolicy(policy, { readings: options.readings });
  const world = new RuleWorld(options, budgetOf(options));
  const findings: IdleRule[] = [];
  unlessSpent(() => {
    for (const storageClass of storageClasses) {
      findings.push(...idleRules(world.rulesOf(compiled, storageClass), world).values());
    }
  });
  const byPriority = [...findings].sort((a, b) => a.rulePriority - b.rulePriority);
  return { findings: byPriority, isExact: !world.budget.isSpent };
}

/**
 * Why rules of a storage class never act, each of those that do not. They are given in the order in which they are
 * applied. Those that are shadowed or unmatchable can all go at once, together with those that shield nothing.
 */
export function idleRules(
  rules: readonly TagRule[],
  world: RuleWorld,
): ReadonlyMap<TagRule, IdleRule> {
  const found = new Map<TagRule, IdleRule>();
  for (const [index, rule] of rules.entries()) {
    const dead = unmatchable(rule, world) ?? shadowed(rule, rules.slice(0, index), world);
    if (dead !== undefined) found.set(rule, dead);
  }
  let left = rules.filter((rule) => !found.has(rule));
  for (const rule of left) {
    const idle = neverActing(left, rule, world);
    if (idle === undefined) continue;
    found.set(rule, idle);
    // Of two that shield the same images only one can go.
    if (idle.shields.length === 0) left = left.filter((other) => other !== rule);
  }
  return found;
}

/** The rules of a policy that would act on images of another one if that were not there, by its number. */
export function findShieldedRules(
  policy: LifecyclePolicy,
  rulePriority: number,
  options: AnalysisOptions = {},
): readonly number[] {
  const compiled = compileLifecyclePolicy(policy);
  const world = new RuleWorld(options, budgetOf(options));
  const found = unlessSpent(() => {
    for (const storageClass of storageClasses) {
      const rules = world.rulesOf(compiled, storageClass);
      const rule = rules.find((one) => one.rule.priority === rulePriority);
      if (rule !== undefined) return shielded(rules, rule, world);
    }
    return [];
  });
  return found === 'spent' ? [] : found;
}

function unmatchable(rule: TagRule, { logic }: RuleWorld): IdleRule | undefined {
  const patterns = entriesOf(rule, (pattern) => !logic.canMatch(pattern));
  return patterns.length === 0
    ? undefined
    : { kind: 'unmatchable', ...placeOf(rule.rule), patterns };
}

function shadowed(
  rule: TagRule,
  before: readonly TagRule[],
  { classes }: RuleWorld,
): IdleRule | undefined {
  const covers = (rules: readonly TagRule[]) => classes.of([rule], rules) === undefined;
  if (!covers(before)) return undefined;
  const by = fewest(before, covers).map((one) => one.rule.priority);
  return { kind: 'shadowed', ...placeOf(rule.rule), by };
}

type NeverActing = Extract<IdleRule, { readonly kind: 'never-acts' }>;

function neverActing(
  rules: readonly TagRule[],
  rule: TagRule,
  world: RuleWorld,
): NeverActing | undefined {
  const why = world.whyIdle(rule);
  if (why === undefined) return undefined;
  const patterns = entriesOf(
    rule,
    (pattern) => why === 'single-image' && world.logic.isLiteral(pattern),
  );
  const shields = shielded(rules, rule, world);
  return { kind: 'never-acts', ...placeOf(rule.rule), why, patterns, shields };
}

/** Of the rules behind one those that select an image of it which no rule between takes, and can act. */
function shielded(rules: readonly TagRule[], rule: TagRule, world: RuleWorld): readonly number[] {
  const others = rules.filter((other) => other !== rule);
  return others.flatMap((other, index) => {
    if (other.rule.priority < rule.rule.priority || world.whyIdle(other) !== undefined) return [];
    const isTaken = world.classes.of([rule, other], others.slice(0, index)) === undefined;
    return isTaken ? [] : [other.rule.priority];
  });
}

/** Where a rule stands. */
export function placeOf({ priority, at }: CompiledRule): {
  readonly rulePriority: number;
  readonly at: string;
} {
  return { rulePriority: priority, at };
}

/** The entries of a rule's list of which something is true, as they are written. */
export function entriesOf(
  { patterns = [], entries }: TagRule,
  isMeant: (pattern: number) => boolean,
): readonly string[] {
  return entries.filter((_, index) => isMeant(at(patterns, index)));
}
