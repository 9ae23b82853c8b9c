import { describe, expect, it } from 'vitest';
import type { Image } from '../src/model/image.js';
import {
  allocateCost,
  compileStoragePrices,
  explainCost,
  orThrow,
  parseStoragePrices,
  type StoragePrices,
  storedBytes,
} from '../src/simulate/index.js';
import { cases } from './cases.js';

interface PricesCase {
  readonly name: string;
  readonly prices: unknown;
  readonly codes: readonly string[];
}

const gb = 1024 ** 3;

/** Invented prices, easy to reckon with. */
const prices: StoragePrices = {
  asOf: '2026-11-01',
  currency: 'USD',
  standard: [{ upToGbMonths: 1, pricePerGbMonth: 0 }, { pricePerGbMonth: 0.5 }],
  archive: [{ upToGbMonths: 10, pricePerGbMonth: 0.5 }, { pricePerGbMonth: 0.25 }],
};

const tagged = (value: string) => [{ Key: 'team', Value: value }];

describe('reading prices', () => {
  it.each(cases<PricesCase>('cost/prices'))('$name', ({ prices: input, codes }) => {
    const read = parseStoragePrices(input);
    expect(read.diagnostics.map(({ code }) => code).sort()).toEqual(codes);
    expect(read.ok).toBe(codes.length === 0);
    for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    expect(parseStoragePrices(JSON.stringify(input)).ok).toBe(read.ok);
  });
});

describe('dividing the cost of storage', () => {
  const question = {
    by: 'team',
    repositories: [
      { repositoryName: 'web', tags: tagged('a'), standardBytes: 2 * gb },
      { repositoryName: 'api', tags: tagged('b'), standardBytes: gb, archiveBytes: 20 * gb },
      { repositoryName: 'old', standardBytes: 2 * gb },
      { repositoryName: 'doc', tags: tagged(''), standardBytes: 0 },
    ],
  };
  const compiled = compileStoragePrices(orThrow(parseStoragePrices(prices)));

  it('prices each class as a whole and shares it by bytes, the untagged apart', () => {
    const { groups, untagged, total } = allocateCost(compiled, question);
    // 5 GB standard, the first free: 4 × 0.5 = 2. 20 GB archive: 10 × 0.5 + 10 × 0.25 = 7.5.
    expect(total).toMatchObject({ standardMicros: 2_000_000, archiveMicros: 7_500_000 });
    expect(groups.map(({ value, amountMicros }) => [value, amountMicros])).toEqual([
      ['b', 400_000 + 7_500_000],
      ['a', 800_000],
      ['', 0],
    ]);
    expect(untagged.amountMicros).toBe(800_000);
    expect(untagged.repositories.map(({ repositoryName }) => repositoryName)).toEqual(['old']);
  });

  it('tells it in sentences', () => {
    const { sentences, because } = explainCost(compiled, { ...question, months: 2 });
    expect(sentences).toEqual([
      '1 repository with `team=b` stores for 13.40 USD',
      '1 repository with `team=a` stores for 1.80 USD',
      '1 repository with `team=` stores for 0.00 USD',
      '1 repository without `team` stores for 1.80 USD',
      'together 17.00 USD for 2 months at the prices of 2026-11-01',
    ]);
    expect(because).toContain('cost.pricesAreGiven');
  });

  it('a decimal gigabyte makes the same bytes dearer', () => {
    const decimal = compileStoragePrices(prices, { readings: { gigabyte: 'decimal' } });
    const amount = (of: typeof decimal) => allocateCost(of, question).total.amountMicros;
    expect(amount(decimal)).toBeGreaterThan(amount(compiled));
  });

  it('the letters of a key count', () => {
    const { groups, untagged } = allocateCost(compiled, { ...question, by: 'Team' });
    expect(groups).toEqual([]);
    expect(untagged.repositories).toHaveLength(4);
  });
});

describe('what images store', () => {
  const image = (imageDigest: string, rest: Partial<Image> = {}): Image => ({
    imageDigest,
    imageTags: [],
    imagePushedAtMs: 0,
    imageSizeInBytes: 10,
    ...rest,
  });

  it('is told apart by storage class, an index counting as empty', () => {
    const images = [
      image('sha256:a'),
      image('sha256:a'),
      image('sha256:b', { imageStatus: 'ARCHIVED' }),
      image('sha256:c', { imageStatus: 'ACTIVATING' }),
      image('sha256:d', { imageSizeInBytes: undefined }),
      image('sha256:e', { imageManifestMediaType: 'application/vnd.oci.image.index.v1+json' }),
    ];
    expect(storedBytes(images)).toEqual({ standardBytes: 20, archiveBytes: 10, unsizedCount: 1 });
    expect(storedBytes(images, { readings: { activating: 'archive' } })).toEqual({
      standardBytes: 10,
      archiveBytes: 20,
      unsizedCount: 1,
    });
  });
});
