import { unlessSpent } from '../../base/budget.js';
import { compileLifecyclePolicy } from '../compile.js';
import type { CompiledLifecyclePolicy, LifecyclePolicy } from '../types.js';
import { budgetOf, RuleWorld } from './rule-world.js';
import type { AnalysisOptions, KeptArchive } from './types.js';

/** The rules that archive images which stay in the archive for ever, as far as the policy goes. */
export function findKeptArchives(
  policy: LifecyclePolicy,
  options: AnalysisOptions = {},
): readonly KeptArchive[] {
  const compiled = compileLifecyclePolicy(policy);
  const world = new RuleWorld(options, budgetOf(options));
  const found = unlessSpent(() => keptArchives(compiled, world));
  return found === 'spent' ? [] : found;
}

function keptArchives(compiled: CompiledLifecyclePolicy, world: RuleWorld): readonly KeptArchive[] {
  const standard = world.rulesOf(compiled, 'standard');
  const archive = world.rulesOf(compiled, 'archive');
  return standard.flatMap((rule, index): readonly KeptArchive[] => {
    const { priority, action, at } = rule.rule;
    if (action !== 'transition' || world.whyIdle(rule) !== undefined) return [];
    const before = standard.slice(0, index);
    // An archived image belongs to no rule for the archive, or to one that never acts.
    for (const [place, owner] of [...archive, undefined].entries()) {
      if (owner !== undefined && world.whyIdle(owner) === undefined) continue;
      const selecting = owner === undefined ? [rule] : [rule, owner];
      const kept = world.classes.of(selecting, [...before, ...archive.slice(0, place)]);
      if (kept === undefined) continue;
      return [{ rulePriority: priority, at, exampleTags: world.exampleOf(kept) }];
    }
    return [];
  });
}
