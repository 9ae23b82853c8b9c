import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creationClasses,
  diffCreationTemplates,
  findTemplateFindings,
} from '../../src/creation-templates/analyze/index.js';
import {
  compileCreationTemplates,
  type Occasion,
  type RepositoryCreationTemplate,
} from '../../src/creation-templates/index.js';
import { nameClasses } from '../../src/model/name-classes.js';
import { isRepositoryName } from '../../src/model/repository.js';
import {
  diffPullThrough,
  findPullThroughFindings,
  pullThroughClasses,
} from '../../src/pull-through/analyze/index.js';
import { compilePullThrough, resolveUpstream } from '../../src/pull-through/index.js';
import {
  diffReplication,
  findReplicationFindings,
  replicationClasses,
} from '../../src/replication-rules/analyze/index.js';
import { compileReplication, type ReplicationRule } from '../../src/replication-rules/index.js';
import {
  diffTagRules,
  findTagFilterFindings,
  tagClasses,
} from '../../src/tagging/analyze/index.js';
import { compileTagRule, type TagMutabilitySettings } from '../../src/tagging/index.js';
import { beginningOf, shortName } from '../arbitraries/prefixes.js';
import { pullThroughRules } from '../arbitraries/pull-through.js';
import { referenceCreation } from '../reference/creation-templates.js';
import { allTextsUpTo } from '../reference/language.js';
import { referenceTagWrite } from '../reference/tagging.js';

/** All names of up to four letters that a repository can have. */
const names = allTextsUpTo('abc/-', 4).filter((name) => isRepositoryName(name));

const beginnings = shortName.chain((name) => fc.array(beginningOf(name), { maxLength: 5 }));

