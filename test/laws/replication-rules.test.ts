import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceBackfill,
  type BackfillResult,
  compileReplication,
  type DestinationPlan,
  type DestinationState,
  explainReplication,
  newBackfill,
  parseReplicationConfiguration,
  planBackfill,
  planReplication,
  type RegistryAddress,
  type ReplicationPush,
  type ReplicationRule,
} from '../../src/replication-rules/index.js';
import { beginningOf, shortName } from '../arbitraries/prefixes.js';
import {
  referenceDestination,
  referenceGivesUp,
  referenceRegions,
} from '../reference/replication-rules.js';

const address: fc.Arbitrary<RegistryAddress> = fc.record({
  region: fc.constantFrom(...Object.keys(referenceRegions)),
  registryId: fc.constantFrom('111111111111', '222222222222'),
});

const permission = fc.constantFrom('allowed', 'denied', 'unknown', undefined);
const tagState = fc.constantFrom('free', 'same', 'movable', 'locked', 'unknown');

const told: fc.Arbitrary<Partial<DestinationState>> = fc.record(
  {
    repository: fc.constantFrom('exists', 'missing', 'unknown'),
    tag: tagState,
    tags: fc.dictionary(fc.constantFrom('1', 'latest'), tagState, { maxKeys: 1 }),
    copy: fc.constantFrom('absent', 'present', 'archived', 'unknown'),
    mayReplicate: permission,
    mayCreate: permission,
    mayTag: permission,
    optedIn: fc.constantFrom('yes', 'no', 'unknown'),
    template: fc.oneof(
      fc.constant(null),
      fc.record({
        prefix: fc.constantFrom('prod', 'ROOT'),
        hasResourceTags: fc.boolean(),
        lacksRole: fc.boolean(),
      }),
    ),
    quota: fc.constantFrom('within', 'within', 'exceeded'),
  },
  { requiredKeys: [] },
);

interface Question {
  readonly rules: readonly ReplicationRule[];
  readonly source: RegistryAddress;
  readonly push: ReplicationPush;
  readonly world: readonly DestinationState[];
}

