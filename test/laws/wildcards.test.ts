import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileParts,
  compileWildcards,
  matchesWildcards,
  splitParts,
} from '../../src/glob/wildcards.js';
import { covers, literalTokens, plainTokens, tokensCover } from '../reference/iam-texts.js';

const letters = fc.constantFrom('a', 'b', ':', '/');
const text = fc.string({ unit: letters, maxLength: 8 });
const pattern = fc.string({
  unit: fc.oneof({ weight: 3, arbitrary: letters }, fc.constantFrom('*', '?')),
  maxLength: 7,
});

/** A text grown from a pattern, and perhaps spoilt by one letter. */
const grown = (of: string) =>
  fc
    .tuple(fc.array(text, { minLength: 8, maxLength: 8 }), fc.option(fc.tuple(fc.nat(9), letters)))
    .map(([fillings, spoil]) => {
      const whole = of.replaceAll('*', () => fillings.shift() ?? '').replaceAll('?', () => 'a');
      if (spoil === null) return whole;
      const [place, letter] = spoil;
      const at = place % (whole.length + 1);
      return whole.slice(0, at) + letter + whole.slice(at + 1);
    });

const question = pattern.chain((of) => fc.tuple(fc.constant(of), fc.oneof(grown(of), text)));

describe('matching with asterisks and question marks', () => {
  it('is what their definition says', () => {
    fc.assert(
      fc.property(question, ([of, asked]) => {
        expect(matchesWildcards(compileWildcards(of), asked)).toBe(covers(of, asked));
      }),
      { numRuns: 5000 },
    );
  });

  it('takes parts together as one pattern, in which literal parts stand for themselves', () => {
    const parts = fc.array(fc.record({ text: pattern, literal: fc.boolean() }), { maxLength: 3 });
    fc.assert(
      fc.property(parts, text, (of, asked) => {
        const tokens = of.flatMap((part) =>
          part.literal ? literalTokens(part.text) : plainTokens(part.text),
        );
        expect(matchesWildcards(compileParts(of), asked)).toBe(tokensCover(tokens, asked));
        const whole = of.map((part) => part.text).join('');
        expect(matchesWildcards(compileParts(of), whole)).toBe(tokensCover(tokens, whole));
      }),
      { numRuns: 3000 },
    );
  });

  it('cuts a pattern at the marks of all its parts', () => {
    const parts = fc.array(fc.record({ text: pattern, literal: fc.boolean() }), { maxLength: 3 });
    fc.assert(
      fc.property(parts, (of) => {
        const whole = of.map((part) => part.text).join('');
        const cut = splitParts(of, ':', 3)?.map((piece) => piece.map((part) => part.text).join(''));
        const [first, second, ...rest] = whole.split(':');
        expect(cut).toEqual(rest.length === 0 ? undefined : [first, second, rest.join(':')]);
      }),
    );
  });

  it('costs no more than pattern times text, however hostile', () => {
    const hostile = compileWildcards(`${'*a?'.repeat(1500)}*c`);
    expect(matchesWildcards(hostile, 'a'.repeat(10_000))).toBe(false);
    expect(matchesWildcards(compileWildcards('*?'.repeat(2500)), 'a'.repeat(10_000))).toBe(true);
  });
});
