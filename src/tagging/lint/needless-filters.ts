import { findTagFilterFindings } from '../analyze/index.js';
import { compileTagRule } from '../compile.js';
import type { TagMutabilitySettings } from '../types.js';

/** An exclusion filter that can go. */
export interface NeedlessFilter {
  readonly kind: 'unmatchable' | 'covered';
  /** JSON pointer into the settings. */
  readonly at: string;
  readonly filter: string;
  /** The fewest filters that exclude its tags. */
  readonly by: readonly string[];
}

/** Filters that can all go at once, in their order: of those that cover each other the earlier ones stay. */
export function needlessFilters(settings: TagMutabilitySettings): readonly NeedlessFilter[] {
  const { imageTagMutabilityExclusionFilters: all = [] } = settings;
  const found: NeedlessFilter[] = [];
  let kept = all.map((_, index) => index);
  for (const index of [...kept].reverse()) {
    const filters = kept.flatMap((one) => all[one] ?? []);
    const rule = compileTagRule({ ...settings, imageTagMutabilityExclusionFilters: filters });
    const finding = findTagFilterFindings(rule).find((one) => kept[one.filter] === index);
    if (finding === undefined) continue;
    const { kind, by } = finding;
    const at = `/imageTagMutabilityExclusionFilters/${index}`;
    const names = by.flatMap((one) => filters[one]?.filter ?? []);
    found.unshift({ kind, at, filter: all[index]?.filter ?? '', by: names });
    kept = kept.filter((one) => one !== index);
  }
  return found;
}
