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
        expect([kind, assumptions.includes('artifacts-outside-indexes')]).toEqual([
          'holds',
          follows,
        ]);
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
