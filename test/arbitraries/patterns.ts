import fc from 'fast-check';
import type { TextFormula } from '../../src/glob/formula.js';
import { type PatternPart, patternOf } from '../../src/glob/pattern.js';

/** Patterns of two letters and both wildcards: few enough letters for patterns to meet. */
export const smallPattern: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom('a', 'a', 'b', '*', '*', '?'),
  maxLength: 5,
});

/** The same without `?`. */
export const starPattern: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom('a', 'a', 'b', '*'),
  maxLength: 5,
});

/** Patterns put together from parts that are read in several ways. */
export const parts: fc.Arbitrary<readonly PatternPart[]> = fc.array(
  fc.record(
    {
      text: fc.string({ unit: fc.constantFrom('a', 'b', 'A', '*', '?'), maxLength: 3 }),
      literal: fc.constantFrom(false, false, false, true),
      ignoreCase: fc.boolean(),
      fence: fc.constantFrom('', '', 'b', 'a'),
    },
    { requiredKeys: ['text'] },
  ),
  { maxLength: 3 },
);

/** A pattern and one made from it by a small change, so that inclusions are close calls. */
export function akin(pattern: fc.Arbitrary<string>): fc.Arbitrary<readonly [string, string]> {
  return fc
    .tuple(pattern, fc.nat(5), fc.constantFrom('a', 'b', '*', '**', ''), fc.nat(1))
    .map(([of, place, put, cut]) => {
      const at = Math.min(place, of.length);
      return [of, of.slice(0, at) + put + of.slice(at + cut)] as const;
    });
}

/** A formula over patterns, each given with what it was read from. */
export interface WrittenFormula {
  readonly formula: TextFormula;
  readonly holds: (matches: (parts: readonly PatternPart[]) => boolean) => boolean;
}

export const writtenFormula: fc.Arbitrary<WrittenFormula> = fc.letrec<{ formula: WrittenFormula }>(
  (tie) => ({
    formula: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'formula' },
      parts.map(
        (of): WrittenFormula => ({
          formula: { kind: 'matches', pattern: patternOf(of) },
          holds: (matches) => matches(of),
        }),
      ),
      tie('formula').map(
        (of): WrittenFormula => ({
          formula: { kind: 'not', of: of.formula },
          holds: (matches) => !of.holds(matches),
        }),
      ),
      fc.array(tie('formula'), { maxLength: 3 }).map(
        (of): WrittenFormula => ({
          formula: { kind: 'all', of: of.map(({ formula }) => formula) },
          holds: (matches) => of.every(({ holds }) => holds(matches)),
        }),
      ),
      fc.array(tie('formula'), { maxLength: 3 }).map(
        (of): WrittenFormula => ({
          formula: { kind: 'any', of: of.map(({ formula }) => formula) },
          holds: (matches) => of.some(({ holds }) => holds(matches)),
        }),
      ),
    ),
  }),
).formula;