describe('classes of repository names', () => {
  it('take in every name, none twice, each with a shortest example', () => {
    fc.assert(
      fc.property(beginnings, (prefixes) => {
        const classes = nameClasses(prefixes);
        const homeOf = (name: string) =>
          ['', ...prefixes]
            .filter((prefix) => name.startsWith(prefix))
            .reduce((longest, prefix) => (prefix.length > longest.length ? prefix : longest), '');
        for (const { prefix, example } of classes) {
          expect(isRepositoryName(example)).toBe(true);
          expect(homeOf(example)).toBe(prefix);
          const first = names.find((name) => homeOf(name) === prefix);
          if (first !== undefined) expect(example.length).toBe(first.length);
        }
        const known = new Set(classes.map(({ prefix }) => prefix));
        expect(names.filter((name) => !known.has(homeOf(name)))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('replication, for all repositories', () => {
  const source = { region: 'eu-west-1', registryId: '111122223333' };
  const rule: fc.Arbitrary<ReplicationRule> = fc.record({
    destinations: fc.uniqueArray(
      fc.record({
        region: fc.constantFrom('us-east-1', 'us-west-2'),
        registryId: fc.constantFrom('111122223333', '444455556666'),
      }),
      { minLength: 1, maxLength: 2, selector: ({ region, registryId }) => region + registryId },
    ),
    repositoryFilters: fc.array(
      fc
        .constantFrom('a', 'b', 'ab', 'a/', 'a/b', '-a', 'ba')
        .map((filter) => ({ filter, filterType: 'PREFIX_MATCH' as const })),
      { maxLength: 3 },
    ),
  });
  const rules = fc.array(rule, { maxLength: 3 });

  /** Where a push goes, told from AWS's words: every rule with no filter, or with one that begins the name. */
  const goesTo = (of: readonly ReplicationRule[], name: string): readonly string[] => {
    const meant = of.filter(
      ({ repositoryFilters = [] }) =>
        repositoryFilters.length === 0 ||
        repositoryFilters.some(({ filter }) => name.startsWith(filter)),
    );
    const all = meant.flatMap(({ destinations }) => destinations);
    return [...new Set(all.map(({ region, registryId }) => `${region} ${registryId}`))].sort();
  };

  it('finds two configurations equal only where no push goes elsewhere, and shows one otherwise', () => {
    const changed = rules.chain((before) =>
      fc.tuple(fc.constant(before), fc.oneof(fc.constant([...before].reverse()), rules)),
    );
    fc.assert(
      fc.property(changed, ([before, after]) => {
        const verdict = diffReplication(
          compileReplication({ rules: before }, source),
          compileReplication({ rules: after }, source),
        );
        if (verdict.kind === 'fails') {
          const { repositoryName } = verdict.witness;
          expect(isRepositoryName(repositoryName)).toBe(true);
          expect(goesTo(after, repositoryName)).not.toEqual(goesTo(before, repositoryName));
        } else {
          for (const name of names) expect(goesTo(after, name)).toEqual(goesTo(before, name));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('finds what is useless, and nothing that is of use', () => {
    fc.assert(
      fc.property(rules, (of) => {
        const findings = findReplicationFindings({ rules: of }, source);
        const same = (fewer: readonly ReplicationRule[]) =>
          names.every((name) => goesTo(fewer, name).join() === goesTo(of, name).join());
        for (const [index] of of.entries()) {
          const isUseless = same(of.toSpliced(index, 1));
          const isFound = findings.some(
            ({ kind, rule: found }) => kind === 'useless-rule' && found === index,
          );
          expect(isFound).toBe(isUseless);
        }
        for (const { kind, at } of findings) {
          if (kind === 'useless-rule') continue;
          const [, , index = '', , place = ''] = at.split('/');
          const found = of[Number(index)];
          const { filter = '' } = found?.repositoryFilters?.[Number(place)] ?? {};
          if (kind === 'unmatchable-filter') {
            expect(names.filter((name) => name.startsWith(filter))).toEqual([]);
          } else if (found !== undefined) {
            const repositoryFilters = found.repositoryFilters?.toSpliced(Number(place), 1);
            expect(same(of.with(Number(index), { ...found, repositoryFilters }))).toBe(true);
          }
        }
        const classes = replicationClasses(compileReplication({ rules: of }, source));
        for (const { exampleName, destinations } of classes) {
          const all = destinations.map(({ region, registryId }) => `${region} ${registryId}`);
          expect(all.sort()).toEqual(goesTo(of, exampleName));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('creation templates, for all repositories', () => {
  const occasions = ['REPLICATION', 'PULL_THROUGH_CACHE', 'CREATE_ON_PUSH'] as const;
  const templates: fc.Arbitrary<readonly RepositoryCreationTemplate[]> = fc.uniqueArray(
    fc.record({
      prefix: fc.constantFrom('ROOT', 'aa', 'aa/bb', 'bb', 'a-', 'aa/', 'aa/-'),
      appliedFor: fc.subarray<Occasion>([...occasions]),
      imageTagMutability: fc.constantFrom('MUTABLE', 'IMMUTABLE'),
    }),
    { maxLength: 4, selector: ({ prefix }) => prefix.replace(/\/?$/, '/') },
  );
  const longer = [
    ...names,
    ...names.map((name) => `aa/${name}`),
    ...names.map((name) => `aa/bb/${name}`),
  ];

  /** What the reference says a repository becomes: the settings of a template, or the defaults, or nothing. */
  const becomes = (of: readonly RepositoryCreationTemplate[], name: string, occasion: Occasion) => {
    const said = referenceCreation(of, name, occasion);
    const prefix = /^created: (.*)$/.exec(said)?.[1];
    if (prefix === undefined) return said;
    const found = of.find((template) => template.prefix === prefix);
    return found?.imageTagMutability === 'MUTABLE'
      ? 'defaults'
      : `created ${found?.imageTagMutability}`;
  };

  it('takes tags and excluded filters for the sets they are, however they are written', () => {
    const customRoleArn = 'arn:aws:iam::111122223333:role/creates-repositories';
    const template: RepositoryCreationTemplate = {
      prefix: 'shop',
      appliedFor: ['REPLICATION'],
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [
        { filter: 'dev-*', filterType: 'WILDCARD' },
        { filter: 'latest', filterType: 'WILDCARD' },
      ],
      resourceTags: [
        { Key: 'team', Value: 'shop' },
        { Key: 'stage', Value: 'prod' },
      ],
      customRoleArn,
    };
    const { resourceTags = [], imageTagMutabilityExclusionFilters: filters = [] } = template;
    const written: RepositoryCreationTemplate = {
      ...template,
      resourceTags: resourceTags.map(({ Key, Value }) => ({ Value, Key })).reverse(),
      imageTagMutabilityExclusionFilters: filters
        .map(({ filter, filterType }) => ({ filterType, filter }))
        .reverse(),
    };
    const differ = (other: RepositoryCreationTemplate) =>
      diffCreationTemplates(compileCreationTemplates([template]), compileCreationTemplates([other]))
        .kind;
    expect(differ(written)).toBe('holds');
    expect(differ({ ...written, resourceTags: resourceTags.slice(1) })).toBe('fails');
    expect(differ({ ...written, customRoleArn: undefined })).toBe('fails');
    expect(differ({ ...written, imageTagMutabilityExclusionFilters: filters.slice(1) })).toBe(
      'fails',
    );
  });

  it('finds two sets equal only where they create the same, and shows a repository otherwise', () => {
    fc.assert(
      fc.property(templates, templates, fc.boolean(), (one, other, isSubset) => {
        const after = isSubset ? one.slice(1) : other;
        const verdict = diffCreationTemplates(
          compileCreationTemplates(one),
          compileCreationTemplates(after),
        );
        const differ = (name: string, occasion: Occasion) => {
          const [was, is] = [one, after].map((of) => becomes(of, name, occasion));
          return was !== is;
        };
        if (verdict.kind === 'fails') {
          const { repositoryName, occasion } = verdict.witness;
          expect(isRepositoryName(repositoryName)).toBe(true);
          expect(differ(repositoryName, occasion)).toBe(true);
          return;
        }
        for (const name of longer) {
          for (const occasion of occasions) expect(differ(name, occasion)).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('finds what is useless, and every class has an example', () => {
    fc.assert(
      fc.property(templates, (of) => {
        const compiled = compileCreationTemplates(of);
        for (const { at, kind, prefix } of findTemplateFindings(of)) {
          const fewer = compileCreationTemplates(of.toSpliced(Number(at.slice(1)), 1));
          expect(diffCreationTemplates(compiled, fewer).kind).toBe('holds');
          if (kind === 'unmatchable') expect(prefix).toMatch(/-$/);
        }
        for (const { exampleName } of creationClasses(compiled)) {
          expect(isRepositoryName(exampleName)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('pull through cache rules, for all repositories', () => {
  it('finds two sets equal only where they cache the same, and shows a repository otherwise', () => {
    const pair = pullThroughRules.chain((before) =>
      fc.tuple(fc.constant(before), fc.oneof(fc.constant(before.slice(1)), pullThroughRules)),
    );
    const tails = ['x', 'x/y', 'aa', 'library/x'];
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const [one, other] = [compilePullThrough(before), compilePullThrough(after)];
        const verdict = diffPullThrough(one, other);
        const resolved = (of: typeof one, name: string) => ({
          ...resolveUpstream(of, name),
          rule: 0,
        });
        const starts = [...one.rules, ...other.rules].map(({ start }) => start);
        const asked = ['', ...starts].flatMap((start) => tails.map((tail) => start + tail));
        const differing = asked.filter(
          (name) => JSON.stringify(resolved(one, name)) !== JSON.stringify(resolved(other, name)),
        );
        expect(verdict.kind === 'fails' || differing.length === 0).toBe(true);
        if (verdict.kind !== 'fails') return;
        const { repositoryName } = verdict.witness;
        expect(isRepositoryName(repositoryName)).toBe(true);
        expect(resolved(one, repositoryName)).not.toEqual(resolved(other, repositoryName));
      }),
      { numRuns: 150 },
    );
  });

  it('finds what is useless, and tells covered repositories from the others', () => {
    fc.assert(
      fc.property(pullThroughRules, (of) => {
        const findings = findPullThroughFindings(of);
        const classes = pullThroughClasses(compilePullThrough(of));
        for (const [index, { ecrRepositoryPrefix }] of of.entries()) {
          const owns = classes.some(
            ({ resolution }) => resolution.kind === 'cached' && resolution.rule === index,
          );
          const found = findings.find(({ rule }) => rule === index);
          if (!owns) expect(found).toBeDefined();
          if (found?.kind === 'unmatchable') expect(ecrRepositoryPrefix).not.toBe('ROOT');
        }
        const hasRoot = of.some(({ ecrRepositoryPrefix }) => ecrRepositoryPrefix === 'ROOT');
        const isCovered = classes.every(({ resolution }) => resolution.kind === 'cached');
        expect(isCovered).toBe(hasRoot);
      }),
      { numRuns: 100 },
    );
  });
});

describe('tag settings, for all tags', () => {
  const tags = allTextsUpTo('abzc', 4).filter((tag) => tag !== '');
  const settings: fc.Arbitrary<TagMutabilitySettings> = fc
    .tuple(
      fc.constantFrom('IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'),
      fc.array(
        fc.constantFrom('a*', '*a', 'ab*', '*', 'a', '*b*', 'b*', '-a*', '*z', '**', 'a*b'),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([imageTagMutability, filters]) => ({
      imageTagMutability: imageTagMutability as TagMutabilitySettings['imageTagMutability'], // one of the two
      imageTagMutabilityExclusionFilters: filters.map((filter) => ({
        filterType: 'WILDCARD',
        filter,
      })),
    }));
  const moves = (of: TagMutabilitySettings, tag: string) =>
    referenceTagWrite(of, { tag, digest: 'sha256:b', currentDigest: 'sha256:a' }).kind;

  it('finds two settings equal only where every tag moves alike, and shows one otherwise', () => {
    const pair = settings.chain((one) =>
      fc.tuple(fc.constant(one), fc.oneof(settings, fc.constant(fewerFilters(one, 0)))),
    );
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const verdict = diffTagRules(compileTagRule(one), compileTagRule(other));
        expect(verdict.kind).not.toBe('unknown');
        if (verdict.kind === 'fails') {
          const { tag } = verdict.witness.write;
          expect(moves(one, tag)).not.toBe(moves(other, tag));
          const first = tags.find((asked) => moves(one, asked) !== moves(other, asked));
          if (first !== undefined) expect(tag.length).toBe(first.length);
        } else for (const tag of tags) expect(moves(one, tag)).toBe(moves(other, tag));
      }),
      { numRuns: 300 },
    );
  });

  it('finds what is useless, and classes that take in every tag', () => {
    fc.assert(
      fc.property(settings, (of) => {
        const rule = compileTagRule(of);
        const classes = tagClasses(rule);
        for (const { exampleTag, locked } of classes) {
          expect(moves(of, exampleTag)).toBe(locked ? 'refused' : 'moved');
        }
        const findings = findTagFilterFindings(rule);
        const filters = of.imageTagMutabilityExclusionFilters ?? [];
        for (const [index] of filters.entries()) {
          const fewer = fewerFilters(of, index);
          const isUseless = diffTagRules(rule, compileTagRule(fewer)).kind === 'holds';
          const found = findings.find(({ filter }) => filter === index);
          expect(found !== undefined).toBe(isUseless);
          const owns = classes.some(({ decidedBy }) => decidedBy === index);
          if (!owns) expect(found).toBeDefined();
        }
      }),
      { numRuns: 200 },
    );
  });

  function fewerFilters(of: TagMutabilitySettings, index: number): TagMutabilitySettings {
    const imageTagMutabilityExclusionFilters = of.imageTagMutabilityExclusionFilters?.toSpliced(
      index,
      1,
    );
    return { ...of, imageTagMutabilityExclusionFilters };
  }
});
