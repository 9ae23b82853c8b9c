import { allOf, anyOf, equal, not, quoted, type Term } from './smt.js';

/** A piece of a pattern: a letter, or a wildcard for one or for many letters, perhaps for none that is a colon. */
export type Glyph =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'one' | 'many'; readonly fence?: string | undefined };

export type Glob = readonly Glyph[];

/** A pattern of `*` and `?`. */
export function globOf(pattern: string, fence?: string): Glob {
  return [...pattern].map((letter): Glyph => {
    if (letter === '*') return { kind: 'many', fence };
    return letter === '?' ? { kind: 'one', fence } : { kind: 'letter', letter };
  });
}

/** A text, whose wildcards are letters. */
export function literalOf(text: string): Glob {
  return [...text].map((letter) => ({ kind: 'letter', letter }));
}

/**
 * A pattern of resources. A wildcard keeps within its part of the ARN, but a `*` that ends a part may run past colons,
 * and behind the fifth colon there are no more parts.
 */
export function resourceGlob(pattern: string): Glob {
  const parts = pattern.split(':');
  return parts.flatMap((part, index) => {
    const before = index === 0 ? [] : literalOf(':');
    if (index >= arnParts - 1) return [...before, ...globOf(part)];
    const inner = part.replace(/\*+$/, '');
    return [...before, ...globOf(inner, ':'), ...globOf(part.slice(inner.length))];
  });
}

/** `arn`, partition, service, Region, account, and the service's own. */
export const arnParts = 6;

// ---- texts that are known ------------------------------------------------------------------------------------------

export function covers(glob: Glob, text: string, ignoreCase = false): boolean {
  return behind(glob, text, ignoreCase).some((rest) => rest.every(({ kind }) => kind === 'many'));
}

/** What a text that goes on after a known beginning still has to match: any of these. */
export function behind(glob: Glob, beginning: string, ignoreCase = false): readonly Glob[] {
  let rests: readonly Glob[] = [glob];
  for (const letter of beginning) {
    const next = rests.flatMap((rest) => eaten(rest, letter, ignoreCase));
    rests = [...new Map(next.map((rest) => [rest.length, rest])).values()];
  }
  return rests;
}

/** All rests are ends of one glob, so that their length tells them apart. */
function eaten(glob: Glob, letter: string, ignoreCase: boolean): readonly Glob[] {
  const [first, ...rest] = glob;
  if (first === undefined) return [];
  switch (first.kind) {
    case 'letter':
      return same(first.letter, letter, ignoreCase) ? [rest] : [];
    case 'one':
      return first.fence === letter ? [] : [rest];
    case 'many':
      return [...(first.fence === letter ? [] : [glob]), ...eaten(rest, letter, ignoreCase)];
  }
}

function same(one: string, other: string, ignoreCase: boolean): boolean {
  return ignoreCase ? one.toLowerCase() === other.toLowerCase() : one === other;
}

// ---- texts that are asked for --------------------------------------------------------------------------------------

/** A glob as a regular language. */
export function languageOf(glob: Glob, ignoreCase = false): Term {
  const pieces: Term[] = [];
  let run = '';
  const endRun = () => {
    if (run !== '') pieces.push(exactly(run));
    run = '';
  };
  for (const glyph of glob) {
    if (glyph.kind === 'letter' && !(ignoreCase && hasCase(glyph.letter))) run += glyph.letter;
    else {
      endRun();
      pieces.push(glyphLanguage(glyph));
    }
  }
  endRun();
  return sequence(pieces);
}

/** A wildcard, or a letter in either case. */
function glyphLanguage(glyph: Glyph): Term {
  if (glyph.kind === 'letter') {
    const { letter } = glyph;
    return `(re.union ${exactly(letter.toLowerCase())} ${exactly(letter.toUpperCase())})`;
  }
  const { kind, fence } = glyph;
  const one = fence === undefined ? 're.allchar' : `(re.diff re.allchar ${exactly(fence)})`;
  if (kind === 'one') return one;
  return fence === undefined ? 're.all' : `(re.* ${one})`;
}

const hasCase = (letter: string) => letter.toLowerCase() !== letter.toUpperCase();

export const exactly = (text: string): Term => `(str.to_re ${quoted(text)})`;

export function sequence(languages: readonly Term[]): Term {
  const [first] = languages;
  if (first === undefined) return exactly('');
  return languages.length === 1 ? first : `(re.++ ${languages.join(' ')})`;
}

