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
  return pattern.includes('?')
    ? compileParts([{ text: pattern, literal: false }])
    : compileGlob(pattern);
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
  for (let i = 0; i < piece.length; i++) {
    if (holes[hole] === i) hole += 1;
    else if (text.charCodeAt(from + i) !== piece.charCodeAt(i)) return false;
  }
  return true;
}

/** Part of a pattern: with wildcards in it, or in which every character stands for itself. */
export interface TextPart {
  readonly text: string;
  readonly literal: boolean;
}

/** Takes a pattern apart that is put together from parts. */
export function compileParts(parts: readonly TextPart[]): WildcardGlob {
  const pieces: { text: string; holes: number[] }[] = [{ text: '', holes: [] }];
  for (const { text, literal } of parts) {
    const [first = '', ...rest] = literal ? [text] : text.split('*');
    append(pieces, first, literal);
    for (const next of rest) {
      pieces.push({ text: '', holes: [] });
      append(pieces, next, literal);
    }
  }
  const [head, ...others] = pieces;
  const tail = others.pop();
  const middles = others.filter(({ text }) => text !== '');
  const kept = [head, ...middles, tail].filter((piece) => piece !== undefined);
  return {
    pattern: parts.map(({ text }) => text).join(''),
    head: head?.text ?? '',
    middles: middles.map(({ text }) => text),
    tail: tail?.text,
    holes: kept.map(({ holes }) => holes),
  };
}

function append(pieces: { text: string; holes: number[] }[], text: string, literal: boolean): void {
  const last = pieces.at(-1);
  if (last === undefined) return;
  if (!literal) last.holes.push(...holesOf(text).map((hole) => hole + last.text.length));
  last.text += text;
}

/** Cuts a pattern at the first `count - 1` of a mark; undefined when there are fewer. */
export function splitParts(
  parts: readonly TextPart[],
  mark: string,
  count: number,
): readonly (readonly TextPart[])[] | undefined {
  const pieces: TextPart[][] = [[]];
  for (const { text, literal } of parts) {
    let left = text;
    while (pieces.length < count) {
      const at = left.indexOf(mark);
      if (at === -1) break;
      pieces.at(-1)?.push({ text: left.slice(0, at), literal });
      pieces.push([]);
      left = left.slice(at + mark.length);
    }
    pieces.at(-1)?.push({ text: left, literal });
  }
  return pieces.length === count ? pieces : undefined;
}
