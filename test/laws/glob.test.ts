import fc from 'fast-check';
import { minimatch } from 'minimatch';
import { describe, expect, it } from 'vitest';
import { compileGlob, compilePrefix, matchesGlob } from '../../src/glob/match.js';
import { nearMiss, pattern, tag } from '../arbitraries/tags.js';
import { matchesWholeTag } from '../reference/tagging.js';

const patternAndTag = pattern(4).chain((of) =>
  fc.tuple(fc.constant(of), fc.oneof(nearMiss(of), tag)),
);

describe('glob matching', () => {
  it('is what the definition of the asterisk says', () => {
    fc.assert(
      fc.property(patternAndTag, ([of, text]) => {
        expect(matchesGlob(compileGlob(of), text)).toBe(matchesWholeTag([...of], [...text]));
      }),
      { numRuns: 5000 },
    );
  });

  it('what stands before an asterisk and what stands behind it share no letter', () => {
    fc.assert(
      fc.property(tag, tag, tag, (start, shared, end) => {
        const [of, text] = [`${start}${shared}*${shared}${end}`, `${start}${shared}${end}`];
        expect(matchesGlob(compileGlob(of), text)).toBe(matchesWholeTag([...of], [...text]));
      }),
    );
  });

  it('agrees with minimatch on every valid tag', () => {
    // A tag never starts with '.', which keeps '.' and '..' away from minimatch, where they are paths.
    const valid = patternAndTag.filter(
      ([of, text]) => /^\w[\w.-]*$/.test(text) && !/^[.*]?\.|^\*\*/.test(of),
    );
    fc.assert(
      fc.property(valid, ([of, text]) => {
        const oracle = minimatch(text, of, {
          dot: true,
          nocomment: true,
          nonegate: true,
          noext: true,
          nobrace: true,
        });
        expect(matchesGlob(compileGlob(of), text)).toBe(oracle);
      }),
      { numRuns: 5000 },
    );
  });

  it('a prefix is a pattern with an asterisk behind it', () => {
    fc.assert(
      fc.property(tag, tag, (prefix, text) => {
        const asPattern = matchesGlob(compileGlob(`${prefix}*`), text);
        expect(matchesGlob(compilePrefix(prefix), text)).toBe(asPattern);
      }),
    );
  });

  it('an asterisk in a prefix stands for itself', () => {
    expect(matchesGlob(compilePrefix('v*'), 'v1')).toBe(false);
    expect(matchesGlob(compilePrefix('v*'), 'v*1')).toBe(true);
  });

  it('a hostile pattern costs no more than pattern times text', () => {
    const glob = compileGlob('a*'.repeat(2000));
    expect(matchesGlob(glob, `${'a'.repeat(20_000)}b`)).toBe(true);
    expect(matchesGlob(compileGlob(`${'*a'.repeat(2000)}*c`), 'a'.repeat(20_000))).toBe(false);
  });
});
