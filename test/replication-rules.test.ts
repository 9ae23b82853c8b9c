import { readdirSync, readFileSync } from 'node:fs';
import type { FromSchema } from 'json-schema-to-ts';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  compileHeaviest,
  heaviestConfiguration,
  planAll,
  planAllByLoop,
  pushes,
} from '../bench/scenarios/replication.js';
import type { replicationConfigurationSchema } from '../src/generated/schemas/replication-configuration.js';
import {
  advanceBackfill,
  type Backfill,
  type BackfillImage,
  type BackfillPlan,
  type BackfillRequest,
  type BackfillResult,
  type BackfillState,
  compileReplication,
  describeBackfill,
  explainBackfill,
  explainReplication,
  newBackfill,
  orThrow,
  parseReplicationConfiguration,
  planBackfill,
  planReplication,
  type RegistryAddress,
  type ReplicatedImage,
  type ReplicationConfiguration,
  type ReplicationPush,
  type ReplicationReadings,
  type ReplicationRule,
  type ReplicationWorld,
  stopBackfill,
} from '../src/replication-rules/index.js';
import { cases } from './cases.js';
import { corpusFolder } from './corpus-folder.js';

const home: RegistryAddress = { registryId: '111111111111', region: 'us-east-1' };
const west: RegistryAddress = { registryId: '111111111111', region: 'us-west-2' };

interface PlanCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly rules: readonly ReplicationRule[];
  readonly source?: RegistryAddress;
  readonly configuredAtMs?: number;
  readonly push: ReplicationPush;
  readonly world?: ReplicationWorld;
  /** Parts of each destination's plan; `absent` names properties that must not be there. */
  readonly destinations: readonly (Record<string, unknown> & { absent?: readonly string[] })[];
  readonly images?: readonly ReplicatedImage[];
  readonly repositoryName?: string;
}

interface ConfigurationCase {
  readonly name: string;
  readonly configuration: unknown;
  readonly source?: RegistryAddress;
  readonly codes: readonly string[];
  /** The findings are warnings, and the configuration is read all the same. */
  readonly warns?: boolean;
  readonly at?: readonly string[];
  readonly rules?: readonly ReplicationRule[];
}

interface BackfillCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly rules: readonly ReplicationRule[];
  readonly readings?: ReplicationReadings;
  readonly request: Omit<BackfillRequest, 'images'> & {
    /** Images, or how many different ones with one tag each. */
    readonly images: readonly (BackfillImage | { repositoryName: string; count: number })[];
  };
  readonly world?: readonly BackfillState[];
  readonly plan: Partial<BackfillPlan>;
}

describe('what a push does in each destination', () => {
  it.each(cases<PlanCase>('replication-rules/plan'))('$name', (given) => {
    const { rules, source = home, configuredAtMs, push, world, cites } = given;
    const configuration = orThrow(parseReplicationConfiguration({ rules }));
    const compiled = compileReplication(configuration, source, { configuredAtMs });
    const plan = planReplication(compiled, push, world);
    expect(plan.destinations).toHaveLength(given.destinations.length);
    for (const [index, { absent = [], ...expected }] of given.destinations.entries()) {
      expect(plan.destinations[index]).toMatchObject(expected);
      for (const key of absent) expect(plan.destinations[index]).not.toHaveProperty(key);
    }
    if (given.images !== undefined) expect(plan.images).toEqual(given.images);
    expect(plan.repositoryName).toBe(given.repositoryName ?? push.repositoryName);
    const explanation = explainReplication(compiled, push, world);
    expect(explanation.plan).toEqual(plan);
    expect(explanation.destinations.flatMap(({ because }) => because)).toEqual(
      expect.arrayContaining([...cites]),
    );
  });
});

