import { type KnownAnswer, type KnownPull, settlePull } from './settle.js';
import type { CachePull, CompiledPullThrough, PullUnknown, PullVerdict } from './types.js';

/**
 * What a pull gives: a cached image, a newer one, or an error. The upstream's failure is no error while an image is
 * cached. What is not known is tried each way, and named only where the answer hangs on it.
 */
export function decidePull(pullThrough: CompiledPullThrough, pull: CachePull): PullVerdict {
  const known = completions(pull);
  const verdicts = known.map((complete) => settlePull(pullThrough, complete));
  const outcomes = verdicts.map(outcomeOf);
  const [first = { kind: 'ordinary' }] = verdicts;
  if (outcomes.every((outcome) => outcome === outcomes[0])) return first;
  const on = unknowns.filter((unknown) => hangsOn(unknown, known, outcomes));
  return { kind: 'depends', on };
}

const unknowns: readonly PullUnknown[] = [
  'repository',
  'mayCreateRepository',
  'mayImport',
  'tag',
  'upstream',
];

/** The pull with everything unknown filled in, in every way that could matter; the plainest first. */
function completions(pull: CachePull): readonly KnownPull[] {
  const { repository, mayImport, mayCreateRepository = 'unknown', tag = 'movable' } = pull;
  const filled: KnownPull[] = [];
  for (const repositoryKnown of repository === 'unknown' ? repositories : [repository]) {
    for (const create of mayCreateRepository === 'unknown' ? permissions : [mayCreateRepository]) {
      for (const may of mayImport === 'unknown' ? permissions : [mayImport]) {
        for (const tagKnown of tag === 'unknown' ? tags : [tag]) {
          for (const upstream of answersOf(pull)) {
            filled.push({
              ...pull,
              repository: repositoryKnown,
              mayCreateRepository: create,
              mayImport: may,
              tag: tagKnown,
              upstream,
            });
          }
        }
      }
    }
  }
  return filled;
}

const repositories = ['exists', 'missing'] as const;
const permissions = ['allowed', 'denied'] as const;
const tags = ['movable', 'locked'] as const;

/** An upstream of which nothing is known may have what is cached, something newer, or nothing to give. */
function answersOf({ upstream, cached }: CachePull): readonly KnownAnswer[] {
  if (upstream.kind === 'has') return [upstream];
  if (upstream.kind !== 'unknown') return [{ kind: upstream.kind }];
  const newer: KnownAnswer = { kind: 'has', digest: '' };
  const failures: readonly KnownAnswer[] = [{ kind: 'lacks' }, { kind: 'unavailable' }];
  return cached === undefined
    ? [newer, ...failures]
    : [{ kind: 'has', digest: cached.digest }, newer, ...failures];
}

/** What a puller notices: the image or the error, and whether a repository appears. */
function outcomeOf(verdict: PullVerdict): string {
  switch (verdict.kind) {
    case 'served':
    case 'imported':
      return `${verdict.digest} ${verdict.kind === 'imported' && verdict.createsRepository}`;
    case 'failed':
      return verdict.failure;
    default:
      return verdict.kind;
  }
}

/** Whether two ways of filling in that differ in this alone come out differently. */
function hangsOn(
  unknown: PullUnknown,
  known: readonly KnownPull[],
  outcomes: readonly string[],
): boolean {
  const byRest = new Map<string, string>();
  return known.some((complete, index) => {
    const rest = JSON.stringify(unknowns.map((name) => (name === unknown ? null : complete[name])));
    const outcome = outcomes[index] ?? '';
    const before = byRest.get(rest);
    byRest.set(rest, before ?? outcome);
    return before !== undefined && before !== outcome;
  });
}
