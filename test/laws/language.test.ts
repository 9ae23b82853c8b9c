import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversPattern } from '../../src/glob/covers.js';
import { isInDomain, textsOver } from '../../src/glob/domain.js';
import { allOf, anyOf, matching, negated } from '../../src/glob/formula.js';
import {
  findText,
  searchProduct,
  textApart,
  textInAll,
  textOutside,
} from '../../src/glob/language.js';
import { compileGlob, compilePrefix, matchesGlob } from '../../src/glob/match.js';
import { patternOf, patternOfGlob, patternOfText } from '../../src/glob/pattern.js';
import type { TextSearch } from '../../src/glob/search.js';
import { languageMemory } from '../../src/glob/terms.js';
import { compileParts, compileWildcards, matchesWildcards } from '../../src/glob/wildcards.js';
import { akin, parts, smallPattern, starPattern, writtenFormula } from '../arbitraries/patterns.js';
import { allTextsUpTo, means } from '../reference/language.js';

const world = allTextsUpTo('abz', 6);
const domain = { ...textsOver('zab'), lengthMax: 6 };

/** What a search has to find, by looking at every text of the world. */
function expectSearch(found: TextSearch, isWanted: (text: string) => boolean): void {
  const first = world.find(isWanted);
  if (first === undefined) expect(found.kind).toBe('none');
  else {
    expect(found.kind).toBe('found');
    if (found.kind !== 'found') return;
    expect(isWanted(found.text)).toBe(true);
    expect(found.text.length).toBe(first.length);
  }
}

