import { at } from '../base/invariant.js';
import { lineOf, missOfPrefix } from '../base/prefixes.js';
import type { CompiledReplication, RuleMiss } from './types.js';

/**
 * How many characters of a filter a repository's name lacks: 0 applies. A number, so that asking why is free. A filter
 * is a beginning of the whole name; a slash is a character like any other.
 */
export function missOfFilter(filter: string, repositoryName: string): number {
  return missOfPrefix(filter, repositoryName);
}

/** The rules that mean a repository, each once, in no particular order. */
export function rulesFor(compiled: CompiledReplication, repositoryName: string): Set<number> {
  const { index, unfiltered } = compiled;
  const rules = new Set(unfiltered);
  for (
    let candidate = lineOf(index, repositoryName);
    candidate !== -1;
    candidate = at(index.parents, candidate)
  ) {
    if (missOfFilter(at(index.prefixes, candidate), repositoryName) !== 0) continue;
    for (const rule of at(index.rules, candidate)) rules.add(rule);
  }
  return rules;
}

/** The filter of a rule that came nearest: the one that fits longest, and of those the one that lacks least. */
export function nearestFilter(
  filters: readonly string[],
  rule: number,
  repositoryName: string,
): RuleMiss | undefined {
  let nearest: RuleMiss | undefined;
  for (const filter of filters) {
    const missing = missOfFilter(filter, repositoryName);
    const miss = { rule, filter, matched: filter.length - missing, missing };
    if (nearest === undefined || byNearness(miss, nearest) < 0) nearest = miss;
  }
  return nearest;
}

/** Orders misses so that the nearest comes first. */
export function byNearness(a: RuleMiss, b: RuleMiss): number {
  return b.matched - a.matched || a.missing - b.missing || a.rule - b.rule;
}
