import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageTagPattern } from '../../src/facts/repository.js';
import { follow, isInDomain, type TextDomain } from '../../src/glob/domain.js';
import { textInAll, textOutside } from '../../src/glob/language.js';
import { type Pattern, patternOf, patternOfText } from '../../src/glob/pattern.js';
import { compileWildcards } from '../../src/glob/wildcards.js';
import { arnParts, matchesPartwise } from '../../src/iam/match/arn.js';
import { crossingParts, matchesCrossing } from '../../src/iam/match/crossing.js';
import { parseRepositoryArn } from '../../src/model/arn.js';
import { arnPattern, resourcePattern } from '../../src/model/arn-language.js';
import { isRepositoryName } from '../../src/model/repository.js';
import { repositoryArnTexts, repositoryNameTexts } from '../../src/model/repository-language.js';
import { tagTexts } from '../../src/model/tag-language.js';

/** A text that wanders through a domain, and perhaps is spoilt by a letter. */
function wandering(domain: TextDomain): fc.Arbitrary<string> {
  const turns = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(9)), { maxLength: 80 });
  return fc
    .tuple(
      turns,
      fc.option(fc.tuple(fc.nat(80), fc.constantFrom('', 'a', '-', '/', '_', ':', 'É'))),
    )
    .map(([all, spoil]) => {
      let text = '';
      let state = domain.start;
      for (const [road, letter, stop] of all) {
        if (domain.isEnd(state) && stop === 0) break;
        const roads = domain.roads(state);
        const { letters = 'x' } = roads[road % Math.max(roads.length, 1)] ?? {};
        const next = letters.charAt(letter % letters.length);
        text += next;
        state = follow(domain, state, next.charCodeAt(0));
      }
      if (spoil === null) return text;
      const at = spoil[0] % (text.length + 1);
      return text.slice(0, at) + spoil[1] + text.slice(at + Number(spoil[1] === ''));
    });
}

describe('the texts a question is about', () => {
  it('are the tags people can push', () => {
    const domain = tagTexts();
    const shape = new RegExp(imageTagPattern);
    fc.assert(
      fc.property(fc.oneof(wandering(domain), fc.string()), (text) => {
        expect(isInDomain(domain, text)).toBe(shape.test(text));
      }),
      { numRuns: 2000 },
    );
    expect(isInDomain(domain, 'x'.repeat(128))).toBe(true);
    expect(isInDomain(domain, 'x'.repeat(129))).toBe(false);
  });

  it('are the names a repository can have', () => {
    const domain = repositoryNameTexts();
    const letters = fc.string({
      unit: fc.constantFrom('a', '0', '.', '_', '-', '/'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.oneof(wandering(domain), letters), (text) => {
        expect(isInDomain(domain, text)).toBe(isRepositoryName(text));
      }),
      { numRuns: 3000 },
    );
    expect(isInDomain(domain, 'x'.repeat(256))).toBe(true);
    expect(isInDomain(domain, 'x'.repeat(257))).toBe(false);
  });

  it('are ARNs that name a repository', () => {
    for (const regions of ['known', 'syntactic', ['eu-west-1', 'cn-north-1']] as const) {
      const domain = repositoryArnTexts({ regions });
      fc.assert(
        fc.property(wandering(domain), (text) => {
          if (isInDomain(domain, text)) expect(parseRepositoryArn(text).ok).toBe(true);
          const read = parseRepositoryArn(text);
          if (regions !== 'known' || !read.ok) return;
          const isKnown = !read.diagnostics.some(({ code }) => code.includes('region'));
          expect(isInDomain(domain, text)).toBe(isKnown);
        }),
        { numRuns: 2000 },
      );
    }
  });

  it('make witnesses that could exist', () => {
    const domain = repositoryArnTexts({ registryIds: ['111122223333'] });
    const inside = resourcePattern('arn:aws:ecr:*:111122223333:repository/team-*');
    const outside = [resourcePattern('arn:aws:ecr:*:*:repository/team-?/*')];
    expect(textOutside(inside, outside, { domain })).toEqual({
      kind: 'found',
      text: 'arn:aws:ecr:us-west-2:111122223333:repository/team-a',
    });
  });

  it('make proofs that need not think of what cannot exist', () => {
    const everywhere = ['us', 'eu', 'ap', 'sa', 'ca', 'me', 'af', 'il', 'mx'].map((area) =>
      resourcePattern(`arn:aws:ecr:${area}-*:*:repository/*`),
    );
    const inside = resourcePattern('arn:aws:ecr:*:*:repository/*');
    const domain = repositoryArnTexts();
    expect(textOutside(inside, everywhere, { domain }).kind).toBe('none');
    expect(textOutside(inside, everywhere.slice(1), { domain }).kind).toBe('found');
    expect(textOutside(inside, everywhere).kind).toBe('found');
  });
});

describe('patterns for ARNs', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
  const written = fc.array(piece, { minLength: 1, maxLength: 7 }).map((all) => all.join(':'));
  const asked = fc
    .array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 }), {
      minLength: 4,
      maxLength: 8,
    })
    .map((all) => all.join(':'));
  const isMatched = (pattern: Pattern, text: string) =>
    textInAll([pattern, patternOfText(text)]).kind === 'found';

  it('are part by part those of ArnLike', () => {
    fc.assert(
      fc.property(written, asked, (of, text) => {
        const [patterns, parts] = [arnParts(of), arnParts(text)];
        const pattern = arnPattern(of);
        expect(pattern === undefined).toBe(patterns === null);
        if (pattern === undefined || patterns === null) return;
        expect(isMatched(pattern, text)).toBe(
          parts !== null && matchesPartwise(patterns.map(compileWildcards), parts),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('run past colons where those of resources do', () => {
    fc.assert(
      fc.property(written, asked, (of, text) => {
        expect(isMatched(resourcePattern(of), text)).toBe(matchesCrossing(crossingParts(of), text));
      }),
      { numRuns: 5000 },
    );
  });

  it('a resource of fewer parts covers what it begins', () => {
    expect(textOutside(patternOf('arn:aws:ecr:*'), [resourcePattern('arn:aws:*')]).kind).toBe(
      'none',
    );
  });
});
