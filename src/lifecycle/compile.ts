import { pointer } from '../base/json-text.js';
import { dayMs } from '../facts/lifecycle.js';
import { compileGlob, compilePrefix, type Glob } from '../glob/match.js';
import { rankingClock } from './clocks.js';
import type {
  Clock,
  CompiledLifecyclePolicy,
  CompiledRule,
  LifecyclePolicy,
  LifecycleReadings,
  LifecycleRule,
  LifecycleSelection,
} from './types.js';

/** The reading taken of each doubt unless the caller takes another. */
export const defaultReadings: LifecycleReadings = {
  dayBoundary: 'strict-24h',
  restoredActsAsPush: true,
  referrers: 'counted',
  indexChildren: 'counted',
  childAfterParent: 'same-run',
  archivedIndex: 'frees',
  referrersBehindIndex: 'follow',
  activating: 'skipped',
};

/** Turns a policy into what `previewLifecycle` runs; readings left out keep their defaults. */
export function compileLifecyclePolicy(
  policy: LifecyclePolicy,
  options: { readonly readings?: Partial<LifecycleReadings> | undefined } = {},
): CompiledLifecyclePolicy {
  const readings = { ...defaultReadings, ...options.readings };
  const globs = new GlobTable();
  const rules = policy.rules
    .map((rule, index) => compileRule(rule, pointer('/rules', index), readings, globs))
    .sort((a, b) => a.priority - b.priority);
  return { globs: globs.list, rules, readings };
}

function compileRule(
  rule: LifecycleRule,
  at: string,
  readings: LifecycleReadings,
  globs: GlobTable,
): CompiledRule {
  const { selection } = rule;
  return {
    priority: rule.rulePriority,
    at,
    storageClass: selection.storageClass ?? 'standard',
    tags: compileTags(selection, globs),
    clock: clockOf(selection, readings),
    keep:
      selection.countType === 'imageCountMoreThan'
        ? { newest: selection.countNumber }
        : { forMs: keptForMs(selection.countNumber, readings) },
    action: rule.action.type,
  };
}

function compileTags(selection: LifecycleSelection, globs: GlobTable): CompiledRule['tags'] {
  const { tagStatus, tagPatternList = [], tagPrefixList = [] } = selection;
  if (tagStatus !== 'tagged') return tagStatus;
  return [
    ...tagPatternList.map((pattern) => globs.add(`*${pattern}`, () => compileGlob(pattern))),
    ...tagPrefixList.map((prefix) => globs.add(`^${prefix}`, () => compilePrefix(prefix))),
  ];
}

function clockOf(
  { countType, storageClass }: LifecycleSelection,
  readings: LifecycleReadings,
): Clock {
  switch (countType) {
    case 'imageCountMoreThan':
      return rankingClock(storageClass ?? 'standard');
    case 'sinceImagePushed':
      return readings.restoredActsAsPush ? 'pushed' : 'firstPushed';
    case 'sinceImagePulled':
      return 'pulled';
    case 'sinceImageTransitioned':
      return 'transitioned';
  }
}

/**
 * How old an image may become. Instants are whole milliseconds, so "its whole days exceed N" is "older than one
 * millisecond less than N + 1 days".
 */
function keptForMs(days: number, { dayBoundary }: LifecycleReadings): number {
  return dayBoundary === 'strict-24h' ? days * dayMs : (days + 1) * dayMs - 1;
}

/** The same policy under other readings. */
export function underReadings(
  compiled: CompiledLifecyclePolicy,
  other: Partial<Omit<LifecycleReadings, 'dayBoundary' | 'restoredActsAsPush'>>,
): CompiledLifecyclePolicy {
  return { ...compiled, readings: { ...compiled.readings, ...other } };
}

/** Every glob once, however many rules use it. */
class GlobTable {
  readonly list: Glob[] = [];
  private readonly indexes = new Map<string, number>();

  add(key: string, compile: () => Glob): number {
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    this.indexes.set(key, this.list.length);
    return this.list.push(compile()) - 1;
  }
}