describe('reading a replication configuration', () => {
  it.each(cases<ConfigurationCase>('replication-rules/configurations'))('$name', (given) => {
    const { configuration, source, codes, warns = false, at, rules } = given;
    const read = parseReplicationConfiguration(configuration, source);
    expect(read.diagnostics.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(read.ok).toBe(codes.length === 0 || warns);
    if (at !== undefined) expect(read.diagnostics.map((found) => found.at)).toEqual(at);
    if (rules !== undefined) expect(orThrow(read).rules).toEqual(rules);
    for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    const text = parseReplicationConfiguration(JSON.stringify(configuration), source);
    expect(text.ok).toBe(read.ok);
    for (const { range } of text.diagnostics) expect(range).toBeDefined();
  });

  const registries = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ({
      region: 'us-west-2',
      registryId: String(300_000_000_000 + from + i),
    }));
  const filters = (texts: readonly string[]) =>
    texts.map((filter) => ({ filter, filterType: 'PREFIX_MATCH' as const }));
  const numbered = (count: number) => filters(Array.from({ length: count }, (_, i) => `r-${i}`));
  const rules = (count: number) => numbered(count).map((filter) => rule([west], [filter]));
  const rule = (destinations: readonly RegistryAddress[], repositoryFilters = numbered(1)) => ({
    destinations,
    repositoryFilters,
  });
  const bounds: readonly [what: string, rules: readonly ReplicationRule[], codes: string[]][] = [
    ['a filter of 256 characters', [rule([west], filters(['a'.repeat(256)]))], []],
    ['a filter of 257', [rule([west], filters(['a'.repeat(257)]))], ['too-long']],
    ['100 filters of one rule', [rule([west], numbered(100))], []],
    ['101 filters of one rule', [rule([west], numbered(101))], ['too-many-members']],
    ['10 rules', rules(10), []],
    ['11 rules', rules(11), ['many-rules']],
    ['25 rules', rules(25), ['many-rules']],
    ['26 rules', rules(26), ['too-many-members']],
    ['25 destinations named twice', [rule(registries(25)), rule(registries(25))], []],
    [
      '26 destinations of two rules',
      [rule(registries(13)), rule(registries(13, 13))],
      ['too-many-destinations'],
    ],
    ['100 mentions of one destination', [rule(Array(100).fill(west))], []],
    ['101 mentions of one destination', [rule(Array(101).fill(west))], ['too-many-members']],
  ];

  it.each(bounds)('knows the bound: %s', (_what, given, codes) => {
    const found = parseReplicationConfiguration({ rules: given }).diagnostics;
    expect(found.map(({ code }) => code.replace('replication-rules/', ''))).toEqual(codes);
  });

  it('holds a configuration to ten rules when the quota page is to be believed', () => {
    const read = (count: number) =>
      parseReplicationConfiguration({ rules: rules(count) }, undefined, {
        replicationRules: 'quota-page',
      });
    expect(read(10)).toMatchObject({ ok: true, diagnostics: [] });
    expect(read(11)).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'replication-rules/many-rules', severity: 'error', at: '/rules' }],
    });
  });

  it('gives a type that is what the schema describes', () => {
    type Written = FromSchema<typeof replicationConfigurationSchema>;
    expectTypeOf<Written>().toExtend<ReplicationConfiguration>();
    expectTypeOf<keyof ReplicationRule>().toEqualTypeOf<keyof Written['rules'][number]>();
  });

  it('tells the sentence AWS itself answers with', () => {
    const [problem] = parseReplicationConfiguration(
      { rules: [{ destinations: [home] }] },
      home,
    ).diagnostics;
    expect(problem?.awsMessage).toContain('cannot be the same as the source registry');
  });

  it('a problem in text is shown at its line and column', () => {
    const text =
      '{"rules": [\n  {"destinations": [{"region": "us-west-2", "registryId": "1"}]}\n]}';
    const [problem] = parseReplicationConfiguration(text).diagnostics;
    expect(problem?.range?.start).toMatchObject({ line: 2, column: 59 });
  });
});

describe('explaining where a push goes', () => {
  const configuration = {
    rules: [
      { destinations: [west], repositoryFilters: [prefix('prod/'), prefix('probe/')] },
      { destinations: [{ registryId: '222222222222', region: 'us-east-1' }] },
    ],
  };
  const compiled = compileReplication(
    orThrow(parseReplicationConfiguration(configuration, home)),
    home,
  );
  const push = {
    repositoryName: 'production/x',
    imageDigest: 'sha256:b',
    imageTags: ['1'],
    cause: 'push',
  } as const;

  it('names the filter that came nearest, and by how much it missed', () => {
    const filtered = explainReplication(compiled, push).destinations[1];
    expect(filtered).toMatchObject({
      outcome: 'filtered',
      misses: [{ rule: 0, filter: 'prod/', matched: 4, missing: 1 }],
      sentence:
        'no filter fits `production/x`: the nearest, `prod/` of `rules[0]`, fits 4 characters and misses by 1 (`/`)',
    });
  });

  it('asks for what another account would have to say', () => {
    expect(explainReplication(compiled, push).destinations[0]?.sentence).toBe(
      'it depends on whether the registry policy there allows `ecr:ReplicateImage` to 111111111111, whether `production/x` exists there and whether the registry policy there allows `ecr:CreateRepository` to 111111111111; if nothing forbids it, the image is copied; `production/x` is created if it is missing, from a creation template or with default settings; whether `1` goes with it depends on what the tag is there',
    );
  });

  it('says what becomes of the tags', () => {
    const world = [
      {
        ...west,
        repository: 'exists',
        copy: 'absent',
        tag: 'locked',
      },
    ] as const;
    const prod = { ...push, repositoryName: 'prod/x' };
    expect(explainReplication(compiled, prod, world).destinations[1]?.sentence).toBe(
      'the image is copied; `1` is withheld, being immutable there and held by another image; the copy is left untagged',
    );
  });
});

