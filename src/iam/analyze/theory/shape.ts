import type { Budget } from '../../../base/budget.js';
import { at } from '../../../base/invariant.js';
import { takes } from '../../../glob/automaton.js';
import { coversPattern } from '../../../glob/covers.js';
import { isStar, noFence, type Pattern, patternOfText } from '../../../glob/pattern.js';
import { likelyPartition } from '../../../model/region.js';
import type { IpRange, Relation } from '../../compiled.js';
import { equalsBinary } from '../../operators/binary.js';
import { parseInstant } from '../../operators/date.js';
import { isInRanges, parseAddress } from '../../operators/ip.js';
import { parseNumber } from '../../operators/number.js';
import { standsTo } from '../../operators/relation.js';

/** Some of the texts there are: what one value of a policy equals. */
export type Shape =
  | { readonly kind: 'text'; readonly text: string }
  /** Every text that begins so. */
  | { readonly kind: 'beginning'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  /** Every Region whose partition has a shape. */
  | { readonly kind: 'partition'; readonly of: Shape }
  | { readonly kind: 'number' | 'date'; readonly relation: Relation; readonly value: number }
  | { readonly kind: 'addresses'; readonly range: IpRange }
  | { readonly kind: 'bytes'; readonly text: string };

/** The shape of a pattern: most are a text, or a beginning, about which much more is known. */
export function shapeOf(pattern: Pattern): Shape {
  const { tokens } = pattern;
  let text = '';
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'letter' && !token.ignoreCase) text += String.fromCharCode(token.letter);
    else if (index === tokens.length - 1 && isStar(token) && token.fence === noFence) {
      return { kind: 'beginning', text };
    } else return { kind: 'pattern', pattern };
  }
  return { kind: 'text', text };
}

/** Tells shapes apart. */
export function shapeKey(shape: Shape): string {
  switch (shape.kind) {
    case 'pattern':
      return `pattern ${shape.pattern.tokens.map((token) => Object.values(token).join(':')).join()}`;
    case 'number':
    case 'date':
      return `${shape.kind} ${shape.relation} ${shape.value}`;
    case 'addresses':
      return `addresses ${shape.range.words.join()}/${shape.range.prefix}`;
    case 'partition':
      return `partition ${shapeKey(shape.of)}`;
    default:
      return `${shape.kind} ${shape.text.length} ${shape.text}`;
  }
}

/** How much there is to read of a shape: its letters, or the tokens of its pattern. */
export function shapeSize(shape: Shape): number {
  switch (shape.kind) {
    case 'pattern':
      return 1 + shape.pattern.tokens.length;
    case 'text':
    case 'beginning':
    case 'bytes':
      return 1 + shape.text.length;
    case 'partition':
      return shapeSize(shape.of);
    default:
      return 1;
  }
}

/** Whether a text has a shape, as the engine's own operators see it; a step, or one for each letter of a pattern's. */
export function hasShape(shape: Shape, text: string, budget: Budget): boolean {
  budget.take(1);
  switch (shape.kind) {
    case 'text':
      return text === shape.text;
    case 'beginning':
      return text.startsWith(shape.text);
    case 'pattern':
      return matchesPattern(shape.pattern, text, budget);
    case 'partition':
      return hasShape(shape.of, likelyPartition(text), budget);
    case 'number':
      return standsTo([shape.value], shape.relation, parseNumber(text));
    case 'date':
      return standsTo([shape.value], shape.relation, parseInstant(text));
    case 'addresses':
      return isInRanges([shape.range], parseAddress(text));
    default:
      budget.take(text.length);
      return equalsBinary([shape.text], text);
  }
}

/** Whether a text matches, one star after the other, where no star has a fence; the algebra knows the others. */
function matchesPattern(pattern: Pattern, text: string, budget: Budget): boolean {
  const { tokens } = pattern;
  let [place, letter] = [0, 0];
  let [star, resume] = [-1, 0];
  while (letter < text.length) {
    budget.take(1);
    const token = tokens[place];
    if (token?.kind === 'wildcard' && token.fence !== noFence) {
      budget.take(text.length);
      return coversPattern(pattern, patternOfText(text), budget);
    }
    if (token?.kind === 'wildcard' && token.many) {
      [star, resume] = [place, letter];
      place += 1;
    } else if (token !== undefined && takes(token, text.charCodeAt(letter))) {
      place += 1;
      letter += 1;
    } else if (star === -1) return false;
    else {
      resume += 1;
      [place, letter] = [star + 1, resume];
    }
  }
  while (place < tokens.length && isStar(at(tokens, place))) place += 1;
  return place === tokens.length;
}

/**
 * What is left of a pattern behind a text that every value begins with: patterns of which the rest must match one.
 */
export function patternsBehind(pattern: Pattern, text: string, budget: Budget): readonly Pattern[] {
  const { tokens } = pattern;
  let places: ReadonlySet<number> = new Set([0]);
  for (let i = 0; i < text.length; i++) {
    budget.take(2 * places.size);
    const letter = text.charCodeAt(i);
    const behind = new Set<number>();
    for (const place of withEmptyStars(tokens, places)) {
      const token = tokens[place];
      if (token === undefined) continue;
      if (token.kind === 'letter') {
        if (letterMatches(token.letter, token.ignoreCase, letter)) behind.add(place + 1);
      } else if (token.fence !== letter) behind.add(token.many ? place : place + 1);
    }
    places = behind;
  }
  budget.take(2 * places.size * (1 + tokens.length));
  return [...places].map((place) => ({ tokens: tokens.slice(place) }));
}

function letterMatches(letter: number, ignoreCase: boolean, asked: number): boolean {
  const small = (of: number) => String.fromCharCode(of).toLowerCase();
  return ignoreCase ? small(letter) === small(asked) : letter === asked;
}

/** The places at which a text may stand, those behind a star that takes nothing included. */
function withEmptyStars(
  tokens: Pattern['tokens'],
  places: ReadonlySet<number>,
): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const place of places) {
    for (let next = place; ; next++) {
      reached.add(next);
      if (next >= tokens.length || !isStar(at(tokens, next))) break;
    }
  }
  return reached;
}
