import { describe, expect, it } from 'vitest';
import {
  diffLifecyclePolicies,
  findLifecycleFindings,
  lifecycleFates,
  neverActsOnMore,
  neverDeletesMore,
} from '../src/lifecycle/analyze/index.js';
import {
  compileLifecyclePolicy,
  type Image,
  type LifecycleRule,
  orThrow,
  parseLifecyclePolicy,
  previewLifecycle,
} from '../src/lifecycle/index.js';
import { cases } from './cases.js';

interface FindingCase {
  readonly name: string;
  readonly rules: readonly LifecycleRule[];
  readonly findings: readonly unknown[];
}

interface ComparisonCase {
  readonly name: string;
  readonly before: readonly LifecycleRule[];
  readonly after: readonly LifecycleRule[];
  readonly kind: 'holds' | 'fails';
  readonly size?: number;
}

const policyOf = (rules: readonly LifecycleRule[]) => orThrow(parseLifecyclePolicy({ rules }));
const compiledOf = (rules: readonly LifecycleRule[]) => compileLifecyclePolicy({ rules });

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 5, 15);
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_';

/** A rule that expires what is older than so many days, or beyond so many images. */
function rule(
  rulePriority: number,
  selecting: Pick<LifecycleRule['selection'], 'tagStatus' | 'tagPatternList' | 'tagPrefixList'>,
  keep: { readonly days: number } | { readonly newest: number },
): LifecycleRule {
  const count =
    'days' in keep
      ? ({ countType: 'sinceImagePushed', countUnit: 'days', countNumber: keep.days } as const)
      : ({ countType: 'imageCountMoreThan', countNumber: keep.newest } as const);
  return { rulePriority, selection: { ...selecting, ...count }, action: { type: 'expire' } };
}