describe('the index of filters', () => {
  it('reaches what a loop over all filters of the heaviest configuration reaches', () => {
    const some = pushes(300);
    expect(planAll(compileHeaviest(), some)).toBe(planAllByLoop(some));
    expect(planAll(compileHeaviest(), some)).toBeGreaterThan(300);
  });

  it('is asked with a configuration that AWS would accept', () => {
    expect(parseReplicationConfiguration(heaviestConfiguration()).ok).toBe(true);
  });
});

function prefix(filter: string) {
  return { filter, filterType: 'PREFIX_MATCH' };
}

describe('what a backfill copies, and how it ends', () => {
  it.each(cases<BackfillCase>('replication-rules/backfill'))('$name', (given) => {
    const { rules, readings, request, world, cites } = given;
    const compiled = compileReplication(orThrow(parseReplicationConfiguration({ rules })), home, {
      readings,
    });
    const asked = { ...request, images: request.images.flatMap(imagesOf) };
    const plan = planBackfill(compiled, asked, world);
    expect(plan).toMatchObject(given.plan);
    const explanation = explainBackfill(compiled, asked, world);
    expect(explanation.plan).toEqual(plan);
    expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
    expect(explanation.sentence).not.toBe('');
  });

  it('says in words how it ends', () => {
    const elsewhere = { region: 'us-west-2', registryId: '222222222222' };
    const compiled = compileReplication({ rules: [{ destinations: [elsewhere] }] }, home);
    const images = imagesOf({ repositoryName: 'x', count: 120 });
    const request = { destination: elsewhere, images };
    expect(explainBackfill(compiled, request).sentence).toBe(
      '120 replications, 120 depend on what is unknown; the backfill fails as a whole if the failures reach 50 % of at least 100 processed',
    );
    const denied = [{ mayReplicate: 'denied' }] as const;
    expect(explainBackfill(compiled, request, denied).sentence).toBe(
      '120 replications, 120 of them fail; the backfill fails as a whole, since the failures reach 50 % of at least 100 processed',
    );
    const busy = { ...request, running: [west] };
    expect(explainBackfill(compiled, busy).sentence).toBe(
      'a backfill to `us-west-2` is in progress already, and a Region has one at a time',
    );
  });

  function imagesOf(given: BackfillCase['request']['images'][number]): readonly BackfillImage[] {
    if (!('count' in given)) return [given];
    const { repositoryName, count } = given;
    return Array.from({ length: count }, (_, i) => ({
      repositoryName,
      imageDigest: `sha256:${i}`,
      imageTags: [`v${i}`],
    }));
  }
});

