import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/base/budget.js';
import { allTexts, textsOver } from '../../src/glob/domain.js';
import { patternOf } from '../../src/glob/pattern.js';
import { all, any, type Formula, literally, not } from '../../src/iam/analyze/theory/formula.js';
import type { Literal } from '../../src/iam/analyze/theory/literal.js';
import { PatternMemo } from '../../src/iam/analyze/theory/memo.js';
import { hasShape, type Shape, shapeOf } from '../../src/iam/analyze/theory/shape.js';
import { solve } from '../../src/iam/analyze/theory/solve.js';
import { Space } from '../../src/iam/analyze/theory/space.js';

type Values = readonly string[];

const words = ['', 'a', 'b', 'z', 'aa', 'ab', 'ba', 'bb', 'az', 'za', 'zz', 'aba', 'abz'];
const lists: readonly Values[] = [
  [],
  ...words.map((word) => [word]),
  ['a', 'b'],
  ['a', 'z'],
  ['ab', 'zz'],
  ['aa', 'ab', 'zz'],
];
const numbers = ['0', '1', '1.5', '2', '2.5', '3', '4'];

/** A formula before it is put into a space: dimensions and shapes by number. */
type Draft =
  | { readonly dimension: number; readonly shapes: readonly string[]; readonly about: About }
  | { readonly all: readonly Draft[] }
  | { readonly any: readonly Draft[] }
  | { readonly not: Draft };

interface About {
  readonly of: 'one' | 'every' | 'some';
  readonly inside: boolean;
  readonly absent: boolean;
}

const texts = ['a', 'ab', 'a*', 'ab*', '*', 'z', '*b', 'a?', '?'];
const literal = fc.oneof(
  fc.record({
    dimension: fc.constantFrom(0, 1, 2),
    shapes: fc.subarray(texts, { maxLength: 2 }),
    about: fc.record({
      of: fc.constant('one' as const),
      inside: fc.boolean(),
      absent: fc.boolean(),
    }),
  }),
  fc.record({
    dimension: fc.constant(3),
    shapes: fc.subarray(texts, { maxLength: 2 }),
    about: fc.record({
      of: fc.constantFrom('one' as const, 'every' as const, 'some' as const),
      inside: fc.boolean(),
      absent: fc.boolean(),
    }),
  }),
  fc.record({
    dimension: fc.constant(4),
    shapes: fc.subarray(['1', '2', '3'], { minLength: 1, maxLength: 2 }),
    about: fc.record({
      of: fc.constant('one' as const),
      inside: fc.boolean(),
      absent: fc.boolean(),
    }),
  }),
);

const drafts = fc.letrec<{ draft: Draft }>((tie) => ({
  draft: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literal,
    fc.record({ all: fc.array(tie('draft'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('draft'), { minLength: 1, maxLength: 4 }) }),
    fc.record({ not: tie('draft') }),
  ),
})).draft;

/** Two texts, one that is a word of two letters, a list, and a number; each may be absent. */
function spaceOf(): Space {
  const budget = new Budget(100_000_000);
  const space = new Space(budget, new PatternMemo(budget));
  space.dimension('text', () => ({ sort: 'text', domain: allTexts, canBeAbsent: true }));
  space.dimension('other', () => ({ sort: 'text', domain: textsOver('abz'), canBeAbsent: true }));
  space.dimension('word', () => ({ sort: 'words', words: ['ab', 'z'] }));
  space.dimension('list', () => ({ sort: 'text', isList: true, canBeAbsent: true }));
  space.dimension('number', () => ({ sort: 'number', canBeAbsent: true }));
  return space;
}

function formulaOf(draft: Draft, space: Space): Formula {
  if ('all' in draft) return all(draft.all.map((part) => formulaOf(part, space)));
  if ('any' in draft) return any(draft.any.map((part) => formulaOf(part, space)));
  if ('not' in draft) return not(formulaOf(draft.not, space));
  const { dimension, shapes, about } = draft;
  return literally(
    space.literal(
      dimension,
      shapes.map((text) => shapeFor(dimension, text)),
      about,
    ),
  );
}