describe('a text outside a union of patterns', () => {
  it('is a shortest of all texts of six letters, or there is none', () => {
    const question = fc.tuple(smallPattern, fc.array(smallPattern, { maxLength: 3 }));
    const close = akin(smallPattern).chain(([one, other]) =>
      fc.tuple(
        fc.constant(one),
        fc.array(smallPattern, { maxLength: 2 }).map((of) => [other, ...of]),
      ),
    );
    fc.assert(
      fc.property(fc.oneof(question, close), ([inside, outside]) => {
        expectSearch(
          textOutside(patternOf(inside), outside.map(patternOf), { domain }),
          (text) =>
            means([{ text: inside }], text) && !outside.some((of) => means([{ text: of }], text)),
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('is found without a search as it is with one', () => {
    const question = fc.oneof(
      fc.tuple(starPattern, fc.array(starPattern, { maxLength: 4 })),
      akin(starPattern).map(([one, other]) => [one, [other]] as const),
    );
    fc.assert(
      fc.property(question, ([inside, outside]) => {
        const [one, others] = [patternOf(inside), outside.map(patternOf)];
        const formula = allOf([matching(one), negated(anyOf(others.map(matching)))]);
        const [quick, plain] = [textOutside(one, others), searchProduct(formula)];
        expect(quick.kind).toBe(plain.kind);
        if (quick.kind !== 'found' || plain.kind !== 'found') return;
        expect(quick.text.length).toBe(plain.text.length);
        expect(means([{ text: inside }], quick.text)).toBe(true);
        expect(outside.some((of) => means([{ text: of }], quick.text))).toBe(false);
      }),
      { numRuns: 4000 },
    );
  });

  it('is found without a search as it is with one, in patterns of parts', () => {
    fc.assert(
      fc.property(parts, fc.array(parts, { maxLength: 3 }), (inside, outside) => {
        const [one, others] = [patternOf(inside), outside.map(patternOf)];
        const formula = allOf([matching(one), negated(anyOf(others.map(matching)))]);
        const [quick, plain] = [textOutside(one, others), searchProduct(formula)];
        expect(quick.kind).toBe(plain.kind);
        if (quick.kind !== 'found' || plain.kind !== 'found') return;
        expect(quick.text.length).toBe(plain.text.length);
        expect(means(inside, quick.text)).toBe(true);
        expect(outside.some((of) => means(of, quick.text))).toBe(false);
      }),
      { numRuns: 4000 },
    );
  });

  it('is short also where there are too many stars to try all', () => {
    const inside = patternOf('*a'.repeat(12));
    const outside = [patternOf('a*'), patternOf('*aa')];
    expect(textOutside(inside, outside)).toEqual({ kind: 'found', text: `xa${'a'.repeat(10)}xa` });
  });
});

describe('a formula over patterns', () => {
  it('is fulfilled by a shortest of all texts of six letters, or by none', () => {
    fc.assert(
      fc.property(writtenFormula, ({ formula, holds }) => {
        const small = { ...textsOver('zabA'), lengthMax: 4 };
        const found = findText(formula, { domain: small });
        const isWanted = (text: string) => holds((of) => means(of, text));
        const first = allTextsUpTo('zabA', 4).find(isWanted);
        expect(found.kind).toBe(first === undefined ? 'none' : 'found');
        if (found.kind !== 'found') return;
        expect(isWanted(found.text)).toBe(true);
        expect(found.text.length).toBe(first?.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps its answer in a memory of earlier questions', () => {
    fc.assert(
      fc.property(fc.array(writtenFormula, { minLength: 2, maxLength: 3 }), (formulas) => {
        const memory = languageMemory();
        for (const { formula } of formulas) findText(formula, { memory });
        for (const { formula } of formulas) {
          expect(findText(formula, { memory })).toEqual(findText(formula));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is unknown or rightly answered, however small the budget', () => {
    fc.assert(
      fc.property(writtenFormula, fc.integer({ min: 1, max: 8 }), ({ formula }, budget) => {
        const found = findText(formula, { budget });
        if (found.kind === 'unknown') return;
        const plain = findText(formula);
        expect(found).toEqual(plain);
      }),
    );
  });

  it('takes no longer than its budget where the answer would take for ever', () => {
    const hostile = Array.from({ length: 24 }, (_, i) => patternOf(`*a${'?'.repeat(i)}b*`));
    const never = negated(matching(patternOf('*ab*')));
    const found = findText(allOf([...hostile.map(matching), never]), { budget: 500 });
    expect(found).toEqual({ kind: 'unknown', reason: 'budget' });
  });

  it('need not be short: patterns of thousands of letters are compared as well', () => {
    const long = 'abc*'.repeat(2000);
    expect(textOutside(patternOf(long), [patternOf(`${long}*`)]).kind).toBe('none');
    expect(textOutside(patternOf(long), [patternOf(`${long}?`)]).kind).toBe('found');
  });
});

describe('the algebra of patterns', () => {
  const covers = (outer: string, inner: string) =>
    textOutside(patternOf(inner), [patternOf(outer)]).kind === 'none';

  it('every pattern covers itself, and two stars are one', () => {
    fc.assert(
      fc.property(smallPattern, (of) => {
        expect(covers(of, of)).toBe(true);
        const doubled = of.replaceAll('*', '**');
        expect(textApart([patternOf(of)], [patternOf(doubled)]).kind).toBe('none');
      }),
    );
  });

  it('what covers a cover covers', () => {
    const chain = akin(smallPattern).chain(([one, two]) =>
      akin(fc.constant(two)).map(([, three]) => [one, two, three] as const),
    );
    fc.assert(
      fc.property(fc.oneof(chain, fc.tuple(smallPattern, smallPattern, smallPattern)), (three) => {
        const [one, two, last] = three;
        if (covers(two, one) && covers(last, two)) expect(covers(last, one)).toBe(true);
      }),
    );
  });

  it('a text within a covered pattern is within its cover', () => {
    fc.assert(
      fc.property(akin(smallPattern), fc.nat(), ([inner, outer], turn) => {
        const within = world.filter((text) => means([{ text: inner }], text));
        const text = within[turn % Math.max(within.length, 1)];
        if (covers(outer, inner) && text !== undefined) {
          expect(means([{ text: outer }], text)).toBe(true);
        }
      }),
    );
  });

  it('exclusion and equality are mutual', () => {
    fc.assert(
      fc.property(smallPattern, smallPattern, (one, other) => {
        const [a, b] = [patternOf(one), patternOf(other)];
        expect(textInAll([a, b]).kind).toBe(textInAll([b, a]).kind);
        expect(textApart([a], [b]).kind).toBe(textApart([b], [a]).kind);
        const equal = covers(one, other) && covers(other, one);
        expect(textApart([a], [b]).kind === 'none').toBe(equal);
      }),
    );
  });

  it('no answer depends on which letters are meant', () => {
    const rename = (text: string) => text.replaceAll('a', 'K').replaceAll('b', '/');
    fc.assert(
      fc.property(smallPattern, smallPattern, (one, other) => {
        expect(covers(rename(other), rename(one))).toBe(covers(other, one));
      }),
    );
  });

  it('fewer texts in question turn no proof into a counterexample', () => {
    fc.assert(
      fc.property(akin(smallPattern), ([one, other]) => {
        const narrow = textOutside(patternOf(one), [patternOf(other)], { domain });
        if (covers(other, one)) expect(narrow.kind).toBe('none');
        if (narrow.kind === 'found') expect(isInDomain(domain, narrow.text)).toBe(true);
      }),
    );
  });

  it('a cover found by reading the inner pattern as a text is one', () => {
    fc.assert(
      fc.property(parts, parts, (outer, inner) => {
        const [over, under] = [patternOf(outer), patternOf(inner)];
        if (!coversPattern(over, under)) return;
        const formula = allOf([matching(under), negated(matching(over))]);
        expect(searchProduct(formula).kind).toBe('none');
      }),
      { numRuns: 4000 },
    );
  });
});

describe('a pattern is the language of its matcher', () => {
  const asked = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '*', '?'), maxLength: 6 });
  const isMatched = (pattern: ReturnType<typeof patternOf>, text: string) =>
    textInAll([pattern, patternOfText(text)]).kind === 'found';

  it('written as one text', () => {
    fc.assert(
      fc.property(smallPattern, asked, (of, text) => {
        expect(isMatched(patternOf(of), text)).toBe(matchesWildcards(compileWildcards(of), text));
        expect(isMatched(patternOfGlob(compileWildcards(of)), text)).toBe(
          matchesWildcards(compileWildcards(of), text),
        );
        expect(isMatched(patternOfGlob(compileGlob(of)), text)).toBe(
          matchesGlob(compileGlob(of), text),
        );
        expect(isMatched(patternOfGlob(compilePrefix(of)), text)).toBe(
          matchesGlob(compilePrefix(of), text),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('put together from parts', () => {
    fc.assert(
      fc.property(parts, asked, (of, text) => {
        expect(isMatched(patternOf(of), text)).toBe(means(of, text));
        const plain = of.map(({ text: own, literal = false }) => ({ text: own, literal }));
        expect(isMatched(patternOfGlob(compileParts(plain)), text)).toBe(means(plain, text));
      }),
      { numRuns: 1000 },
    );
  });
});