describe('a backfill under way', () => {
  const result = (status: 'COMPLETE' | 'FAILED', failureCode?: string): BackfillResult => ({
    repositoryName: 'x',
    imageId: { imageDigest: 'sha256:a', imageTag: 'v1' },
    status,
    failureCode,
  });
  const results = (complete: number, failed: number) => [
    ...Array.from({ length: complete }, () => result('COMPLETE')),
    ...Array.from({ length: failed }, () => result('FAILED', 'AccessDenied')),
  ];
  const running = (total: number): Backfill =>
    advanceBackfill(newBackfill(west), {
      kind: 'prepared',
      totalReplicationCount: total,
      atMs: 1000,
    });
  const settle = (backfill: Backfill, complete: number, failed: number) =>
    advanceBackfill(backfill, { kind: 'settled', results: results(complete, failed), atMs: 2000 });

  it('shows no progress while it is prepared', () => {
    expect(describeBackfill(newBackfill(west), { nowMs: 0 })).toEqual({
      kind: 'found',
      status: 'PREPARING',
      progress: null,
      results: [],
    });
  });

  it('is complete at once when there is nothing to copy', () => {
    expect(running(0)).toMatchObject({ status: 'COMPLETE', endedAtMs: 1000 });
  });

  it.each([
    [99, 0, 99, 'IN_PROGRESS'],
    [100, 50, 50, 'FAILED'],
    [100, 51, 49, 'IN_PROGRESS'],
    [150, 75, 75, 'FAILED'],
  ])('after %i processed, %i complete and %i failed, it is %s', (_n, complete, failed, status) => {
    const mixed = settle(settle(running(1000), complete, 0), 0, failed);
    expect(mixed.status).toBe(status);
  });

  it('fails as soon as half have failed, and counts nothing after', () => {
    const failed = settle(running(1000), 0, 500);
    expect(failed).toMatchObject({
      status: 'FAILED',
      progress: { failedReplicationCount: 100, failureCodes: ['AccessDenied'] },
      endedAtMs: 2000,
    });
    expect(settle(failed, 10, 0)).toEqual(failed);
  });

  it('is complete when all is processed, few failures included', () => {
    expect(settle(running(10), 1, 9)).toMatchObject({ status: 'COMPLETE', endedAtMs: 2000 });
  });

  it('shows its results when it has ended, all or those of one status', () => {
    const half = settle(running(3), 1, 1);
    expect(describeBackfill(half, { nowMs: 3000 })).toMatchObject({ results: [] });
    const ended = settle(half, 1, 0);
    expect(describeBackfill(ended, { nowMs: 3000 })).toMatchObject({ results: { length: 3 } });
    expect(describeBackfill(ended, { nowMs: 3000, resultStatusFilter: 'FAILED' })).toMatchObject({
      results: [{ status: 'FAILED', failureCode: 'AccessDenied' }],
    });
  });

  it('can be looked up for 90 days after its end', () => {
    const ended = settle(running(1), 1, 0);
    const lastMs = 2000 + 90 * 24 * 3_600_000;
    expect(describeBackfill(ended, { nowMs: lastMs }).kind).toBe('found');
    expect(describeBackfill(ended, { nowMs: lastMs + 1 })).toEqual({
      kind: 'refused',
      exception: 'ReplicationBackfillNotFoundException',
    });
  });

  it('stopped while it is prepared, it never shows progress', () => {
    expect(stopBackfill(newBackfill(west), 500)).toMatchObject({
      kind: 'accepted',
      backfill: { status: 'STOPPED', progress: null, endedAtMs: 500 },
    });
  });

  it('stopped with nothing in flight, it is stopped at once', () => {
    expect(stopBackfill(running(5), 500)).toMatchObject({ backfill: { status: 'STOPPED' } });
  });

  it('by one reading a single failure makes it fail, once all is processed', () => {
    const readings = { backfillFewFailures: 'FAILED' } as const;
    const settled = (failed: number) =>
      advanceBackfill(
        running(5),
        { kind: 'settled', results: results(5 - failed, failed), atMs: 1 },
        { readings },
      ).status;
    expect([settled(0), settled(1)]).toEqual(['COMPLETE', 'FAILED']);
  });

  it('stopped with replications in flight, it ends when they have', () => {
    const busy = advanceBackfill(running(5), { kind: 'begun', count: 2 });
    const stop = stopBackfill(busy, 500);
    if (stop.kind !== 'accepted') throw new Error('stopping was refused');
    expect(stop.backfill.status).toBe('STOPPING');
    const nothingNew = advanceBackfill(stop.backfill, { kind: 'begun', count: 3 });
    expect(nothingNew.inFlightCount).toBe(2);
    const one = settle(nothingNew, 1, 0);
    expect(one.status).toBe('STOPPING');
    expect(settle(one, 0, 1)).toMatchObject({
      status: 'STOPPED',
      progress: { completedReplicationCount: 1, failedReplicationCount: 1 },
      endedAtMs: 2000,
    });
  });

  it.each(['COMPLETE', 'FAILED', 'STOPPED', 'STOPPING'] as const)(
    'cannot be stopped while it is %s',
    (status) => {
      expect(stopBackfill({ ...running(5), status }, 500)).toEqual({
        kind: 'refused',
        exception: 'ReplicationBackfillInvalidStatusException',
      });
    },
  );
});

const corpus = corpusFolder('replication');

describe.skipIf(corpus === undefined)('the configurations people have', () => {
  const files = corpus === undefined ? [] : readdirSync(corpus);
  it.each(files)('%s is read, or refused for its placeholders', (file) => {
    const text = readFileSync(`${corpus}/${file}`, 'utf8');
    const { configuration } = JSON.parse(text);
    const read = parseReplicationConfiguration(JSON.stringify(configuration));
    const placeholders = /"string"|"destination_region"/.test(text);
    expect(read.ok).toBe(!placeholders);
    if (!read.ok) return;
    const push = {
      repositoryName: 'prod/x',
      imageDigest: 'sha256:a',
      imageTags: [],
      cause: 'push',
    } as const;
    const plan = planReplication(compileReplication(read.value, home), push);
    expect(plan.destinations.length).toBeGreaterThan(0);
  });
});