const rulesFor = (name: string): fc.Arbitrary<readonly ReplicationRule[]> => {
  const filter = fc
    .oneof(beginningOf(name), shortName)
    .map((text) => ({ filter: text, filterType: 'PREFIX_MATCH' as const }));
  const rule = fc.record(
    {
      destinations: fc.array(address, { maxLength: 3 }),
      repositoryFilters: fc.array(filter, { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: ['destinations'] },
  );
  return fc.array(rule, { maxLength: 5 });
};

const question: fc.Arbitrary<Question> = shortName.chain((repositoryName) =>
  fc.record({
    rules: rulesFor(repositoryName),
    source: address,
    push: fc.record({
      repositoryName: fc.constant(repositoryName),
      imageDigest: fc.constant('sha256:b'),
      imageTags: fc.subarray(['1', 'latest']),
      cause: fc.constantFrom(
        'push',
        'push',
        'push',
        'restore',
        'pull-through',
        'replicated',
        'delete',
        'archive',
        'settings',
      ),
    }),
    world: fc
      .uniqueArray(fc.tuple(address, told), {
        selector: ([{ region, registryId }]) => `${region} ${registryId}`,
      })
      .map((states) => states.map(([where, state]) => ({ ...state, ...where }))),
  }),
);

const planOf = ({ rules, source, push, world }: Question) =>
  planReplication(compileReplication({ rules }, source), push, world);

/** What a destination gets, whatever the number of the rules. */
const withoutRules = ({ rules, ...plan }: DestinationPlan) => ({ ...plan, count: rules.length });

describe('where a push goes', () => {
  it('is what the guide says', () => {
    fc.assert(
      fc.property(question, (given) => {
        const { rules, source, push, world } = given;
        const plan = planOf(given);
        const named = rules.flatMap(({ destinations }) => destinations);
        expect(plan.destinations).toHaveLength(
          new Set(named.map(({ region, registryId }) => `${region} ${registryId}`)).size,
        );
        for (const { region, registryId, ...found } of plan.destinations) {
          const state = world.find(
            (known) => known.region === region && known.registryId === registryId,
          );
          const { tags, ...expected } = referenceDestination(
            rules,
            source,
            push,
            { region, registryId },
            state ?? {},
          );
          expect(found).toMatchObject(expected);
          if (tags !== undefined && 'tags' in found) {
            expect(found.tags.map(({ fate }) => fate)).toEqual(tags);
          }
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('does not depend on the order of rules, destinations, filters or what is told', () => {
    fc.assert(
      fc.property(question, (given) => {
        const turned = {
          ...given,
          rules: given.rules.toReversed().map(({ destinations, repositoryFilters }) => ({
            destinations: destinations.toReversed(),
            repositoryFilters: repositoryFilters?.toReversed(),
          })),
          world: given.world.toReversed(),
        };
        const [straight, reversed] = [planOf(given), planOf(turned)];
        expect(reversed.destinations.map(withoutRules)).toEqual(
          straight.destinations.map(withoutRules),
        );
        const last = given.rules.length - 1;
        expect(reversed.destinations.map(({ rules }) => rules.map((rule) => last - rule))).toEqual(
          straight.destinations.map(({ rules }) => rules.toReversed()),
        );
      }),
    );
  });

  it('loses no destination by another filter in a rule that has filters, or by another rule', () => {
    fc.assert(
      fc.property(question, fc.nat(4), shortName, (given, which, filter) => {
        const index = which % Math.max(1, given.rules.length);
        const more = given.rules.map((rule, at) =>
          at === index && rule.repositoryFilters !== undefined
            ? { ...rule, repositoryFilters: [...rule.repositoryFilters, prefix(filter)] }
            : rule,
        );
        const another = { destinations: [given.source], repositoryFilters: [prefix(filter)] };
        for (const rules of [more, [...given.rules, another]]) {
          expect(reached({ ...given, rules })).toEqual(expect.arrayContaining([...reached(given)]));
        }
      }),
    );
  });

  it('gains no destination by the first filter of a rule that had none', () => {
    fc.assert(
      fc.property(question, shortName, (given, filter) => {
        const fewer = given.rules.map((rule) => ({
          ...rule,
          repositoryFilters: rule.repositoryFilters ?? [prefix(filter)],
        }));
        expect(reached(given)).toEqual(
          expect.arrayContaining([...reached({ ...given, rules: fewer })]),
        );
      }),
    );
  });

  it('is the same when every rule stands twice', () => {
    fc.assert(
      fc.property(question, (given) => {
        const twice = { ...given, rules: [...given.rules, ...given.rules] };
        const once = planOf(given);
        const plan = planOf(twice);
        expect(plan.destinations.map(({ rules, ...rest }) => rest)).toEqual(
          once.destinations.map(({ rules, ...rest }) => rest),
        );
        expect(plan.images).toEqual(once.images);
      }),
    );
  });

  it('is the same each time, and after a JSON round trip of the compiled rules', () => {
    fc.assert(
      fc.property(question, ({ rules, source, push, world }) => {
        const compiled = compileReplication({ rules }, source);
        const plan = planReplication(compiled, push, world);
        expect(planReplication(compiled, push, world)).toEqual(plan);
        const travelled = JSON.parse(JSON.stringify(compiled));
        expect(planReplication(travelled, push, world)).toEqual(plan);
      }),
    );
  });

  it('is never contradicted by its explanation', () => {
    fc.assert(
      fc.property(question, ({ rules, source, push, world }) => {
        const compiled = compileReplication({ rules }, source);
        const explanation = explainReplication(compiled, push, world);
        expect(explanation.plan).toEqual(planReplication(compiled, push, world));
        for (const [index, told] of explanation.destinations.entries()) {
          const { region, registryId, outcome } = explanation.plan.destinations[index] ?? told;
          expect(told).toMatchObject({ region, registryId, outcome });
          expect(told.because.length).toBeGreaterThan(0);
          for (const { filter, rule, matched, missing } of told.misses) {
            expect(push.repositoryName.startsWith(filter)).toBe(false);
            expect(push.repositoryName.startsWith(filter.slice(0, matched))).toBe(true);
            expect(matched + missing).toBe(filter.length);
            // No other filter of the rule fits longer, and none that fits as long lacks less.
            for (const other of rules[rule]?.repositoryFilters ?? []) {
              const longer = push.repositoryName.slice(0, matched + 1);
              expect(other.filter.startsWith(longer) && longer.length > matched).toBe(false);
              if (other.filter.slice(0, matched) !== filter.slice(0, matched)) continue;
              expect(other.filter.length).toBeGreaterThanOrEqual(filter.length);
            }
          }
        }
      }),
    );
  });
});

function prefix(filter: string) {
  return { filter, filterType: 'PREFIX_MATCH' as const };
}

function reached(given: Question): readonly string[] {
  return planOf(given)
    .destinations.filter(({ rules }) => rules.length > 0)
    .map(({ region, registryId, outcome }) => `${region} ${registryId} ${outcome}`);
}

describe('how a backfill ends', () => {
  const destination = { region: 'us-west-2', registryId: '222222222222' };
  const compiled = compileReplication(
    { rules: [{ destinations: [destination] }] },
    { region: 'us-east-1', registryId: '111111111111' },
  );
  const images = (failures: readonly boolean[]) =>
    failures.map((fails, i) => ({
      repositoryName: fails ? 'bad' : 'good',
      imageDigest: `sha256:${i}`,
      imageTags: [],
    }));
  const world = [
    { repositoryName: 'bad', mayReplicate: 'denied' },
    { repository: 'exists', mayReplicate: 'allowed' },
  ] as const;
  const counts = fc.tuple(fc.integer({ min: 85, max: 240 }), fc.double({ min: 0.15, max: 0.6 }));

  it('is certain when every order of the images ends so, and depends otherwise', () => {
    fc.assert(
      fc.property(
        counts.chain(([total, share]) => {
          const failures = Array.from({ length: total }, (_, i) => i < total * share);
          return fc.tuple(
            fc.constant(failures),
            fc.shuffledSubarray(failures, { minLength: total, maxLength: total }),
          );
        }),
        ([failures, shuffled]) => {
          const plan = planBackfill(compiled, { destination, images: images(shuffled) }, world);
          if (plan.kind !== 'started') throw new Error('the backfill was refused');
          const ends = [failures, failures.toReversed(), shuffled].map(referenceGivesUp);
          const [worst, best] = ends;
          const expected = best ? 'FAILED' : worst ? 'depends' : 'COMPLETE';
          expect(plan.status).toBe(expected);
          if (expected !== 'depends') {
            expect(ends).toEqual(ends.map(() => expected === 'FAILED'));
          }
          expect(plan.failedReplicationCount).toBe(failures.filter(Boolean).length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is what its results make of it, in whatever portions they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 90, maxLength: 220 }),
        fc.integer({ min: 1, max: 60 }),
        (failures, portion) => {
          const results = failures.map(
            (fails, i): BackfillResult => ({
              repositoryName: 'x',
              imageId: { imageDigest: `sha256:${i}` },
              status: fails ? 'FAILED' : 'COMPLETE',
            }),
          );
          let backfill = advanceBackfill(newBackfill(destination), {
            kind: 'prepared',
            totalReplicationCount: results.length,
            atMs: 0,
          });
          for (let i = 0; i < results.length; i += portion) {
            const settled = results.slice(i, i + portion);
            backfill = advanceBackfill(backfill, { kind: 'settled', results: settled, atMs: i });
          }
          expect(backfill.status).toBe(referenceGivesUp(failures) ? 'FAILED' : 'COMPLETE');
          const processed = backfill.results.length;
          const counted = backfill.progress;
          expect(counted?.failedReplicationCount).toBe(
            failures.slice(0, processed).filter(Boolean).length,
          );
          expect(processed).toBe(
            (counted?.failedReplicationCount ?? 0) + (counted?.completedReplicationCount ?? 0),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('counts each pair of image and tag, and an untagged image once', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(['1', '2', '3']), { maxLength: 8 }), (tagLists) => {
        const given = tagLists.map((imageTags, i) => ({
          repositoryName: 'x',
          imageDigest: `sha256:${i}`,
          imageTags,
        }));
        const plan = planBackfill(compiled, { destination, images: given });
        if (plan.kind !== 'started') throw new Error('the backfill was refused');
        const ids = plan.units.map(({ imageId: { imageDigest, imageTag } }) =>
          [imageDigest, imageTag].join(' '),
        );
        const expected = given.flatMap(({ imageDigest, imageTags }) =>
          imageTags.length === 0
            ? [`${imageDigest} `]
            : imageTags.map((imageTag) => `${imageDigest} ${imageTag}`),
        );
        expect(ids).toEqual(expected);
      }),
    );
  });
});

const fuzzRuns = Number(process.env['ECR_DRYDOCK_FUZZ_RUNS'] ?? 2000);

describe('the reader of replication configurations', () => {
  const filter = fc
    .array(fc.constantFrom('a', '0', 'prod', '.', '_', '-', '/', '--'), { maxLength: 5 })
    .map((pieces) => `ab${pieces.join('')}`)
    .filter((text) => !/\/[._/-]/.test(text))
    .map(prefix);
  const rule = fc.record(
    {
      destinations: fc.array(
        fc.record({
          region: fc.constantFrom('us-east-2', 'eu-south-1'),
          registryId: fc.constantFrom('111111111111', '222222222222'),
        }),
        { maxLength: 4 },
      ),
      repositoryFilters: fc.array(filter, { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: ['destinations'] },
  );
  const configuration = fc.record({ rules: fc.array(rule, { maxLength: 10 }) });

  it('reads all that keeps to the documented grammar, wrapped or not, as value or text', () => {
    fc.assert(
      fc.property(configuration, (written) => {
        const wrapped = { registryId: '111111111111', replicationConfiguration: written };
        for (const input of [written, wrapped, JSON.stringify(written), JSON.stringify(wrapped)]) {
          expect(parseReplicationConfiguration(input)).toEqual({
            ok: true,
            value: written,
            diagnostics: [],
          });
        }
      }),
    );
  });

  it('refuses whatever is spoilt in one place', () => {
    fc.assert(
      fc.property(
        configuration.filter(({ rules }) => rules.length > 0),
        fc.nat(9),
        fc.constantFrom<(rule: Record<string, unknown>) => unknown>(
          (whole) => ({ ...whole, destinations: undefined }),
          (whole) => ({ ...whole, destinations: [{ region: 'us-east-2' }] }),
          (whole) => ({ ...whole, destinations: 'us-east-2' }),
          (whole) => ({ ...whole, repositoryFilters: [] }),
          (whole) => ({ ...whole, repositoryFilters: [{ ...prefix('a/b'), filterType: 'X' }] }),
          (whole) => ({ ...whole, repositoryFilters: [prefix('a//b')] }),
          (whole) => ({ ...whole, more: 1 }),
          () => null,
        ),
        ({ rules }, which, spoil) => {
          const at = which % rules.length;
          const spoilt = rules.map((whole, index) => (index === at ? spoil({ ...whole }) : whole));
          const text = JSON.stringify({ rules: spoilt });
          const read = parseReplicationConfiguration(text);
          expect(read.ok).toBe(false);
          for (const found of read.diagnostics) {
            expect(found.at.startsWith(`/rules/${at}`)).toBe(true);
            expect(found.range).toBeDefined();
          }
        },
      ),
    );
  });

  const key = fc.constantFrom(
    ...['rules', 'Rules', 'rule', 'destinations', 'destination', 'region', 'registryId'],
    ...['repositoryFilters', 'repository_filter', 'filter', 'filterType', 'Properties'],
    ...['replicationConfiguration', 'replication_configuration', '__proto__', 'constructor'],
  );
  const { shape } = fc.letrec((tie) => ({
    shape: fc.oneof(
      { maxDepth: 6, depthSize: 'large' },
      fc.anything(),
      fc.constantFrom('us-east-1', '111111111111', 'PREFIX_MATCH', 'prod/', null),
      fc.array(tie('shape'), { maxLength: 3 }),
      fc.dictionary(key, tie('shape'), { maxKeys: 4 }),
    ),
  }));

  it('never throws, and never reads what it finds wrong', () => {
    fc.assert(
      fc.property(fc.oneof(shape, fc.string(), fc.json()), (input) => {
        const read = parseReplicationConfiguration(input);
        const wrong = read.diagnostics.some(({ severity }) => severity === 'error');
        expect(read.ok).toBe(!wrong);
        if (!read.ok) return;
        const compiled = compileReplication(read.value, {
          region: 'us-east-1',
          registryId: '111111111111',
        });
        expect(compiled.destinations.length).toBeLessThanOrEqual(25);
      }),
      { numRuns: fuzzRuns },
    );
  });
});
