import type { Image, LifecyclePolicy } from '../../src/lifecycle/index.js';

/** The instant at which the synthetic repository is looked at: a fixed one, so that every run sees the same. */
export const nowMs = Date.UTC(2026, 5, 15, 12);

const dayMs = 86_400_000;

/** Ten rules of every common kind: patterns, prefixes, lists, untagged, any, by count and by age. */
export const tenRules: LifecyclePolicy = {
  rules: [
    tagged(
      1,
      { tagPatternList: ['release-*'] },
      { countType: 'imageCountMoreThan', countNumber: 9999 },
    ),
    tagged(
      2,
      { tagPatternList: ['v*.*.*'] },
      { countType: 'imageCountMoreThan', countNumber: 500 },
    ),
    tagged(3, { tagPatternList: ['*-hotfix', 'prod*'] }, sincePushed(365)),
    tagged(4, { tagPrefixList: ['main-'] }, { countType: 'imageCountMoreThan', countNumber: 1000 }),
    tagged(5, { tagPrefixList: ['pr-'] }, sincePushed(14)),
    tagged(6, { tagPatternList: ['*-amd64'] }, sincePushed(90)),
    tagged(
      7,
      { tagPatternList: ['cache-*'] },
      { countType: 'imageCountMoreThan', countNumber: 50 },
    ),
    tagged(8, { tagPatternList: ['nightly-*-rc*'] }, sincePushed(30)),
    {
      rulePriority: 9,
      selection: { tagStatus: 'untagged', ...sincePushed(7) },
      action: { type: 'expire' },
    },
    {
      rulePriority: 10,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 100_000 },
      action: { type: 'expire' },
    },
  ],
};

function sincePushed(countNumber: number) {
  return { countType: 'sinceImagePushed', countUnit: 'days', countNumber } as const;
}

function tagged(
  rulePriority: number,
  lists: { tagPatternList: string[] } | { tagPrefixList: string[] },
  count: Pick<
    LifecyclePolicy['rules'][number]['selection'],
    'countType' | 'countUnit' | 'countNumber'
  >,
): LifecyclePolicy['rules'][number] {
  return {
    rulePriority,
    selection: { tagStatus: 'tagged', ...lists, ...count },
    action: { type: 'expire' },
  };
}

/** A repository of `count` images over two years, 1.4 tags an image, from a fixed seed. */
export function syntheticRepository(count: number): Image[] {
  const random = seeded(42);
  const kinds = ['v', 'main', 'pr', 'release', 'cache', 'nightly', 'prod', 'feature', 'amd64'];
  return Array.from({ length: count }, (_, i) => {
    const tagCount = random() < 0.15 ? 0 : random() < 0.65 ? 1 : 2 + Math.floor(random() * 2);
    // Through JSON, so that the texts lie in memory as those of a file that was read.
    const imageTags: string[] = JSON.parse(
      JSON.stringify(
        Array.from({ length: tagCount }, () =>
          tagOf(kinds[Math.floor(random() * 9)] ?? 'v', i, random),
        ),
      ),
    );
    return {
      registryId: '123456789012',
      repositoryName: 'team/web',
      imageDigest: `sha256:${hex(random)}${hex(random)}${hex(random)}${hex(random)}${hex(random)}${hex(random)}${hex(random)}${hex(random)}`,
      imageTags,
      imageSizeInBytes: Math.floor(random() * 3e8),
      imagePushedAtMs: nowMs - Math.floor(random() * 730 * dayMs),
      lastRecordedPullTimeMs:
        random() < 0.5 ? nowMs - Math.floor(random() * 100 * dayMs) : undefined,
      imageStatus: undefined,
      lastArchivedAtMs: undefined,
      lastActivatedAtMs: undefined,
      subjectManifestDigest: undefined,
      imageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactMediaType: undefined,
      references: undefined,
    };
  });
}

function tagOf(kind: string, i: number, random: () => number): string {
  switch (kind) {
    case 'v':
      return `v${i % 7}.${i % 40}.${i}`;
    case 'amd64':
      return `build-${i}-amd64`;
    case 'nightly':
      return `nightly-${i}-rc${i % 3}`;
    case 'prod':
      return random() < 0.3 ? `prod-${i}-hotfix` : `prod-${i}`;
    default:
      return `${kind}-${i.toString(36)}`;
  }
}

function hex(random: () => number): string {
  return Math.floor(random() * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0');
}

/** A small generator of numbers in [0, 1) that gives the same sequence for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
