import { unlessSpent } from '../../base/budget.js';
import { storageClasses } from '../../facts/lifecycle.js';
import type { CompiledLifecyclePolicy, StorageClass } from '../types.js';
import type { ImageClass, TagRule } from './image-class.js';
import { budgetOf, RuleWorld } from './rule-world.js';
import type { AnalysisOptions, FateBound, FateClass, LifecycleFates } from './types.js';

/**
 * The classes of images a policy tells apart, each with an example and how long it is kept. Together they hold every
 * image there can be, and none twice. Archived images are left out where the policy has nothing to do with the archive.
 */
export function lifecycleFates(
  compiled: CompiledLifecyclePolicy,
  options: AnalysisOptions = {},
): LifecycleFates {
  const world = new RuleWorld(options, budgetOf(options));
  const usesArchive = compiled.rules.some(
    ({ storageClass, action }) => storageClass === 'archive' || action === 'transition',
  );
  const classes = storageClasses
    .filter((storageClass) => storageClass === 'standard' || usesArchive)
    .flatMap((storageClass) => {
      const found = unlessSpent(() => classesIn(compiled, storageClass, world));
      return found === 'spent' ? [] : found;
    });
  return { classes, isExact: !world.budget.isSpent };
}

function classesIn(
  compiled: CompiledLifecyclePolicy,
  storageClass: StorageClass,
  world: RuleWorld,
): readonly FateClass[] {
  const rules = world.rulesOf(compiled, storageClass);
  return [...rules, undefined].flatMap((owner, index) => {
    const selecting = owner === undefined ? [] : [owner];
    const before = rules.slice(0, index);
    const bound = boundOf(owner, world);
    return [world.classes.tagged(selecting, before), world.classes.untagged(selecting, before)]
      .filter((imageClass) => imageClass !== undefined)
      .map((imageClass: ImageClass) => ({
        storageClass,
        tagged: imageClass.tagged,
        ownerRulePriority: owner?.rule.priority ?? null,
        at: owner?.rule.at ?? '',
        exampleTags: world.exampleOf(imageClass),
        bound,
        grows: bound.kind === 'for-ever' && bound.why !== 'single-image',
      }));
  });
}

function boundOf(owner: TagRule | undefined, world: RuleWorld): FateBound {
  if (owner === undefined) return { kind: 'for-ever', why: 'no-rule' };
  const why = world.whyIdle(owner);
  if (why !== undefined) return { kind: 'for-ever', why };
  const { keep, clock, action } = owner.rule;
  return 'newest' in keep
    ? { kind: 'newest', newest: keep.newest, action }
    : { kind: 'until', clock, keptForMs: keep.forMs, action };
}
