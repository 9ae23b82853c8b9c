import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatArn, parseArn, parseRepositoryArn, repositoryArn } from '../../src/model/arn.js';
import { formatImageUri, parseImageUri, repositoryUri } from '../../src/model/image-uri.js';
import {
  isRepositoryName,
  parseRepositoryName,
  repositoryNameProblems,
} from '../../src/model/repository.js';
import { imageUri, nearlyRepositoryName, repositoryAddress } from '../arbitraries/addresses.js';
import { referenceIsRepositoryName } from '../reference/model.js';

const grammars = [
  { readings: {}, separators: 'repeated' },
  { readings: { nameGrammar: 'single-separators' }, separators: 'single' },
] as const;

describe("a repository's name", () => {
  it.each(grammars)(
    'is what the model says of $separators separators',
    ({ readings, separators }) => {
      fc.assert(
        fc.property(nearlyRepositoryName, (name) => {
          const expected = referenceIsRepositoryName(name, separators);
          expect(isRepositoryName(name, readings)).toBe(expected);
          const problems = repositoryNameProblems(name, readings);
          expect(problems.length === 0).toBe(expected);
          expect(problems.map(({ code }) => code)).not.toContain('repository/name-spelling');
        }),
        { numRuns: 5000 },
      );
    },
  );

  it('keeps its bounds of length', () => {
    for (const length of [1, 2, 256, 257]) {
      const name = 'a'.repeat(length);
      expect(isRepositoryName(name)).toBe(referenceIsRepositoryName(name, 'repeated'));
    }
  });

  it('that was accepted until 2025 still is', () => {
    fc.assert(
      fc.property(nearlyRepositoryName, (name) => {
        if (!isRepositoryName(name, { nameGrammar: 'single-separators' })) return;
        expect(isRepositoryName(name)).toBe(true);
      }),
    );
  });
});

describe('addresses', () => {
  it("a repository's ARN is read back", () => {
    fc.assert(
      fc.property(repositoryAddress, (address) => {
        const read = parseRepositoryArn(repositoryArn(address));
        expect(read.ok && read.value).toEqual(address);
      }),
      { numRuns: 2000 },
    );
  });

  it("an image's URI is read back", () => {
    fc.assert(
      fc.property(imageUri, (uri) => {
        const read = parseImageUri(formatImageUri(uri));
        expect(read.ok && read.value).toEqual(uri);
      }),
      { numRuns: 2000 },
    );
  });

  it('an ARN that is read is written back to the letter', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', '*', '/', ':', ''), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = ['arn', ...pieces].join(':');
        const read = parseArn(text);
        if (read.ok) expect(formatArn(read.value)).toBe(text);
        else expect(read.diagnostics.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });

  it('every reader answers any text with a value or with reasons', () => {
    const soup = fc.string({
      unit: fc.constantFrom('a', 'A', '1', '/', ':', '@', '.', '-', '_', '*', ' ', 'é', '\u0000'),
      maxLength: 40,
    });
    const spoilt = fc
      .tuple(repositoryAddress, fc.boolean(), fc.nat(80), soup)
      .map(([address, arn, at, noise]) => {
        const text = arn ? repositoryArn(address) : repositoryUri(address);
        return text.slice(0, at) + noise + text.slice(at);
      });
    fc.assert(
      fc.property(fc.oneof(soup, spoilt), (text) => {
        for (const read of [
          parseRepositoryArn(text),
          parseImageUri(text),
          parseRepositoryName(text),
        ]) {
          const errors = read.diagnostics.filter(({ severity }) => severity === 'error');
          expect(read.ok).toBe(errors.length === 0);
        }
      }),
      { numRuns: 30_000 },
    );
  });
});