/** A text constant matches one of some globs. */
export function inAny(text: Term, globs: readonly Glob[], ignoreCase = false): Term {
  return anyOf(globs.map((glob) => `(str.in_re ${text} ${languageOf(glob, ignoreCase)})`));
}

/** One of some letters. */
export function letterOf(ranges: string): Term {
  const pieces = (ranges.match(/.-.|./gs) ?? []).map((piece) => {
    const [from = '', , to] = piece;
    return to === undefined ? exactly(from) : `(re.range ${quoted(from)} ${quoted(to)})`;
  });
  return pieces.length === 1 ? (pieces[0] ?? '') : `(re.union ${pieces.join(' ')})`;
}

// ---- ARNs, part by part --------------------------------------------------------------------------------------------

/** How an ARN that is made of parts, none of which has a colon, meets globs: one question for each part. */
export type PartMatcher = (part: number, glob: Glob) => Term;

/** The whole ARN matches a glob: in one of the ways to cut the glob at the colons of the ARN. */
export function wholeMatches(glob: Glob, matcher: PartMatcher): Term {
  return anyOf(
    cuts(glob, arnParts).map((parts) => allOf(parts.map((part, index) => matcher(index, part)))),
  );
}

/**
 * All ways to cut a glob at so many colons less one. A wildcard for a colon is cut out, one for many is in both parts. No
 * part may have a colon of its own.
 */
function cuts(glob: Glob, parts: number): readonly (readonly Glob[])[] {
  const end = glob.findIndex((glyph) => glyph.kind === 'letter' && glyph.letter === ':');
  if (parts === 1) return end < 0 ? [[glob]] : [];
  const within = end < 0 ? glob : glob.slice(0, end + 1);
  return within.flatMap((glyph, at) => {
    if (glyph.kind !== 'letter' && glyph.fence === ':') return [];
    if (glyph.kind === 'letter' && at !== end) return [];
    const isMany = glyph.kind === 'many';
    const here = glob.slice(0, isMany ? at + 1 : at);
    return cuts(glob.slice(isMany ? at : at + 1), parts - 1).map((rest) => [here, ...rest]);
  });
}

// ---- numbers of accounts -------------------------------------------------------------------------------------------

/** Twelve digits of four bits each: written in hexadecimal they read as the account does. */
export const accountSort = '(_ BitVec 48)';
const accountDigits = 12;

export const accountTerm = (account: string): Term => `#x${account}`;

/** Twelve decimal digits, each no more than nine. */
export function isAccount(account: Term): Term {
  return allOf(
    Array.from({ length: accountDigits }, (_, place) => {
      const low = 4 * place;
      return `(bvule ((_ extract ${low + 3} ${low}) ${account}) #x9)`;
    }),
  );
}

/** An account matches a glob: in one of the ways to lay the glob over twelve places. */
export function accountMatches(account: Term, glob: Glob): Term {
  return anyOf(
    [...new Set(laid(glob, accountDigits))].map((digits) => {
      if (/[^\d?]/.test(digits)) return 'false';
      if (!/\d/.test(digits)) return 'true';
      const mask = digits.replaceAll(/\d/g, 'f').replaceAll('?', '0');
      return `(= (bvand ${account} #x${mask}) #x${digits.replaceAll('?', '0')})`;
    }),
  );
}

function laid(glob: Glob, places: number): readonly string[] {
  const [first, ...rest] = glob;
  if (first === undefined) return places === 0 ? [''] : [];
  const here = (mark: string) =>
    places === 0 ? [] : laid(rest, places - 1).map((digits) => mark + digits);
  if (first.kind === 'letter') return here(first.letter);
  if (first.kind === 'one') return here('?');
  const longer = places === 0 ? [] : laid(glob, places - 1).map((digits) => `?${digits}`);
  return [...laid(rest, places), ...longer];
}

/** The number of a text in a list, of few bits each of which the solver can try. */
export const indexSort = '(_ BitVec 6)';
export const indexTerm = (index: number): Term => `(_ bv${index} 6)`;

/** A text of a list matches: decided here, for the solver only needs to know which one it is. */
export function indexMatches(
  index: Term,
  list: readonly string[],
  glob: Glob,
  ignoreCase = false,
): Term {
  const [fitting, others] = [true, false].map((wanted) =>
    list.flatMap((text, place) =>
      covers(glob, text, ignoreCase) === wanted ? [equal(index, indexTerm(place))] : [],
    ),
  );
  if (fitting === undefined || others === undefined) return 'false';
  return fitting.length <= others.length ? anyOf(fitting) : not(anyOf(others));
}
