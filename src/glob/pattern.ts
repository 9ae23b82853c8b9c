import type { WildcardGlob } from './wildcards.js';

/**
 * A pattern as a sequence of tokens: plain data. A letter is a UTF-16 unit, as it is for matching, so `?` stands for one
 * unit. With `ignoreCase` a letter stands for itself and its capital, and `letter` is the small one.
 */
export interface Pattern {
  readonly tokens: readonly Token[];
}

export type Token =
  | { readonly kind: 'letter'; readonly letter: number; readonly ignoreCase: boolean }
  /** One letter, or with `many` any number of them; never the letter `fence`, unless it is -1. */
  | { readonly kind: 'wildcard'; readonly many: boolean; readonly fence: number };

/** Part of a pattern, with its own way of being read. */
export interface PatternPart {
  readonly text: string;
  /** Whether every character stands for itself, `*` and `?` too. */
  readonly literal?: boolean | undefined;
  readonly ignoreCase?: boolean | undefined;
  /** A single letter that the wildcards of this part never stand for, such as the colon inside a part of an ARN. */
  readonly fence?: string | undefined;
}

/** Reads a pattern in which `*` stands for any number of letters and `?` for one, or one put together from parts. */
export function patternOf(written: string | readonly PatternPart[]): Pattern {
  const parts = typeof written === 'string' ? [{ text: written }] : written;
  return patternFrom(parts.flatMap(tokensOf));
}

function tokensOf(part: PatternPart): readonly Token[] {
  const { text, literal = false, ignoreCase = false, fence = '' } = part;
  const fenced = fence === '' ? noFence : fence.charCodeAt(0);
  return unitsOf(text).map((letter): Token => {
    if (!literal && (letter === star || letter === questionMark)) {
      return { kind: 'wildcard', many: letter === star, fence: fenced };
    }
    return letterToken(letter, ignoreCase);
  });
}

/** The same pattern as a glob that `matchesGlob` or `matchesWildcards` matches. */
export function patternOfGlob({ head, middles, tail, holes }: WildcardGlob): Pattern {
  const pieces = tail === undefined ? [head] : [head, ...middles, tail];
  const tokens = pieces.flatMap((piece, index): readonly Token[] => {
    const open = new Set(holes?.[index]);
    const own = unitsOf(piece).map((letter, place): Token => {
      return open.has(place)
        ? { kind: 'wildcard', many: false, fence: noFence }
        : letterToken(letter, false);
    });
    return index === 0 ? own : [{ kind: 'wildcard', many: true, fence: noFence }, ...own];
  });
  return patternFrom(tokens);
}

/** The pattern of a single text. */
export function patternOfText(text: string): Pattern {
  return patternOf([{ text, literal: true }]);
}

/** A run of `*` says no more than its freest one. */
function patternFrom(tokens: readonly Token[]): Pattern {
  const kept: Token[] = [];
  for (const token of tokens) {
    const last = kept.at(-1);
    if (isStar(token) && last !== undefined && isStar(last)) {
      if (last.fence === noFence || last.fence === token.fence) continue;
      if (token.fence === noFence) kept.pop();
    }
    kept.push(token);
  }
  return { tokens: kept };
}

/** Whether a token is a `*`. */
export function isStar(token: Token): token is Extract<Token, { kind: 'wildcard' }> {
  return token.kind === 'wildcard' && token.many;
}

/** What stands for "no letter is out of reach of this wildcard". */
export const noFence = -1;

const star = 42;
const questionMark = 63;

function letterToken(letter: number, ignoreCase: boolean): Token {
  if (!ignoreCase) return { kind: 'letter', letter, ignoreCase };
  const small = smallOf(letter);
  const hasCase = capitalOf(small) !== small;
  return { kind: 'letter', letter: hasCase ? small : letter, ignoreCase: hasCase };
}

function unitsOf(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/** The small letter of a capital; any other letter is its own. Only pairs count, so that case is a matter of letters. */
export function smallOf(letter: number): number {
  const small = unitOf(String.fromCharCode(letter).toLowerCase(), letter);
  return unitOf(String.fromCharCode(small).toUpperCase(), small) === letter ? small : letter;
}

/** The capital of a small letter; any other letter is its own. */
export function capitalOf(letter: number): number {
  const capital = unitOf(String.fromCharCode(letter).toUpperCase(), letter);
  return unitOf(String.fromCharCode(capital).toLowerCase(), capital) === letter ? capital : letter;
}

/** The only unit of a text; `otherwise` when it has more. */
function unitOf(text: string, otherwise: number): number {
  return text.length === 1 ? text.charCodeAt(0) : otherwise;
}