describe('findings about a lifecycle policy', () => {
  it.each(cases<FindingCase>('lifecycle-analyze/findings'))('$name', (given) => {
    const { findings, isExact } = findLifecycleFindings(policyOf(given.rules));
    expect(findings.length).toBe(given.findings.length);
    expect(findings).toMatchObject(given.findings);
    expect(isExact).toBe(true);
  });

  it('show the policy that was meant, and an image the two treat differently', () => {
    const rules: readonly LifecycleRule[] = [
      {
        rulePriority: 1,
        selection: {
          tagStatus: 'tagged',
          tagPatternList: ['v*', 'release*', 'prod*'],
          countType: 'imageCountMoreThan',
          countNumber: 3,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        selection: {
          tagStatus: 'tagged',
          tagPatternList: ['prod*'],
          countType: 'imageCountMoreThan',
          countNumber: 9,
        },
        action: { type: 'expire' },
      },
    ];
    const [finding] = findLifecycleFindings(policyOf(rules)).findings;
    expect(finding?.kind).toBe('tags-asked-together');
    if (finding?.kind !== 'tags-asked-together') return;
    const lists = policyOf(finding.rewritten?.rules ?? []).rules.map(
      ({ rulePriority, selection }) => [rulePriority, selection.tagPatternList],
    );
    expect(lists).toEqual([
      [1, ['v*']],
      [2, ['release*']],
      [3, ['prod*']],
    ]);
    expect(finding.effect?.kind).toBe('fails');
  });
});

describe('findings about a lifecycle policy that is at its limits', () => {
  const together = (rules: readonly LifecycleRule[]) => {
    const [found] = findLifecycleFindings(policyOf(rules)).findings.filter(
      ({ kind }) => kind === 'tags-asked-together',
    );
    return found?.kind === 'tags-asked-together' ? found : undefined;
  };

  it('are rewritten as AWS takes it: each prefix once, numbers that fit, a text that is not too long', () => {
    const list = (entries: readonly string[], priority = 1) =>
      rule(priority, { tagStatus: 'tagged', tagPrefixList: entries }, { newest: 3 });
    const twice = together([list(['a', 'b', 'a'])])?.rewritten;
    expect(twice?.rules.map(({ selection }) => selection.tagPrefixList)).toEqual([['a'], ['b']]);
    const known = together([list(['a', 'b']), list(['b', 'b'], 2)])?.rewritten;
    expect(known?.rules.length).toBe(2);
    const last = together([list(['a', 'b'], 2_147_483_647)])?.rewritten;
    expect(last?.rules.map(({ rulePriority }) => rulePriority)).toEqual([1, 2]);
    for (const rewritten of [twice, known, last]) {
      expect(parseLifecyclePolicy(rewritten).ok).toBe(true);
    }
    const many = Array.from({ length: 40 }, (_, index) => `${index}-`);
    const long = together([{ ...list(many), description: 'd'.repeat(1000) }]);
    expect(long).toMatchObject({ rulePriority: 1 });
    expect(long?.rewritten).toBe(undefined);
  });

  it('call no overlap what keeps its images either way, and none that asks for several tags at once', () => {
    const guard = (priority: number, tagPatternList: readonly string[]) =>
      rule(priority, { tagStatus: 'tagged', tagPatternList }, { newest: 100_000 });
    const v = (priority: number) =>
      rule(priority, { tagStatus: 'tagged', tagPatternList: ['v*'] }, { newest: 3 });
    const kindsOf = (rules: readonly LifecycleRule[]) =>
      findLifecycleFindings(policyOf(rules)).findings.map(({ kind }) => kind);
    expect(kindsOf([guard(1, ['prod*']), guard(2, ['test*'])])).toEqual([
      'never-acts',
      'never-acts',
    ]);
    expect(kindsOf([guard(1, ['prod*']), v(2)])).toEqual(['never-acts', 'overlapping']);
    const list = { tagStatus: 'tagged', tagPatternList: ['a*', 'b*'] } as const;
    expect(kindsOf([v(1), rule(2, list, { newest: 5 })])).toEqual(['tags-asked-together']);
    expect(kindsOf([rule(1, list, { newest: 5 }), v(2)])).toEqual(['tags-asked-together']);
  });

  it('name entries as they are written, however another rule spells the same', () => {
    const { findings } = findLifecycleFindings(
      policyOf([
        rule(1, { tagStatus: 'tagged', tagPatternList: ['-x*'] }, { days: 3 }),
        rule(2, { tagStatus: 'tagged', tagPrefixList: ['-x'] }, { days: 5 }),
      ]),
    );
    expect(findings).toMatchObject([{ patterns: ['-x*'] }, { patterns: ['-x'] }]);
  });

  it('are right and say that there may be more when the budget is spent', () => {
    const hard = `a*${letters}`;
    const rules = [
      rule(1, { tagStatus: 'tagged', tagPatternList: [hard] }, { newest: 1 }),
      rule(2, { tagStatus: 'tagged', tagPatternList: ['*a*'] }, { newest: 2 }),
      rule(3, { tagStatus: 'tagged', tagPatternList: ['v*', 'release*'] }, { newest: 2 }),
    ];
    const spent = findLifecycleFindings(policyOf(rules), { budget: 0 });
    expect(spent).toEqual({ findings: [], isExact: false });
    const just = findLifecycleFindings(policyOf(rules.slice(2)), { budget: 0 });
    expect(just).toEqual({ findings: [], isExact: false });
    // What all of a list asks for can mostly stand in one tag, which takes no search to see.
    const list = ['*ab*cd*', '*ef*', 'v*', '*-rc'];
    const easy = rule(1, { tagStatus: 'tagged', tagPatternList: list }, { newest: 2 });
    const told = findLifecycleFindings(policyOf([easy]), { budget: 1_000 });
    expect(told).toEqual({ findings: [], isExact: true });
  });
});

describe('comparing two policies', () => {
  it.each(cases<ComparisonCase>('lifecycle-analyze/comparisons'))('$name', (given) => {
    const verdict = diffLifecyclePolicies(compiledOf(given.before), compiledOf(given.after));
    expect(verdict.kind).toBe(given.kind);
    if (verdict.kind === 'fails') expect(verdict.witness.images.length).toBe(given.size);
  });

  it('knows archiving from deleting, and says when families of images could matter', () => {
    const selection = {
      tagStatus: 'any',
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: 2,
    } as const;
    const [expires, archives] = [
      compiledOf([{ rulePriority: 1, selection, action: { type: 'expire' } }]),
      compiledOf([
        {
          rulePriority: 1,
          selection,
          action: { type: 'transition', targetStorageClass: 'archive' },
        },
      ]),
    ];
    expect(neverDeletesMore(expires, archives).kind).toBe('holds');
    expect(neverDeletesMore(archives, expires).kind).toBe('fails');
    const verdict = neverActsOnMore(archives, expires);
    expect(verdict.kind).toBe('holds');
    expect(verdict.assumptions).toContain('images-stand-alone');
    expect(neverActsOnMore(expires, expires).assumptions).not.toContain('images-stand-alone');
  });

  it('does not promise of families what it proved of images that stand alone', () => {
    const untaggedFor = (countNumber: number) =>
      compiledOf([
        rule(1, { tagStatus: 'tagged', tagPatternList: ['v*'] }, { days: 5 }),
        rule(2, { tagStatus: 'untagged' }, { days: countNumber }),
      ]);
    const [before, after] = [untaggedFor(1), untaggedFor(30)];
    const verdict = neverDeletesMore(before, after);
    expect(verdict).toMatchObject({
      kind: 'holds',
      assumptions: expect.arrayContaining(['images-stand-alone']),
    });
    // A signature that the old policy marks, held back by its index, follows its image once it is not marked.
    const old = { imagePushedAtMs: nowMs - 10 * dayMs };
    const images = [
      { imageDigest: 'sha256:1', imageTags: ['v1'], ...old },
      { imageDigest: 'sha256:2', imageTags: [], subjectManifestDigest: 'sha256:1', ...old },
      { imageDigest: 'sha256:3', imageTags: ['sha256-1'], references: ['sha256:2'], ...old },
    ];
    const [was, is] = [before, after].map((of) => previewLifecycle(of, { images, nowMs }));
    expect([was?.cascaded.length, is?.cascaded.length]).toEqual([0, 1]);
  });

  it('does not promise of many runs what it proved of one', () => {
    const keepTwo = (countNumber: number) =>
      compiledOf([
        rule(1, { tagStatus: 'tagged', tagPatternList: ['tmp*'] }, { days: countNumber }),
        rule(2, { tagStatus: 'any' }, { newest: 2 }),
      ]);
    const [before, after] = [keepTwo(1), keepTwo(30)];
    const verdict = neverDeletesMore(before, after);
    expect(verdict).toMatchObject({
      kind: 'holds',
      assumptions: expect.arrayContaining(['one-run']),
    });
    // What the new policy keeps for longer takes a place among the two newest.
    const image = (tag: string, days: number) => {
      const imagePushedAtMs = nowMs - days * dayMs;
      return { imageDigest: `sha256:${tag}`, imageTags: [tag], imagePushedAtMs };
    };
    const start = [image('v1', 6), image('v2', 5), image('tmp', 4)];
    const [left, later] = [before, after].map((of) => {
      const run = (images: readonly Image[]) => {
        const { previewResults } = previewLifecycle(of, { images, nowMs });
        const gone = new Set(previewResults.map(({ imageDigest }) => imageDigest));
        return images.filter(({ imageDigest }) => !gone.has(imageDigest));
      };
      const kept = run(start.slice(2).concat(start[1] ?? []));
      return run([...kept, image('v3', 3)]).flatMap(({ imageTags }) => imageTags);
    });
    expect(left).toContain('v2');
    expect(later).not.toContain('v2');
    // Policies that do the same do so in any number of runs.
    expect(neverDeletesMore(before, keepTwo(1)).assumptions).not.toContain('one-run');
  });

  it('knows that a pattern as long as a tag is one tag', () => {
    const longest = rule(
      1,
      { tagStatus: 'tagged', tagPatternList: [`${'x'.repeat(128)}*`] },
      { newest: 1 },
    );
    expect(diffLifecyclePolicies(compiledOf([longest]), compiledOf([])).kind).toBe('holds');
    const [first] = lifecycleFates(compiledOf([longest])).classes;
    expect(first?.bound).toEqual({ kind: 'for-ever', why: 'single-image' });
  });

  it('tells a star from a letter that no tag has', () => {
    const [star, strange] = ['a*b*c', 'a\0b*c'].map((pattern) =>
      compiledOf([rule(1, { tagStatus: 'tagged', tagPatternList: [pattern] }, { days: 1 })]),
    );
    if (star === undefined || strange === undefined) return;
    expect(diffLifecyclePolicies(star, strange).kind).toBe('fails');
  });

  it('says that an artifact behind an index could follow its subject once no rule marks it', () => {
    const [all, tagged] = (['any', 'tagged'] as const).map((tagStatus) => ({
      rules: [
        {
          rulePriority: 1,
          selection: {
            tagStatus,
            ...(tagStatus === 'tagged' ? { tagPatternList: ['v*'] } : {}),
            countType: 'sinceImagePushed' as const,
            countUnit: 'days' as const,
            countNumber: 2,
          },
          action: { type: 'expire' as const },
        },
      ],
    }));
    const image = { imageTags: [], imagePushedAtMs: 0 };
    const nowMs = 10 * 86_400_000;
    const images = [
      { ...image, imageDigest: 'sha256:a', imageTags: ['v1'] },
      { ...image, imageDigest: 'sha256:b', subjectManifestDigest: 'sha256:a' },
      { ...image, imageDigest: 'sha256:c', imagePushedAtMs: nowMs, references: ['sha256:b'] },
    ];
    for (const referrersBehindIndex of ['follow', 'stay'] as const) {
      const readings = { referrersBehindIndex };
      const [before, after] = [all, tagged].map((of = { rules: [] }) =>
        compileLifecyclePolicy(of, { readings }),
      );
      if (before === undefined || after === undefined) throw new Error('two policies');
      const [was, is] = [before, after].map((of) => {
        const { previewResults, cascaded } = previewLifecycle(of, { images, nowMs });
        return [...previewResults, ...cascaded].map(({ imageDigest }) => imageDigest);
      });
      const follows = referrersBehindIndex === 'follow';
      expect(was).toEqual(['sha256:a']);
      expect(is).toEqual(follows ? ['sha256:a', 'sha256:b'] : ['sha256:a']);
      for (const never of [neverActsOnMore, neverDeletesMore]) {
        const { kind, assumptions } = never(before, after);
        expect(kind).toBe('holds');
        expect(assumptions).toContain('images-stand-alone');
      }
    }
  });

  it('knows when many patterns together leave no tag, and when they leave one', () => {
    const expireAfter = (tagPatternList: readonly string[], countNumber: number) => ({
      selection: {
        tagStatus: 'tagged' as const,
        tagPatternList,
        countType: 'sinceImagePushed' as const,
        countUnit: 'days' as const,
        countNumber,
      },
      action: { type: 'expire' as const },
    });
    const numbered = (rules: readonly ReturnType<typeof expireAfter>[]) =>
      compiledOf(rules.map((rule, index) => ({ rulePriority: index + 1, ...rule })));
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-';
    const all = ['x', ...[...letters].map((letter) => `x${letter}*`)];
    const [some, others] = [all.slice(0, 33), all.slice(33)];
    const judge = (left: readonly string[]) =>
      neverDeletesMore(
        numbered([...some.map((of) => expireAfter([of], 1)), expireAfter(['x*'], 9)]),
        numbered([...left.map((of) => expireAfter([of], 9)), expireAfter(['x*'], 5)]),
      );
    expect(judge(others).kind).toBe('holds');
    const verdict = judge(others.filter((pattern) => pattern !== 'x.*'));
    expect(verdict.kind === 'fails' && verdict.witness.images[0]?.imageTags).toEqual(['x.']);
  });

  it('does not compare policies that are read differently', () => {
    const rules: readonly LifecycleRule[] = [];
    const exempt = compileLifecyclePolicy({ rules }, { readings: { referrers: 'exempt' } });
    expect(diffLifecyclePolicies(compiledOf(rules), exempt)).toMatchObject({
      kind: 'unknown',
      reason: 'readings',
    });
  });

  it('tells a boundary of whole days from one of 24 hours', () => {
    const rules: readonly LifecycleRule[] = [
      {
        rulePriority: 1,
        selection: {
          tagStatus: 'any',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 2,
        },
        action: { type: 'expire' },
      },
    ];
    const floor = compileLifecyclePolicy({ rules }, { readings: { dayBoundary: 'floor-days' } });
    const verdict = diffLifecyclePolicies(compiledOf(rules), floor);
    expect(verdict.kind).toBe('fails');
  });
});

describe('the fates of images', () => {
  it('say of each class how long it is kept, with an example', () => {
    const rules: readonly LifecycleRule[] = [
      {
        rulePriority: 1,
        selection: {
          tagStatus: 'tagged',
          tagPatternList: ['latest'],
          countType: 'imageCountMoreThan',
          countNumber: 1,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        selection: {
          tagStatus: 'tagged',
          tagPatternList: ['v*'],
          countType: 'imageCountMoreThan',
          countNumber: 10,
        },
        action: { type: 'expire' },
      },
      {
        rulePriority: 3,
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 14,
        },
        action: { type: 'expire' },
      },
    ];
    const { classes, isExact } = lifecycleFates(compiledOf(rules));
    expect(isExact).toBe(true);
    expect(
      classes.map(({ ownerRulePriority, exampleTags, bound, grows }) => ({
        ownerRulePriority,
        exampleTags,
        bound: bound.kind,
        grows,
      })),
    ).toEqual([
      { ownerRulePriority: 1, exampleTags: ['latest'], bound: 'for-ever', grows: false },
      { ownerRulePriority: 2, exampleTags: ['v'], bound: 'newest', grows: false },
      { ownerRulePriority: 3, exampleTags: [], bound: 'until', grows: false },
      { ownerRulePriority: null, exampleTags: ['l'], bound: 'for-ever', grows: true },
    ]);
  });
});
