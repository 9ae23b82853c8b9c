import { pointer } from '../../base/json-text.js';
import type { Verdict } from '../../base/proof.js';
import { canBegin, nameClasses } from '../../model/name-classes.js';
import { compilePullThrough } from '../compile.js';
import { resolveUpstream } from '../resolve.js';
import type {
  CompiledPullThrough,
  PullThroughReadings,
  PullThroughRule,
  UpstreamResolution,
} from '../types.js';

/** Repositories that cache the same upstream by the same rule, or none. */
export interface PullThroughClass {
  /** What their names begin with; empty for those that no rule's prefix is for. */
  readonly prefix: string;
  readonly exampleName: string;
  readonly resolution: UpstreamResolution;
}

/** A repository that caches something else under one of two sets of rules. */
export interface PullThroughWitness {
  readonly repositoryName: string;
}

export type PullThroughVerdict = Verdict<PullThroughWitness, UpstreamResolution, never, never>;

/** A rule that could as well be left out: no name begins with its prefix, or every repository caches the same without it. */
export interface PullThroughFinding {
  readonly kind: 'unmatchable' | 'useless';
  /** JSON pointer into the list of rules. */
  readonly at: string;
  readonly rule: number;
}

/** The classes of repositories that rules tell apart: all there are, so the ordinary ones are those no rule covers. */
export function pullThroughClasses(compiled: CompiledPullThrough): readonly PullThroughClass[] {
  return nameClasses(startsOf(compiled)).map(({ prefix, example }) => ({
    prefix,
    exampleName: example,
    resolution: resolveUpstream(compiled, example),
  }));
}

/**
 * Whether every repository caches the same under two sets of rules; which secret or role an upstream is shown is no
 * difference, that it is shown one is. Within a class names differ only in what both upstreams' names end in, so one
 * repository of each decides.
 */
export function diffPullThrough(
  before: CompiledPullThrough,
  after: CompiledPullThrough,
): PullThroughVerdict {
  const classes = nameClasses([...startsOf(before), ...startsOf(after)]);
  const shortest = [...classes].sort((a, b) => a.example.length - b.example.length);
  for (const { example: repositoryName } of shortest) {
    const replay = {
      before: resolveUpstream(before, repositoryName),
      after: resolveUpstream(after, repositoryName),
    };
    if (cached(replay.before) !== cached(replay.after)) {
      return { kind: 'fails', witness: { repositoryName }, replay, assumptions: [] };
    }
  }
  return { kind: 'holds', assumptions: [] };
}

/** The rules that could each be left out without any repository noticing. */
export function findPullThroughFindings(
  rules: readonly PullThroughRule[],
  options: { readonly readings?: PullThroughReadings | undefined } = {},
): readonly PullThroughFinding[] {
  const compiled = compilePullThrough(rules, options);
  return rules.flatMap((_, index): readonly PullThroughFinding[] => {
    const at = pointer('', index);
    const start = compiled.rules.find(({ rule }) => rule === index)?.start ?? '';
    if (!canBegin(start)) return [{ kind: 'unmatchable', at, rule: index }];
    const fewer = compilePullThrough(
      rules.filter((__, other) => other !== index),
      options,
    );
    const isUseless = diffPullThrough(compiled, fewer).kind === 'holds';
    return isUseless ? [{ kind: 'useless', at, rule: index }] : [];
  });
}

function startsOf({ rules }: CompiledPullThrough): readonly string[] {
  return rules.map(({ start }) => start);
}

function cached(resolution: UpstreamResolution): string {
  return JSON.stringify('rule' in resolution ? { ...resolution, rule: 0 } : resolution);
}
