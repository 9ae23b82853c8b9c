import fc from 'fast-check';
import type {
  Image,
  LifecyclePolicy,
  LifecycleReadings,
  LifecycleRule,
  LifecycleSelection,
} from '../../src/lifecycle/index.js';
import { nearMiss, pattern, tag } from './tags.js';

/** A policy, a repository and an instant, under some readings. */
export interface LifecycleScene {
  readonly policy: LifecyclePolicy;
  readonly readings: LifecycleReadings;
  readonly images: readonly Image[];
  readonly nowMs: number;
}

const dayMs = 86_400_000;

/** The instant of every scene; what varies is how far before it things happened. */
const sceneNowMs = Date.UTC(2026, 5, 15, 12);

export const readings: fc.Arbitrary<LifecycleReadings> = fc.record({
  dayBoundary: fc.constantFrom('strict-24h', 'floor-days'),
  restoredActsAsPush: fc.boolean(),
  referrers: fc.constantFrom('counted', 'exempt'),
  indexChildren: fc.constantFrom('counted', 'exempt'),
  childAfterParent: fc.constantFrom('same-run', 'next-run'),
  archivedIndex: fc.constantFrom('frees', 'guards'),
  referrersBehindIndex: fc.constantFrom('follow', 'stay'),
  activating: fc.constantFrom('skipped', 'archived'),
});

// Policies

type Body = Pick<LifecycleRule, 'selection' | 'action'>;
type Tags = Pick<LifecycleSelection, 'tagStatus' | 'tagPatternList' | 'tagPrefixList'>;
type Count = Omit<LifecycleSelection, keyof Tags>;

const expire = { type: 'expire' } as const;
const transition = { type: 'transition', targetStorageClass: 'archive' } as const;
const smallNumber = fc.integer({ min: 1, max: 5 });

/** Every legal way to count, age and act in a storage class. */
const standardCounts: fc.Arbitrary<[Count, LifecycleRule['action']]> = fc.oneof(
  fc.tuple(
    smallNumber.map((countNumber) => ({ countType: 'imageCountMoreThan' as const, countNumber })),
    fc.constantFrom(expire, transition),
  ),
  fc.tuple(days('sinceImagePushed', smallNumber), fc.constantFrom(expire, transition)),
  fc.tuple(days('sinceImagePulled', smallNumber), fc.constant(transition)),
);
const archiveCounts: fc.Arbitrary<[Count, LifecycleRule['action']]> = fc.tuple(
  days('sinceImageTransitioned', fc.integer({ min: 90, max: 92 })).map((count) => ({
    ...count,
    storageClass: 'archive' as const,
  })),
  fc.constant(expire),
);

function days(countType: Count['countType'], countNumber: fc.Arbitrary<number>) {
  return countNumber.map((number) => ({
    countType,
    countUnit: 'days' as const,
    countNumber: number,
  }));
}

const patternList = fc.array(
  fc.oneof({ weight: 3, arbitrary: pattern(3) }, { weight: 1, arbitrary: fc.constant('*') }),
  { minLength: 1, maxLength: 2 },
);
const prefixList = fc.array(
  pattern(0).map((text) => text.slice(0, 2)),
  { minLength: 1, maxLength: 2 },
);
const tagged: fc.Arbitrary<Tags> = fc.oneof(
  patternList.map((tagPatternList) => ({ tagStatus: 'tagged' as const, tagPatternList })),
  prefixList.map((tagPrefixList) => ({ tagStatus: 'tagged' as const, tagPrefixList })),
);

function body(tags: fc.Arbitrary<Tags>, counts: typeof standardCounts): fc.Arbitrary<Body> {
  return fc
    .tuple(tags, counts)
    .map(([which, [count, action]]) => ({ selection: { ...which, ...count }, action }));
}

/** The rules of one storage class in the order of their priorities: `any` last, `untagged` at most once. */
function bodies(counts: typeof standardCounts, most: number): fc.Arbitrary<readonly Body[]> {
  const untagged = body(fc.constant<Tags>({ tagStatus: 'untagged' }), counts);
  const any = body(fc.constant<Tags>({ tagStatus: 'any' }), counts);
  return fc
    .tuple(
      fc.uniqueArray(body(tagged, counts), { maxLength: most, selector: prefixesAsSet }),
      fc.option(fc.tuple(untagged, fc.nat(most)), { nil: undefined }),
      fc.option(any, { nil: undefined }),
    )
    .map(([rules, loose, last]) => {
      const placed = loose === undefined ? rules : rules.toSpliced(loose[1], 0, loose[0]);
      return last === undefined ? placed : [...placed, last];
    });
}

/** AWS refuses the same prefixes twice in a storage class; pattern lists may repeat. */
function prefixesAsSet({ selection }: Body): unknown {
  const { tagPrefixList } = selection;
  return tagPrefixList === undefined ? Symbol() : [...new Set(tagPrefixList)].sort().join(' ');
}

/** A policy that AWS accepts: both storage classes interleaved, gaps between priorities, in any order. */
export const policy: fc.Arbitrary<LifecyclePolicy> = fc
  .tuple(bodies(standardCounts, 4), bodies(archiveCounts, 2))
  .filter(([standard, archive]) => standard.length + archive.length > 0)
  .chain(([standard, archive]) => {
    const size = standard.length + archive.length;
    const ofEach = { minLength: size, maxLength: size };
    return fc.tuple(
      fc.constant([standard, archive]),
      fc.array(fc.boolean(), ofEach),
      fc.array(fc.integer({ min: 1, max: 4 }), ofEach),
      fc.array(fc.nat(), ofEach),
    );
  })
  .map(([[standard = [], archive = []], turns, steps, places]) => {
    const left = { standard: [...standard], archive: [...archive] };
    let rulePriority = 0;
    const rules = turns.flatMap((turn, index): { rule: LifecycleRule; place: number }[] => {
      const [first, second] = turn ? [left.standard, left.archive] : [left.archive, left.standard];
      const next = first.shift() ?? second.shift();
      rulePriority += steps[index] ?? 1;
      return next === undefined
        ? []
        : [{ rule: { rulePriority, ...next }, place: places[index] ?? 0 }];
    });
    return { rules: rules.sort((a, b) => a.place - b.place).map(({ rule }) => rule) };
  });

