import { coversPattern } from './covers.js';
import type { Glob } from './match.js';
import { patternOfGlob } from './pattern.js';

/** Whether one glob matches all that another one does: certain when true. */
export function coversGlob(outer: Glob, inner: Glob): boolean {
  return coversPattern(patternOfGlob(outer), patternOfGlob(inner));
}

/** For a glob of a list another one that makes it needless: a wider one anywhere, or the same one before it. */
export function neededInsteadOf(globs: readonly Glob[], index: number): Glob | undefined {
  const glob = globs[index];
  if (glob === undefined) return undefined;
  return globs.find(
    (other, at) => coversGlob(other, glob) && (at < index || !coversGlob(glob, other)),
  );
}
