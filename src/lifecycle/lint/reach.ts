import { imagesPerRepositoryMax } from '../../facts/image.js';
import type { Glob } from '../../glob/match.js';
import { compileLifecyclePolicy } from '../compile.js';
import type { CompiledRule, LifecyclePolicy } from '../types.js';

/** A rule with whom it reaches; in the order of priorities. */
export interface Reach extends CompiledRule {
  /** What each entry of its list matches; undefined for rules that have no list. */
  readonly entries: readonly Glob[] | undefined;
}

/** The rules of a policy in the order in which they are applied. */
export function reachesOf(policy: LifecyclePolicy): readonly Reach[] {
  const { rules, globs } = compileLifecyclePolicy(policy);
  return rules.map((rule) => ({ ...rule, entries: entriesOf(rule, globs) }));
}

function entriesOf({ tags }: CompiledRule, globs: readonly Glob[]): readonly Glob[] | undefined {
  if (typeof tags === 'string') return undefined;
  return tags.map((index) => globs[index]).filter((glob) => glob !== undefined);
}

/** The rules above one that look at the same storage class. */
export function above(rules: readonly Reach[], rule: Reach): readonly Reach[] {
  return rules.filter(
    ({ priority, storageClass }) => priority < rule.priority && storageClass === rule.storageClass,
  );
}

/** The rules below one that look at the same storage class. */
export function below(rules: readonly Reach[], rule: Reach): readonly Reach[] {
  return rules.filter(
    ({ priority, storageClass }) => priority > rule.priority && storageClass === rule.storageClass,
  );
}

/** Whether some image is selected by both; an image may hold tags for every entry of two lists. */
export function overlap(one: Reach, other: Reach): boolean {
  return (
    one.tags === 'any' ||
    other.tags === 'any' ||
    (one.tags === 'untagged') === (other.tags === 'untagged')
  );
}

/** Whether an entry is one whole tag, which at most one image of a repository holds. */
export function isLiteral({ tail }: Glob): boolean {
  return tail === undefined;
}

/** Why a count rule keeps all it selects, or undefined when it may act. */
export function keepsAll(rule: Reach): 'literal' | 'quota' | undefined {
  if (!('newest' in rule.keep)) return undefined;
  if (rule.entries?.some(isLiteral) ?? false) return 'literal';
  return rule.keep.newest >= imagesPerRepositoryMax ? 'quota' : undefined;
}
