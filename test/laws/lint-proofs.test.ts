import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffCreationTemplates } from '../../src/creation-templates/analyze/index.js';
import {
  compileCreationTemplates,
  type Occasion,
  type RepositoryCreationTemplate,
} from '../../src/creation-templates/index.js';
import { diffLifecyclePolicies, findLifecycleFindings } from '../../src/lifecycle/analyze/index.js';
import { compileLifecyclePolicy, type LifecyclePolicy } from '../../src/lifecycle/index.js';
import { ruleBooks } from '../../src/lint/rule-books.js';
import { isRepositoryName } from '../../src/model/repository.js';
import { diffPullThrough } from '../../src/pull-through/analyze/index.js';
import { compilePullThrough, type PullThroughRule } from '../../src/pull-through/index.js';
import {
  diffReplication,
  findReplicationFindings,
} from '../../src/replication-rules/analyze/index.js';
import {
  compileReplication,
  type ReplicationConfiguration,
  type ReplicationRule,
} from '../../src/replication-rules/index.js';
import { diffTagRules, findTagFilterFindings } from '../../src/tagging/analyze/index.js';
import { compileTagRule, type TagMutabilitySettings } from '../../src/tagging/index.js';
import { imagesFor, policy } from '../arbitraries/lifecycle.js';
import { policyPair } from '../arbitraries/lifecycle-pairs.js';
import { pullThroughRules } from '../arbitraries/pull-through.js';
import { edited } from '../edited.js';
import { referenceCreation, referenceTemplate } from '../reference/creation-templates.js';
import { allTextsUpTo } from '../reference/language.js';
import { referenceRun } from '../reference/lifecycle.js';
import { referenceUpstream } from '../reference/pull-through.js';
import { referenceDestination } from '../reference/replication-rules.js';
import { referenceTagWrite } from '../reference/tagging.js';

/** What some rules say of a document that its reader accepts: code and place; undefined when it is refused. */
function said(kind: string, input: unknown, codes: readonly string[]) {
  const book = ruleBooks.find(({ kinds }) => kinds.includes(kind));
  const { read, diagnostics } = book?.check({ kind, input }, (code) => codes.includes(code)) ?? {};
  return read === true ? diagnostics?.filter(({ code }) => codes.includes(code)) : undefined;
}

/** A document without what stands at some places, all of which are members of lists. */
function without<Document>(document: Document, places: readonly string[]): Document {
  const inOrder = [...new Set(places)].sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  // Taking members out of lists leaves a document of its kind.
  return edited(document, [
    { title: 'all at once', edits: inOrder.map((at) => ({ at })) },
  ]) as Document;
}

const names = allTextsUpTo('ab/-', 4).filter((name) => isRepositoryName(name));

describe('rules of a lifecycle policy that the linter calls idle', () => {
  const codes = [
    'lifecycle/dead-rule',
    'lifecycle/expire-behind-transition',
    'lifecycle/idle-count',
    'lifecycle/unmatchable-entry',
  ];
  const crowded = fc.oneof(
    policy,
    policyPair.map(([, changed]) => changed),
    // The same twice, one after the other, with a tag that is on one image.
    policy.map(({ rules }): LifecyclePolicy => {
      const more = rules.map((rule) => ({
        ...rule,
        rulePriority: rule.rulePriority + 100,
        selection: { ...rule.selection, countNumber: rule.selection.countNumber + 1 },
      }));
      return { rules: [...rules, ...more] };
    }),
  );
  const isTag = (tag: string) => /^\w[\w.-]*$/.test(tag);
  const nowMs = Date.UTC(2026, 5, 15, 12);

  it('can all go at once: proved, and tried on repositories; and are all there are', () => {
    let met = 0;
    const question = crowded.chain((of) => fc.tuple(fc.constant(of), imagesFor(of)));
    fc.assert(
      fc.property(question, ([of, given]) => {
        const found = said('lifecycle', of, [...codes, 'lifecycle/list-means-all']);
        if (found === undefined) return;
        const told = (wanted: readonly string[]) =>
          new Set(
            found
              .filter(({ code }) => wanted.includes(code))
              .map(({ at }) => /^\/rules\/\d+/.exec(at)?.[0] ?? at),
          );
        const idle = told(codes);
        const { findings } = findLifecycleFindings(of);
        const proved = findings.filter(
          (one) =>
            one.kind === 'shadowed' ||
            one.kind === 'unmatchable' ||
            (one.kind === 'never-acts' && one.shields.length === 0),
        );
        expect([...idle].sort()).toEqual(proved.map(({ at }) => at).sort());
        for (const { kind, at } of findings) {
          if (kind === 'tags-asked-together') {
            expect(told(['lifecycle/list-means-all'])).toContain(at);
          }
        }
        if (idle.size === 0) return;
        met += 1;
        const rest = without(of, [...idle]);
        const verdict = diffLifecyclePolicies(
          compileLifecyclePolicy(of),
          compileLifecyclePolicy(rest),
        );
        expect(verdict.kind).toBe('holds');
        const images = given.filter(({ imageTags }) => imageTags.every(isTag));
        const fates = (one: LifecyclePolicy) =>
          referenceRun(one, { images, nowMs }, compileLifecyclePolicy(one).readings).map(
            ({ image, outcome, action }) => [image.imageDigest, outcome, action?.type],
          );
        expect(fates(rest)).toEqual(fates(of));
      }),
      { numRuns: 300 },
    );
    expect(met).toBeGreaterThan(50);
  });
});

