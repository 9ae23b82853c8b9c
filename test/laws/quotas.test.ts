import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkQuotas,
  countRequests,
  explainQuotas,
  type ImageTransfer,
  leastTimeOf,
  type QuotaInventory,
  type QuotaRepository,
} from '../../src/registry/index.js';
import { countedByReference, referenceUse } from '../reference/quotas.js';

const image = fc.record({
  imageDigest: fc.constantFrom('sha256:a', 'sha256:b'),
  imageTags: fc.array(fc.constantFrom('v1', 'v2', 'v3'), { maxLength: 4 }),
  imagePushedAtMs: fc.constant(0),
});

const repository: fc.Arbitrary<QuotaRepository> = fc.record(
  {
    repositoryName: fc.constantFrom('a', 'b', 'c'),
    images: fc.array(image, { maxLength: 4 }),
    tags: fc.array(
      fc.record({ Key: fc.constantFrom('team', 'AWS:x', 'aws:y'), Value: fc.constant('') }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['repositoryName'] },
);

const destination = fc.record({
  region: fc.constantFrom('us-west-2', 'eu-west-1'),
  registryId: fc.constantFrom('111111111111', '222222222222'),
});

const rule = fc.record(
  {
    destinations: fc.array(destination, { maxLength: 4 }),
    repositoryFilters: fc.array(fc.constant({}), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['destinations'] },
);

const inventory: fc.Arbitrary<QuotaInventory> = fc.record(
  {
    repositories: fc.array(repository, { maxLength: 4 }),
    replicationConfiguration: fc.record({ rules: fc.array(rule, { maxLength: 4 }) }),
    backfillsInProgress: fc.array(destination, { maxLength: 4 }),
  },
  { requiredKeys: [] },
);

/** Low limits, so that small inventories come to exceed them. */
const limits = {
  repositories: 2,
  'images-per-repository': 2,
  'tags-per-image': 1,
  'resource-tags-per-repository': 0,
  'replication-rules': 2,
  'replication-destinations': 3,
} as const;

const usedOf = (of: QuotaInventory) =>
  new Map(
    checkQuotas(of, { limits }).map((row) => [
      row.quota as string,
      row.kind === 'unknown' ? undefined : row.used,
    ]),
  );

describe('checking quotas', () => {
  it('counts what there is in the fullest place', () => {
    fc.assert(
      fc.property(inventory, (of) => {
        const used = usedOf(of);
        for (const quota of countedByReference) {
          expect([quota, used.get(quota)]).toEqual([quota, referenceUse(quota, of)]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('says exceeded exactly above the limit, and lists exactly the places from the share on', () => {
    fc.assert(
      fc.property(inventory, fc.constantFrom(0.5, 0.8, 1), (of, listFrom) => {
        for (const row of checkQuotas(of, { limits, listFrom })) {
          if (row.kind === 'unknown') continue;
          expect(row.kind === 'exceeded').toBe(row.used > row.limit);
          const fullest = row.places[0];
          expect(fullest?.used ?? row.used).toBe(row.used);
          for (const place of row.places) {
            expect(place.used).toBeGreaterThanOrEqual(row.limit * listFrom);
          }
          if (row.kind === 'exceeded') expect(fullest).toBeDefined();
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never tells less use when something is added', () => {
    fc.assert(
      fc.property(inventory, repository, rule, destination, (of, more, moreRule, to) => {
        const { repositories = [], replicationConfiguration, backfillsInProgress = [] } = of;
        const rules = [...(replicationConfiguration?.rules ?? []), moreRule];
        const larger = usedOf({
          repositories: [...repositories, more],
          replicationConfiguration: { rules },
          backfillsInProgress: [...backfillsInProgress, to],
        });
        for (const [quota, used] of usedOf(of)) {
          expect([quota, larger.get(quota) ?? 0]).toEqual([
            quota,
            Math.max(used ?? 0, larger.get(quota) ?? 0),
          ]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the order of repositories and rules', () => {
    fc.assert(
      fc.property(inventory, (of) => {
        const { repositories, replicationConfiguration: replication } = of;
        const turned: QuotaInventory = {
          ...of,
          ...(repositories && { repositories: repositories.toReversed() }),
          ...(replication && {
            replicationConfiguration: { rules: replication.rules.toReversed() },
          }),
        };
        expect(usedOf(turned)).toEqual(usedOf(of));
      }),
    );
  });

  it('is never contradicted by its explanation', () => {
    fc.assert(
      fc.property(inventory, (of) => {
        const told = explainQuotas(of, { limits });
        expect(told.map(({ answer }) => answer)).toEqual(checkQuotas(of, { limits }));
        for (const { sentence, answer } of told) expect(sentence).toContain(answer.quota);
      }),
    );
  });
});

const transfer: fc.Arbitrary<ImageTransfer> = fc.oneof(
  fc.record({ kind: fc.constant('login') }),
  fc.record({
    kind: fc.constant('push'),
    manifests: fc.nat(5),
    knownLayers: fc.nat(5),
    newLayers: fc.array(fc.nat(100_000_000), { maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant('pull'), manifests: fc.nat(5), layers: fc.nat(5) }),
);
const transfers = fc.array(transfer, { maxLength: 6 });

describe('counting requests', () => {
  it('of two lists is counting them apart, and takes no less time', () => {
    fc.assert(
      fc.property(transfers, transfers, (some, more) => {
        const together = countRequests([...some, ...more]);
        const [a, b] = [countRequests(some), countRequests(more)];
        // Both records have the same keys.
        for (const operation of Object.keys(together) as (keyof typeof together)[]) {
          expect(together[operation]).toBe(a[operation] + b[operation]);
        }
        expect(leastTimeOf(together).seconds).toBeGreaterThanOrEqual(leastTimeOf(a).seconds);
        expect(Object.values(together).every((count) => count >= 0)).toBe(true);
      }),
    );
  });

  it('uploads every new layer in at least one part, each part no larger than asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10 ** 10)),
        fc.integer({ min: 5, max: 10 }),
        (sizes, partSizeMiB) => {
          const push = { kind: 'push', manifests: 1, knownLayers: 0, newLayers: sizes } as const;
          const parts = countRequests([push], { partSizeMiB }).UploadLayerPart;
          const whole = sizes.reduce((sum, size) => sum + size, 0);
          expect(parts).toBeGreaterThanOrEqual(sizes.length);
          expect(parts * partSizeMiB * 2 ** 20).toBeGreaterThanOrEqual(whole);
          expect((parts - sizes.length) * partSizeMiB * 2 ** 20).toBeLessThanOrEqual(whole);
        },
      ),
    );
  });
});
