import { type Glob, matchesGlob } from './match.js';

/**
 * Whether every text of `inner` is one of `outer`: its pattern, read as a text whose `*` is a letter that only a `*`
 * can stand for, is matched. Linear, and exact where texts may hold a letter that `outer` does not name; where they may
 * not, a covered pattern can go unnoticed, and none is ever called covered that is not.
 */
export function coversGlob(outer: Glob, inner: Glob): boolean {
  return matchesGlob(outer, inner.tail === undefined ? inner.head : opaque(inner));
}

function opaque({ head, middles, tail = '' }: Glob): string {
  return [head, ...middles, tail].join(anyText);
}

/** A letter that no pattern holds. */
const anyText = '\u0000';

/** For a pattern of a list another one that makes it needless: a wider one anywhere, or the same one before it. */
export function neededInsteadOf(globs: readonly Glob[], index: number): Glob | undefined {
  const glob = globs[index];
  if (glob === undefined) return undefined;
  return globs.find(
    (other, at) => coversGlob(other, glob) && (at < index || !coversGlob(glob, other)),
  );
}