/** A rule of the standard class on its own, for laws that add one. */
export const standardRule: fc.Arbitrary<Body> = body(
  fc.oneof(tagged, fc.constantFrom<Tags>({ tagStatus: 'any' }, { tagStatus: 'untagged' })),
  standardCounts,
);

// Repositories

/** Instants that many images share, and those around each boundary of the policy to the millisecond. */
function instants({ rules }: LifecyclePolicy): fc.Arbitrary<number> {
  const ages = rules.flatMap(({ selection: { countType, countNumber } }) =>
    countType === 'imageCountMoreThan' ? [] : [countNumber * dayMs, (countNumber + 1) * dayMs],
  );
  const near = [-2, -1, 0, 1, 2];
  const shared = [1, 100].map((count) => sceneNowMs - count * dayMs - 1);
  const boundary = ages.flatMap((age) => near.map((shift) => sceneNowMs - age + shift));
  return boundary.length === 0
    ? fc.constantFrom(...shared)
    : fc.oneof(fc.constantFrom(...shared), fc.constantFrom(...boundary));
}

/** Tags grown from what the policy asks for, then perhaps spoilt; a whole list at once, for lists are conjunctions. */
function tags({ rules }: LifecyclePolicy): fc.Arbitrary<readonly string[]> {
  const lists = rules.map(({ selection: { tagPatternList = [], tagPrefixList = [] } }) => [
    ...tagPatternList,
    ...tagPrefixList.map((prefix) => `${prefix}*`),
  ]);
  const grown = lists
    .filter((list) => list.length > 0)
    .map((list) => fc.tuple(...list.map(nearMiss)));
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(tag, { maxLength: 2 }) },
    ...grown.map((arbitrary) => ({ weight: 2, arbitrary })),
    ...grown.map((arbitrary) => ({
      weight: 1,
      arbitrary: fc.tuple(arbitrary, tag).map(([list, other]) => [other, ...list]),
    })),
  );
}

const digestNames = 'abcdefghijklmnop';
const digests = [...digestNames].map((letter) => `sha256:${letter.repeat(4)}`);

/** Where an image stands between the classes: mostly active, also archived, on its way back, or restored. */
function standing(instant: fc.Arbitrary<number>): fc.Arbitrary<Partial<Image>> {
  const perhaps = fc.option(instant, { nil: undefined, freq: 8 });
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.record({ imageStatus: fc.constant('ACTIVE'), lastActivatedAtMs: instant }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ imageStatus: fc.constant('ARCHIVED'), lastArchivedAtMs: perhaps }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ imageStatus: fc.constant('ACTIVATING'), lastArchivedAtMs: perhaps }),
    },
  );
}

/** Families among the digests of a scene: shared, nested and cyclic children, referrers of referrers, strangers. */
const kinship: fc.Arbitrary<Partial<Image>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...digests.slice(0, 6), 'sha256:elsewhere'), {
        minLength: 1,
        maxLength: 3,
      })
      .map((references) => ({ references })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...digests.slice(0, 6), 'sha256:elsewhere')
      .map((subjectManifestDigest) => ({ subjectManifestDigest })),
  },
);

function image(of: LifecyclePolicy): fc.Arbitrary<Omit<Image, 'imageDigest'>> {
  const instant = instants(of);
  const own = fc.record(
    { imageTags: tags(of), imagePushedAtMs: instant, lastRecordedPullTimeMs: instant },
    { requiredKeys: ['imageTags', 'imagePushedAtMs'] },
  );
  const repositoryName = fc.constantFrom('web', 'web', 'web', 'api');
  return fc
    .tuple(own, standing(instant), kinship, repositoryName)
    .map(([given, state, family, name]) => ({
      ...given,
      ...state,
      ...family,
      repositoryName: name,
    }));
}

/**
 * Images of two repositories. No digest stands twice, but relatives may be sought in the other repository. With
 * `twins` some images stand in a third one as well.
 */
export function imagesFor(
  of: LifecyclePolicy,
  { twins = false }: { readonly twins?: boolean } = {},
): fc.Arbitrary<readonly Image[]> {
  return fc
    .tuple(
      fc.array(image(of), { maxLength: digests.length, size: 'medium' }),
      fc.shuffledSubarray(digests, { minLength: digests.length }),
      fc.array(fc.boolean(), { minLength: digests.length, maxLength: digests.length }),
    )
    .map(([images, names, copied]) => {
      const named = images.map((given, index) => ({
        ...given,
        imageDigest: names[index] ?? `sha256:${index}`,
      }));
      const copies = named.filter((_, index) => twins && copied[index]);
      return [...named, ...copies.map((twin) => ({ ...twin, repositoryName: 'mirror' }))];
    });
}

/** A valid policy with a repository that comes close to everything it asks. */
export function scene(options: { readonly twins?: boolean } = {}): fc.Arbitrary<LifecycleScene> {
  return policy.chain((of) =>
    fc.record({
      policy: fc.constant(of),
      readings,
      images: imagesFor(of, options),
      nowMs: fc.constant(sceneNowMs),
    }),
  );
}
