import type { Budget } from '../base/budget.js';
import { coversPattern } from './covers.js';
import { isInDomain, type TextDomain } from './domain.js';
import {
  capitalOf,
  isStar,
  noFence,
  type Pattern,
  patternOfText,
  smallOf,
  type Token,
} from './pattern.js';

/**
 * A text of one pattern outside some others, without a search, by a letter that none of the others mentions.
 *
 * Put it in place of every wildcard of `inside`. Where a pattern without `?` matches the outcome, each such letter lies
 * under one of its stars, so it matches whatever else could stand there, and nothing: it covers `inside` by itself.
 * Where none matches, the outcome is a text outside. So a union of such patterns covers only what one of them covers.
 * And what it takes to stay outside is that certain stars are not empty, so the shortest text fills the fewest.
 *
 * `covered` is certain. Undefined means that a search has to tell.
 */
export function freshTextOutside(
  inside: Pattern,
  outside: readonly Pattern[],
  domain: TextDomain,
  budget: Budget,
): { readonly kind: 'covered' } | { readonly kind: 'found'; readonly text: string } | undefined {
  if (outside.some((outer) => coversPattern(outer, inside, budget))) return { kind: 'covered' };
  budget.take(2 * tokenCount([inside, ...outside]));
  if (!isSplit(inside, outside)) return undefined;
  const fresh = freshLetter(inside, outside, domain);
  if (fresh === undefined) return undefined;
  const isOutside = (text: string) => {
    budget.take(1 + text.length);
    const pattern = patternOfText(text);
    return !outside.some((outer) => coversPattern(outer, pattern, budget));
  };
  budget.take(2 * (1 << Math.min(inside.tokens.filter(isStar).length, starsCombined)));
  const text = fewestFilled(inside, fresh, isOutside);
  budget.take(text.length);
  // A shorter text outside, if there were one in the domain, would have led to a shorter one here.
  return isInDomain(domain, text) ? { kind: 'found', text } : undefined;
}

function tokenCount(patterns: readonly Pattern[]): number {
  return patterns.reduce((count, { tokens }) => count + tokens.length, 0);
}

/** Whether the others can cover `inside` only one by one, and are matched without looking back. */
function isSplit({ tokens }: Pattern, outside: readonly Pattern[]): boolean {
  const asked = new Set(tokens.flatMap(fencesOf));
  const ignoresCase = tokens.some((token) => token.kind === 'letter' && token.ignoreCase);
  const [fence = noFence, ...otherFences] = new Set(
    outside.flatMap((outer) => outer.tokens.flatMap(fencesOf).filter((own) => own !== noFence)),
  );
  if (otherFences.length > 0) return false;
  if (fence !== noFence && [...asked].some((own) => own !== fence)) return false;
  return outside.every((outer) =>
    outer.tokens.every((token) =>
      token.kind === 'wildcard'
        ? token.many
        : !ignoresCase || token.ignoreCase || !hasCase(token.letter),
    ),
  );
}

function fencesOf(token: Token): readonly number[] {
  return token.kind === 'wildcard' ? [token.fence] : [];
}

function hasCase(letter: number): boolean {
  return smallOf(letter) !== letter || capitalOf(letter) !== letter;
}

/** A letter that no pattern mentions. */
function freshLetter(
  inside: Pattern,
  outside: readonly Pattern[],
  { spareLetters }: TextDomain,
): string | undefined {
  const told = new Set<number>();
  for (const { tokens } of [inside, ...outside]) {
    for (const token of tokens) {
      told.add(token.kind === 'letter' ? token.letter : token.fence);
      if (token.kind === 'letter' && token.ignoreCase) told.add(capitalOf(token.letter));
    }
  }
  return [...spareLetters].find((letter) => !told.has(letter.charCodeAt(0)));
}

/** The text with the fewest stars filled; with many stars one in which no star can be emptied. */
function fewestFilled(
  { tokens }: Pattern,
  fresh: string,
  isOutside: (text: string) => boolean,
): string {
  const stars = tokens.filter(isStar).length;
  const write = (isFilled: (star: number) => boolean): string => {
    let star = -1;
    return tokens
      .map((token) => {
        if (token.kind === 'letter') return String.fromCharCode(token.letter);
        if (!token.many) return fresh;
        star += 1;
        return isFilled(star) ? fresh : '';
      })
      .join('');
  };
  if (stars <= starsCombined) {
    for (const set of subsetsBySize(stars)) {
      const text = write((star) => (set & (1 << star)) !== 0);
      if (isOutside(text)) return text;
    }
  }
  const filled = new Set(Array.from({ length: stars }, (_, star) => star));
  for (let star = stars - 1; star >= 0; star--) {
    filled.delete(star);
    if (!isOutside(write((asked) => filled.has(asked)))) filled.add(star);
  }
  return write((star) => filled.has(star));
}

/** Up to so many stars every choice of them is tried. */
export const starsCombined = 8;

function subsetsBySize(count: number): readonly number[] {
  return Array.from({ length: 1 << count }, (_, set) => set).sort(
    (a, b) => sizeOf(a) - sizeOf(b) || a - b,
  );
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
