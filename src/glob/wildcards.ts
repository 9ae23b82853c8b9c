import { compileGlob, type Glob, matchesGlob } from './match.js';

/**
 * A pattern with `*` for zero or more characters and `?` for exactly one. `holes` lists, for the head, each middle and
 * the tail in turn, where its `?` stand; it is absent when there is none, and the pattern is a plain glob.
 */
export interface WildcardGlob extends Glob {
  readonly holes?: readonly (readonly number[])[] | undefined;
}

/** Takes a pattern apart in which `*` and `?` are wildcards and everything else stands for itself. */
export function compileWildcards(pattern: string): WildcardGlob {
  const glob = compileGlob(pattern);
  if (!pattern.includes('?')) return glob;
  return { ...glob, holes: pieces(glob).map(holesOf) };
}

function pieces({ head, middles, tail }: Glob): readonly string[] {
  return tail === undefined ? [head] : [head, ...middles, tail];
}

function holesOf(piece: string): readonly number[] {
  return [...piece.matchAll(/\?/g)].map(({ index }) => index);
}

/** Whether a whole text matches; the cost is bounded by pattern × text for every input. */
export function matchesWildcards(glob: WildcardGlob, text: string): boolean {
  const { holes } = glob;
  return holes === undefined ? matchesGlob(glob, text) : matchesAround(glob, holes, text);
}

/** As `matchesGlob`, with pieces that are compared place by place. */
function matchesAround(
  { head, middles, tail }: Glob,
  holes: readonly (readonly number[])[],
  text: string,
): boolean {
  if (!standsAt(text, 0, head, holes[0])) return false;
  if (tail === undefined) return text.length === head.length;
  const end = text.length - tail.length;
  if (end < head.length || !standsAt(text, end, tail, holes[middles.length + 1])) return false;
  let from = head.length;
  for (let i = 0; i < middles.length; i++) {
    const middle = middles[i] ?? '';
    while (from + middle.length <= end && !standsAt(text, from, middle, holes[i + 1])) from += 1;
    from += middle.length;
    if (from > end) return false;
  }
  return true;
}

function standsAt(
  text: string,
  from: number,
  piece: string,
  holes: readonly number[] = [],
): boolean {
  let hole = 0;
  if (from + piece.length > text.length) return false;
  for (let i = 0; i < piece.length; i++) {
    if (holes[hole] === i) hole += 1;
    else if (text.charCodeAt(from + i) !== piece.charCodeAt(i)) return false;
  }
  return true;
}
