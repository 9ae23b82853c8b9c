import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allocateCost,
  compileStoragePrices,
  explainCost,
  type PriceTier,
  parseStoragePrices,
  type StoragePrices,
  type StoredRepository,
} from '../../src/simulate/index.js';
import { referenceCost } from '../reference/cost.js';

const gb = 2 ** 30;

const price = fc.constantFrom(0, 0.03, 0.07, 0.1, 1 / 3);

const tiers: fc.Arbitrary<PriceTier[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 2 }),
    fc.array(price, { minLength: 3, maxLength: 3 }),
  )
  .map(([ends, [a = 0, b = 0, c = 0]]) => {
    const sorted = ends.sort((x, y) => x - y);
    const bounded = sorted.map((upToGbMonths, i) => ({
      upToGbMonths,
      pricePerGbMonth: i === 0 ? a : b,
    }));
    return [...bounded, { pricePerGbMonth: c }];
  });

const prices: fc.Arbitrary<StoragePrices> = fc.record({
  asOf: fc.constant('2026-11-01'),
  currency: fc.constant('USD'),
  standard: tiers,
  archive: tiers,
});

const bytes = fc.oneof(fc.constantFrom(0, 1, gb, 3 * gb), fc.nat(7 * gb));

const repositories: fc.Arbitrary<StoredRepository[]> = fc.uniqueArray(
  fc.record(
    {
      repositoryName: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      tags: fc.array(
        fc.record({ Key: fc.constantFrom('team', 'Team'), Value: fc.constantFrom('', 'x', 'y') }),
        { maxLength: 1 },
      ),
      standardBytes: bytes,
      archiveBytes: bytes,
    },
    { requiredKeys: ['repositoryName', 'standardBytes'] },
  ),
  { selector: ({ repositoryName }) => repositoryName },
);

const ask = (of: StoragePrices, stored: readonly StoredRepository[], months?: number) =>
  allocateCost(compileStoragePrices(of), { by: 'team', repositories: stored, months });

describe('dividing the cost of storage', () => {
  it('gives each value what it bears, to the millionth a repository', () => {
    fc.assert(
      fc.property(prices, repositories, (of, stored) => {
        const { groups, untagged } = ask(of, stored);
        const expected = referenceCost(of, stored, 'team');
        expect(groups.map(({ value }) => value).sort()).toEqual(
          [...expected.keys()].filter((value) => value !== undefined).sort(),
        );
        for (const { value, amountMicros } of [...groups, { ...untagged, value: undefined }]) {
          const difference = Math.abs(amountMicros - (expected.get(value) ?? 0) * 1_000_000);
          expect(difference).toBeLessThan(2 * stored.length + 2);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('adds up exactly: repositories to groups, groups and the untagged to the total', () => {
    fc.assert(
      fc.property(
        prices,
        repositories,
        fc.double({ min: 0, max: 24, noNaN: true }),
        (of, stored, months) => {
          const { groups, untagged, total } = ask(of, stored, months);
          const all = [...groups, untagged];
          for (const part of [
            'standardBytes',
            'archiveBytes',
            'standardMicros',
            'archiveMicros',
            'amountMicros',
          ] as const) {
            const add = (sum: number, share: { readonly [Part in typeof part]: number }) =>
              sum + share[part];
            for (const group of all) expect(group.repositories.reduce(add, 0)).toBe(group[part]);
            expect(all.reduce(add, 0)).toBe(total[part]);
          }
          expect(all.flatMap((group) => group.repositories)).toHaveLength(stored.length);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order of the repositories', () => {
    fc.assert(
      fc.property(prices, repositories, (of, stored) => {
        expect(ask(of, stored.toReversed())).toEqual(ask(of, stored));
      }),
    );
  });

  it('never costs less when more is stored, or for longer', () => {
    fc.assert(
      fc.property(prices, repositories, bytes, (of, stored, more) => {
        const amount = ask(of, stored).total.amountMicros;
        const larger = [
          ...stored,
          { repositoryName: 'z', standardBytes: more, archiveBytes: more },
        ];
        expect(ask(of, larger).total.amountMicros).toBeGreaterThanOrEqual(amount);
        expect(ask(of, stored, 2).total.amountMicros).toBeGreaterThanOrEqual(amount);
      }),
    );
  });

  it('is never contradicted by its explanation, and survives a JSON round trip', () => {
    fc.assert(
      fc.property(prices, repositories, (of, stored) => {
        const compiled = compileStoragePrices(of);
        const question = { by: 'team', repositories: stored };
        const allocation = allocateCost(compiled, question);
        expect(explainCost(compiled, question).allocation).toEqual(allocation);
        expect(allocateCost(JSON.parse(JSON.stringify(compiled)), question)).toEqual(allocation);
      }),
    );
  });

  it('never throws, whatever numbers are given', () => {
    const number = fc.oneof(
      fc.double(),
      fc.constantFrom(Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NaN, -1, 2 ** 53),
    );
    fc.assert(
      fc.property(
        number,
        number,
        number,
        fc.oneof(price, number),
        (standardBytes, archiveBytes, months, cost) => {
          const of = compileStoragePrices({
            asOf: '2026-11-01',
            currency: 'USD',
            standard: [{ pricePerGbMonth: cost }],
            archive: [{ pricePerGbMonth: cost }],
          });
          const repositories = [{ repositoryName: 'a', standardBytes, archiveBytes }];
          const { total } = allocateCost(of, { by: 'team', repositories, months });
          expect(total.amountMicros).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('reading prices', () => {
  it('accepts every list of tiers that follow one another', () => {
    fc.assert(
      fc.property(prices, (of) => {
        expect(parseStoragePrices(of).diagnostics).toEqual([]);
      }),
    );
  });

  it('answers any document with a value or with reasons', () => {
    const spoilt = fc
      .tuple(prices, fc.constantFrom('asOf', 'currency', 'standard', 'archive'), fc.anything())
      .map(([of, key, value]) => ({ ...of, [key]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), spoilt, fc.json(), fc.string()), (input) => {
        const read = parseStoragePrices(input);
        const errors = read.diagnostics.filter(({ severity }) => severity === 'error');
        expect(read.ok).toBe(errors.length === 0);
      }),
      { numRuns: 10_000 },
    );
  });
});
