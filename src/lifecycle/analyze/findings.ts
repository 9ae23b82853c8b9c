import { storageClasses } from '../../facts/lifecycle.js';
import { compileLifecyclePolicy } from '../compile.js';
import type { CompiledRule, LifecyclePolicy, LifecycleReadings } from '../types.js';
import { diffLifecyclePolicies } from './diff.js';
import { idleRules, placeOf, written } from './idle-rules.js';
import type { TagRule } from './image-class.js';
import { oneRuleForEach } from './rewrite.js';
import { RuleWorld } from './rule-world.js';
import type { AnalysisOptions, LifecycleFinding, LifecycleFindings } from './types.js';

/** What in a policy its author hardly means, rule by rule in the order in which they are applied. */
export function findLifecycleFindings(
  policy: LifecyclePolicy,
  options: AnalysisOptions & { readonly readings?: Partial<LifecycleReadings> | undefined } = {},
): LifecycleFindings {
  const { readings } = options;
  const compiled = compileLifecyclePolicy(policy, { readings });
  const world = new RuleWorld(options);
  const effectOf = (rewritten: LifecyclePolicy) =>
    diffLifecyclePolicies(compiled, compileLifecyclePolicy(rewritten, { readings }), options);
  const findings = storageClasses.flatMap((storageClass) => {
    const rules = world.rulesOf(compiled, storageClass);
    const idleOnes = idleRules(rules, world);
    return rules.flatMap((rule, index) => {
      const before = rules.slice(0, index);
      const idle = idleOnes.get(rule);
      if (idle !== undefined && idle.kind !== 'never-acts') return [idle];
      return [
        ...(idle === undefined ? [] : [idle]),
        ...overlapping(rule, before, world),
        ...askedTogether(rule, policy, { world, effectOf }),
      ];
    });
  });
  const byPriority = [...findings].sort((a, b) => a.rulePriority - b.rulePriority);
  return { findings: byPriority, isExact: !world.logic.isUnsure };
}

/**
 * Two lists of tags of which neither is a special case of the other, and an image that both select; the first rule that
 * takes such images stands for all. That one is the special case of the other is how exceptions are written.
 */
function overlapping(
  rule: TagRule,
  before: readonly TagRule[],
  world: RuleWorld,
): readonly LifecycleFinding[] {
  const { classes } = world;
  if (rule.patterns === undefined) return [];
  for (const [index, owner] of before.entries()) {
    if (owner.patterns === undefined || isSameFate(owner.rule, rule.rule)) continue;
    const both = classes.of([owner, rule], before.slice(0, index));
    if (both === undefined) continue;
    const isPartial = classes.of([owner], [rule]) && classes.of([rule], [owner]);
    if (isPartial === undefined) continue;
    const ownerRulePriority = owner.rule.priority;
    const exampleTags = world.exampleOf(both);
    return [{ kind: 'overlapping', ...placeOf(rule.rule), ownerRulePriority, exampleTags }];
  }
  return [];
}

function isSameFate(one: CompiledRule, other: CompiledRule): boolean {
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
  const { patterns = [] } = rule;
  if (patterns.length < 2 || world.logic.haveCommonTag(patterns)) return [];
  const imageClass = world.classes.of([rule], []);
  if (imageClass === undefined) return [];
  const rewritten = oneRuleForEach(policy, rule.rule.priority);
  const effect = rewritten && effectOf(rewritten);
  if (effect?.kind === 'holds') return [];
  return [
    {
      kind: 'tags-asked-together',
      ...placeOf(rule.rule),
      patterns: written(patterns, world.logic),
      exampleTags: world.exampleOf(imageClass),
      rewritten,
      effect,
    },
  ];
}

type Effect = Extract<LifecycleFinding, { kind: 'tags-asked-together' }>['effect'];
