import type { Budget } from '../../../base/budget.js';
import { at } from '../../../base/invariant.js';
import { isStar, type Pattern } from '../../../glob/pattern.js';
import { all, always, any, constant, type Formula, literally } from '../theory/formula.js';
import { type Shape, shapeOf } from '../theory/shape.js';
import type { Space } from '../theory/space.js';

/** One part of an ARN of a request: a text that is fixed, or the values of a dimension. */
export type Part =
  | { readonly kind: 'fixed'; readonly text: string }
  /** `before` stands in front of every value. */
  | { readonly kind: 'dimension'; readonly dimension: number; readonly before: string }
  /** The partition, which the Region decides. */
  | { readonly kind: 'partition'; readonly region: number };

/** The six parts of an ARN. */
export type ArnParts = readonly Part[];

export function fixed(text: string): Part {
  return { kind: 'fixed', text };
}

export function from(dimension: number, before = ''): Part {
  return { kind: 'dimension', dimension, before };
}

/** A part matches a pattern. */
export function partMatches(space: Space, part: Part, pattern: Pattern): Formula {
  return partMatchesAny(space, part, [pattern]);
}

/** A part matches one of some patterns. However many they are, that is a single literal. */
export function partMatchesAny(space: Space, part: Part, patterns: readonly Pattern[]): Formula {
  if (patterns.some(isOpen)) return always;
  switch (part.kind) {
    case 'fixed':
      return constant(patterns.some((pattern) => space.patterns.matches(pattern, part.text)));
    case 'partition': {
      const shapes = patterns.map(
        (pattern) => ({ kind: 'partition', of: shapeOf(pattern) }) as const,
      );
      return literally(space.literal(part.region, shapes));
    }
    default: {
      const { dimension, before } = part;
      const shapes = patterns.flatMap((pattern) => space.patterns.shapesBehind(pattern, before));
      return hasOneShape(space, dimension, shapes);
    }
  }
}

/** The single value of a dimension that is always present has one of these shapes. */
export function hasOneShape(space: Space, dimension: number, shapes: readonly Shape[]): Formula {
  if (shapes.some((shape) => shape.kind === 'beginning' && shape.text === '')) return always;
  if (shapes.length === 0) return constant(false);
  return literally(space.literal(dimension, shapes));
}

/** Whether a pattern matches everything. */
function isOpen({ tokens }: Pattern): boolean {
  const [first] = tokens;
  return tokens.length === 1 && first !== undefined && isStar(first) && first.fence === -1;
}

/**
 * Every part matches its own pattern. The last part comes first: it is the one that an example had better differ in.
 */
export function arnMatches(space: Space, parts: ArnParts, patterns: readonly Pattern[]): Formula {
  return all(
    patterns.map((pattern, index) => partMatches(space, at(parts, index), pattern)).reverse(),
  );
}

/** The whole ARN matches a pattern whose wildcards know no colons. Undefined when that splits into too many cases. */
export function wholeMatches(space: Space, parts: ArnParts, pattern: Pattern): Formula | undefined {
  const ways = spread(pattern, parts.length, space.budget);
  return ways && any(ways.map((patterns) => arnMatches(space, parts, patterns)));
}

/**
 * The ways in which a pattern can lie over texts between colons: each of its own colons is one of them, and wildcards
 * may stand for others.
 */
export function spread(
  { tokens }: Pattern,
  count: number,
  budget?: Budget,
): readonly (readonly Pattern[])[] | undefined {
  const ways: Pattern[][] = [];
  const lay = (from: number, done: readonly Pattern[], own: Pattern['tokens']): boolean => {
    budget?.take(1 + done.length + own.length);
    const token = tokens[from];
    if (token === undefined) {
      if (done.length === count - 1) ways.push([...done, { tokens: own }]);
      return ways.length <= waysMax;
    }
    const isLast = done.length === count - 1;
    const closes = [...done, { tokens: own }];
    if (token.kind === 'letter') {
      return token.letter === colon && !isLast
        ? lay(from + 1, closes, [])
        : lay(from + 1, done, [...own, token]);
    }
    if (!lay(from + 1, done, [...own, token])) return false;
    if (isLast) return true;
    // A star that stands for a colon goes on behind it; it may then stand for nothing, or another one.
    return token.many
      ? lay(from, [...done, { tokens: [...own, token] }], [])
      : lay(from + 1, closes, []);
  };
  return lay(0, [], []) ? ways : undefined;
}

const colon = 58;

/** More ways than these are not followed. */
const waysMax = 200;