describe('exclusion filters that the linter calls needless', () => {
  const filter = fc.oneof(
    fc.constantFrom('*', 'a*', 'ab*', '*b', 'a*b', 'ab', '-a*', '*-*', 'b*'),
    fc.string({ unit: fc.constantFrom('a', 'b', '-', '*'), minLength: 1, maxLength: 3 }),
  );
  const settings: fc.Arbitrary<TagMutabilitySettings> = fc.record({
    imageTagMutability: fc.constantFrom('IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'),
    imageTagMutabilityExclusionFilters: fc.array(
      filter.map((text) => ({ filterType: 'WILDCARD' as const, filter: text })),
      { minLength: 1, maxLength: 5 },
    ),
  });
  const tags = allTextsUpTo('abc-', 4).filter((tag) => /^\w/.test(tag));

  it('can all go at once: proved, and tried on all short tags; and none is left', () => {
    let met = 0;
    fc.assert(
      fc.property(settings, (of) => {
        const found = said('repository-settings', of, [
          'tagging/unused-filter',
          'tagging/unmatchable-filter',
        ]);
        const places = found?.map(({ at }) => at.replace(/\/filter$/, '')) ?? [];
        if (found === undefined || places.length === 0) return;
        met += 1;
        const rest = without(of, places);
        const [one, other] = [of, rest].map(compileTagRule);
        if (one === undefined || other === undefined) return;
        expect(diffTagRules(one, other).kind).toBe('holds');
        const write = (tag: string) => ({ tag, digest: 'sha256:b', currentDigest: 'sha256:a' });
        for (const tag of tags) {
          expect(referenceTagWrite(rest, write(tag))).toEqual(referenceTagWrite(of, write(tag)));
        }
        expect(findTagFilterFindings(other)).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(met).toBeGreaterThan(10);
  });
});

describe('rules and filters of replication that the linter calls needless', () => {
  const source = { region: 'eu-west-1', registryId: '111122223333' };
  const registry = fc.record({
    region: fc.constantFrom('us-east-1', 'us-west-2'),
    registryId: fc.constantFrom('111122223333', '444455556666'),
  });
  const filters = fc.array(
    fc
      .constantFrom('aa', 'ab', 'aa/', 'aab', 'a-', 'a/b', 'a..b', 'b-')
      .map((filter) => ({ filter, filterType: 'PREFIX_MATCH' as const })),
    { minLength: 1, maxLength: 4 },
  );
  const rule: fc.Arbitrary<ReplicationRule> = fc.record(
    {
      destinations: fc.array(registry, { minLength: 1, maxLength: 3 }),
      repositoryFilters: filters,
    },
    { requiredKeys: ['destinations'] },
  );
  const configuration: fc.Arbitrary<ReplicationConfiguration> = fc.record({
    rules: fc.array(rule, { maxLength: 4 }),
  });
  const codes = [
    'replication-rules/covered-rule',
    'replication-rules/covered-filter',
    'replication-rules/repeated-destination',
    'replication-rules/unmatchable-filter',
  ];
  const longer = [...names, ...names.map((name) => `aa/${name}`), ...names.map((n) => `aab${n}`)];

  /** Without a filter a rule means everything: one that is left none goes as a whole. */
  const relieved = (of: ReplicationConfiguration, places: readonly string[]) => {
    const gone = of.rules.flatMap(({ repositoryFilters }, index) => {
      const own = places.filter((at) => at.startsWith(`/rules/${index}/repositoryFilters/`));
      const isEmptied = repositoryFilters !== undefined && own.length === repositoryFilters.length;
      return isEmptied ? [`/rules/${index}`] : [];
    });
    const rules = [...places.filter((at) => /^\/rules\/\d+$/.test(at)), ...gone];
    const inner = places.filter(
      (at) => !rules.some((one) => at === one || at.startsWith(`${one}/`)),
    );
    return without(without(of, inner), rules);
  };

  it('can all go at once: proved, and tried on pushes to all short names; and none is left', () => {
    let met = 0;
    fc.assert(
      fc.property(configuration, (of) => {
        const found = said('replication-rules', of, codes);
        const places = found?.map(({ at }) => at.replace(/\/filter$/, '')) ?? [];
        if (found === undefined || places.length === 0) return;
        met += 1;
        const rest = relieved(of, places);
        const [one, other] = [of, rest].map((given) => compileReplication(given, source));
        if (one === undefined || other === undefined) return;
        expect(diffReplication(one, other).kind).toBe('holds');
        const registries = of.rules.flatMap(({ destinations }) => destinations);
        for (const repositoryName of longer) {
          const push = {
            repositoryName,
            imageDigest: `sha256:${'1'.repeat(64)}`,
            imageTags: ['v1'],
            cause: 'push',
          } as const;
          const goesTo = ({ rules }: ReplicationConfiguration) =>
            registries.map((to) => referenceDestination(rules, source, push, to, {}).outcome);
          expect(goesTo(rest)).toEqual(goesTo(of));
        }
        expect(findReplicationFindings(rest, source)).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(met).toBeGreaterThan(10);
  });
});

describe('creation templates that the linter calls needless', () => {
  const occasions = ['REPLICATION', 'PULL_THROUGH_CACHE', 'CREATE_ON_PUSH'] as const;
  const templates: fc.Arbitrary<readonly RepositoryCreationTemplate[]> = fc.uniqueArray(
    fc.record({
      prefix: fc.constantFrom('ROOT', 'aa', 'aa/bb', 'bb', 'aa/bb/cc'),
      appliedFor: fc.subarray<Occasion>([...occasions]),
      imageTagMutability: fc.constantFrom('MUTABLE', 'IMMUTABLE'),
    }),
    { maxLength: 4, selector: ({ prefix }) => prefix },
  );
  const longer = ['', 'aa/', 'bb/', 'aa/bb/', 'aa/bb/cc/'].flatMap((start) =>
    names.slice(0, 20).map((name) => start + name),
  );

  it('can all go at once: proved, and tried on short names', () => {
    let met = 0;
    fc.assert(
      fc.property(templates, (of) => {
        const found = said('creation-templates', of, [
          'creation-templates/needless-template',
          'creation-templates/never-applied',
        ]);
        const places = found?.map(({ at }) => at.replace(/\/[a-zA-Z]+$/, '')) ?? [];
        if (found === undefined || places.length === 0) return;
        met += 1;
        const rest = without(of, places);
        const [one, other] = [of, rest].map((given) => compileCreationTemplates(given));
        if (one === undefined || other === undefined) return;
        expect(diffCreationTemplates(one, other).kind).toBe('holds');
        for (const occasion of occasions) {
          for (const name of longer) {
            const becomes = (given: typeof of) => {
              const outcome = referenceCreation(given, name, occasion).replace(/: .*/, '');
              const settings = referenceTemplate(given, name, occasion)?.imageTagMutability;
              return outcome === 'created' && settings === 'MUTABLE'
                ? 'defaults'
                : `${outcome} ${settings ?? ''}`.trim();
            };
            expect(becomes(rest)).toBe(becomes(of));
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(met).toBeGreaterThan(10);
  });
});

describe('pull through cache rules that the linter calls needless', () => {
  // Most lead to the same path of the upstream, so that a rule within another one often adds nothing.
  const nested = fc.uniqueArray(
    fc
      .tuple(
        fc.constantFrom('aa', 'aa/bb', 'bb', 'aa/bb/cc', 'ROOT'),
        fc.constantFrom('quay.io', 'quay.io', 'registry.k8s.io'),
        fc.constantFrom(undefined, undefined, 'ROOT', 'bb'),
      )
      .map(([ecrRepositoryPrefix, upstreamRegistryUrl, other]) => ({
        ecrRepositoryPrefix,
        upstreamRegistryUrl,
        upstreamRepositoryPrefix: other ?? ecrRepositoryPrefix,
      })),
    { minLength: 2, maxLength: 4, selector: ({ ecrRepositoryPrefix }) => ecrRepositoryPrefix },
  );

  it('can all go at once: proved, and tried on short names', () => {
    let met = 0;
    fc.assert(
      fc.property(fc.oneof(nested, pullThroughRules), (of: readonly PullThroughRule[]) => {
        const found = said('pull-through', of, ['pull-through/needless-rule']);
        const places = found?.map(({ at }) => at.replace(/\/[a-zA-Z]+$/, '')) ?? [];
        if (found === undefined || places.length === 0) return;
        met += 1;
        const rest = without(of, places);
        const [one, other] = [of, rest].map((given) => compilePullThrough(given));
        if (one === undefined || other === undefined) return;
        expect(diffPullThrough(one, other).kind).toBe('holds');
        const starts = of.map(({ ecrRepositoryPrefix }) =>
          ecrRepositoryPrefix === 'ROOT' ? '' : ecrRepositoryPrefix.replace(/\/?$/, '/'),
        );
        for (const start of ['', ...starts]) {
          for (const name of names.slice(0, 20)) {
            expect(referenceUpstream(rest, start + name)).toEqual(
              referenceUpstream(of, start + name),
            );
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(met).toBeGreaterThan(10);
  });
});