function shapeFor(dimension: number, text: string): Shape {
  return dimension === 4
    ? { kind: 'number', relation: text === '2' ? 'greater' : 'less', value: Number(text) }
    : shapeOf(patternOf(text));
}

/** What a literal says of values, read straight from its words. */
function holds({ says }: Literal, values: Values): boolean {
  if (values.length === 0) return says.absent;
  if (says.of === 'one' && values.length > 1) return says.several;
  const isRight = (text: string) =>
    says.union.shapes.some((shape) => hasShape(shape, text, new Budget(10_000))) === says.inside;
  return says.of === 'some' ? values.some(isRight) : values.every(isRight);
}

function isFulfilled(formula: Formula, model: readonly Values[]): boolean {
  switch (formula.kind) {
    case 'constant':
      return formula.holds;
    case 'literal':
      return holds(formula.literal, model[formula.literal.dimension] ?? []);
    case 'all':
      return formula.of.every((part) => isFulfilled(part, model));
    default:
      return formula.of.some((part) => isFulfilled(part, model));
  }
}

const singles: readonly Values[] = [[], ...words.map((word) => [word])];

/** Dimensions that a formula does not mention need not be tried. */
function someFulfil(formula: Formula): boolean {
  const used = new Set<number>();
  const visit = (part: Formula): void => {
    if (part.kind === 'literal') used.add(part.literal.dimension);
    if (part.kind === 'all' || part.kind === 'any') part.of.forEach(visit);
  };
  visit(formula);
  const choices: readonly (readonly Values[])[] = [
    singles,
    singles,
    [['ab'], ['z']],
    lists,
    [[], ...numbers.map((number) => [number])],
  ].map((own, dimension) => (used.has(dimension) ? own : own.slice(0, 1)));
  const search = (model: readonly Values[]): boolean => {
    const next = choices[model.length];
    if (next === undefined) return isFulfilled(formula, model);
    return next.some((values) => search([...model, values]));
  };
  return search([]);
}

describe('the search for values', () => {
  it('finds values that fulfil a formula whenever small ones do, and only such', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const space = spaceOf();
        const formula = formulaOf(draft, space);
        const solution = solve(space, formula);
        if (solution.kind === 'found') {
          expect(isFulfilled(formula, solution.model)).toBe(true);
          expect(new Set(solution.model[3]).size).toBe(solution.model[3]?.length);
        } else {
          expect(solution.kind).toBe('none');
          expect(someFulfil(formula)).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('tries the other alternative when the first leads nowhere', () => {
    const space = spaceOf();
    const is = (dimension: number, text: string) =>
      literally(space.literal(dimension, [shapeOf(patternOf(text))]));
    const [a, b, x, y] = [is(0, 'a'), is(0, 'b'), is(1, 'a'), is(2, 'z')];
    const implies = (one: Formula, other: Formula) => any([not(one), other]);
    const formula = all([
      any([a, b]),
      implies(a, any([x, y])),
      implies(all([a, x]), y),
      implies(all([a, y]), x),
      implies(a, not(all([x, y]))),
    ]);
    expect(solve(space, formula)).toMatchObject({ kind: 'found', model: { 0: ['b'] } });
  });

  it('keeps two dimensions apart', () => {
    const space = spaceOf();
    space.apart = [0, 1];
    const is = (dimension: number, text: string) =>
      literally(space.literal(dimension, [shapeOf(patternOf(text))]));
    expect(solve(space, all([is(0, 'ab'), is(1, 'ab')]))).toEqual({ kind: 'none' });
    const found = solve(space, all([is(0, 'a*'), is(1, 'a*')]));
    expect(found.kind === 'found' && found.model[0]?.[0] !== found.model[1]?.[0]).toBe(true);
  });
});
