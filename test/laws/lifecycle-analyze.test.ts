import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diffLifecyclePolicies,
  type LifecycleAssumption,
  type LifecycleVerdict,
  neverActsOnMore,
  neverDeletesMore,
} from '../../src/lifecycle/analyze/index.js';
import {
  compareLifecycle,
  compileLifecyclePolicy,
  type Image,
  type LifecyclePolicy,
} from '../../src/lifecycle/index.js';
import { equalityFault, isSaidEqual } from '../analysis-faults.js';
import { imagesFor, policy } from '../arbitraries/lifecycle.js';
import { policyPair } from '../arbitraries/lifecycle-pairs.js';
import { referenceRun } from '../reference/lifecycle.js';

const nowMs = Date.UTC(2026, 5, 15, 12);
const readings = compileLifecyclePolicy({ rules: [] }).readings;

/** The same images as they can be: each tag once, none that cannot be pushed, no pull before a push. */
function lawful(images: readonly Image[]): readonly Image[] {
  const used = new Set<string>();
  return images.map((image) => {
    const imageTags = image.imageTags.filter((tag) => {
      const isNew = /^\w[\w.-]*$/.test(tag) && !used.has(`${image.repositoryName} ${tag}`);
      used.add(`${image.repositoryName} ${tag}`);
      return isNew;
    });
    const { lastRecordedPullTimeMs: pulled } = image;
    const later =
      pulled === undefined
        ? {}
        : { lastRecordedPullTimeMs: Math.max(pulled, image.imagePushedAtMs) };
    return { ...image, imageTags, ...later };
  });
}

/** A repository close to two policies. */
const repositoryOf = ([before, after]: readonly [LifecyclePolicy, LifecyclePolicy]) =>
  fc.oneof(imagesFor(before), imagesFor(after)).map(lawful);

/** What is done to each image, by the reference. */
function actions(of: LifecyclePolicy, images: readonly Image[]): ReadonlyMap<string, string> {
  return new Map(
    referenceRun(of, { images, nowMs }, readings).map(({ image, outcome, action }) => [
      `${image.repositoryName} ${image.imageDigest}`,
      outcome === 'keep' || outcome === 'blocked' ? 'keep' : (action?.type ?? 'keep'),
    ]),
  );
}

const standAlone = (images: readonly Image[]): readonly Image[] =>
  images.map((image) => ({ ...image, references: undefined, subjectManifestDigest: undefined }));

/** Images as the assumptions of an answer have them. */
function assumed(
  assumptions: readonly LifecycleAssumption[],
  images: readonly Image[],
): readonly Image[] {
  return assumptions.includes('images-stand-alone') ? standAlone(images) : images;
}

/** What the reference says of the image of a witness. */
function witnessActions(
  verdict: Extract<LifecycleVerdict, { kind: 'fails' }>,
  [before, after]: readonly [LifecyclePolicy, LifecyclePolicy],
): readonly (string | undefined)[] {
  const { images, nowMs: at, imageDigest } = verdict.witness;
  return [before, after].map(
    (of) =>
      referenceRun(of, { images, nowMs: at }, readings).find(
        ({ image }) => image.imageDigest === imageDigest,
      )?.action?.type,
  );
}

const compiled = ([before, after]: readonly [LifecyclePolicy, LifecyclePolicy]) =>
  [compileLifecyclePolicy(before), compileLifecyclePolicy(after)] as const;

const judged = policyPair.chain((pair) =>
  fc.tuple(fc.constant(pair), fc.array(repositoryOf(pair), { minLength: 8, maxLength: 8 })),
);

/** How many pairs of policies each law sees; a longer run is asked for by a variable. */
const numRuns = Number(process.env['ECR_DRYDOCK_PAIRS'] ?? 150);

describe('comparing two policies for all repositories', () => {
  it('finds them equal only where no repository differs, and shows one that does otherwise', () => {
    let [equal, different] = [0, 0];
    fc.assert(
      fc.property(judged, ([pair, repositories]) => {
        const verdict = diffLifecyclePolicies(...compiled(pair));
        expect(verdict.kind).not.toBe('unknown');
        if (verdict.kind === 'fails') {
          different += 1;
          const [before, after] = witnessActions(verdict, pair);
          expect(before).not.toBe(after);
          const { images, nowMs: at } = verdict.witness;
          expect(lawful(images)).toEqual(images);
          const { changes } = compareLifecycle(...compiled(pair), { images, nowMs: at });
          expect(changes.length).toBeGreaterThan(0);
        } else {
          equal += 1;
          for (const images of repositories) {
            expect(actions(pair[1], images)).toEqual(actions(pair[0], images));
          }
        }
      }),
      { numRuns },
    );
    expect(Math.min(equal, different)).toBeGreaterThan(numRuns / 20);
  });

  it('lets policies that are equal by its word meet many repositories close to both', () => {
    fc.assert(
      fc.property(policyPair.filter(isSaidEqual), fc.nat(), (pair, seed) => {
        expect(equalityFault(pair, { seed, count: 100 })).toBeUndefined();
      }),
      { numRuns },
    );
  });

  it('says that one acts on no more only where it does on no repository', () => {
    fc.assert(
      fc.property(judged, ([pair, repositories]) => {
        const verdict = neverActsOnMore(...compiled(pair));
        if (verdict.kind === 'fails') {
          const [before, after] = witnessActions(verdict, pair);
          expect([before, after === undefined]).toEqual([undefined, false]);
          return;
        }
        for (const given of repositories) {
          const images = assumed(verdict.assumptions, given);
          const before = actions(pair[0], images);
          for (const [image, action] of actions(pair[1], images)) {
            if (action !== 'keep') expect(before.get(image)).not.toBe('keep');
          }
        }
      }),
      { numRuns },
    );
  });

  it('says that one deletes no more only where it does on no repository', () => {
    fc.assert(
      fc.property(judged, ([pair, repositories]) => {
        const verdict = neverDeletesMore(...compiled(pair));
        if (verdict.kind === 'fails') {
          const [before, after] = witnessActions(verdict, pair);
          expect([before === 'EXPIRE', after]).toEqual([false, 'EXPIRE']);
          return;
        }
        for (const given of repositories) {
          const images = assumed(verdict.assumptions, given);
          const before = actions(pair[0], images);
          for (const [image, action] of actions(pair[1], images)) {
            if (action === 'EXPIRE') expect(before.get(image)).toBe('EXPIRE');
          }
        }
      }),
      { numRuns },
    );
  });

  it('is reflexive, symmetric and transitive', () => {
    const chain = policyPair.chain((pair) => fc.tuple(fc.constant(pair), policyPair));
    fc.assert(
      fc.property(chain, ([[one, two], [other]]) => {
        const isEqual = (a: LifecyclePolicy, b: LifecyclePolicy) =>
          diffLifecyclePolicies(...compiled([a, b])).kind === 'holds';
        expect(isEqual(one, one)).toBe(true);
        expect(isEqual(two, one)).toBe(isEqual(one, two));
        if (isEqual(one, two)) expect(isEqual(two, other)).toBe(isEqual(one, other));
      }),
      { numRuns },
    );
  });

  it('is no difference: another order in the file, other numbers in the same order, a rule twice', () => {
    fc.assert(
      fc.property(policy, fc.integer({ min: 2, max: 5 }), ({ rules }, factor) => {
        const turned = rules
          .map((rule) => ({ ...rule, rulePriority: rule.rulePriority * factor }))
          .reverse();
        const doubled = turned.flatMap((rule) => [
          rule,
          { ...rule, rulePriority: rule.rulePriority + 1 },
        ]);
        for (const other of [turned, doubled]) {
          const pair = [{ rules }, { rules: other }] as const;
          expect(diffLifecyclePolicies(...compiled(pair)).kind).toBe('holds');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeping more deletes no more, as long as nothing else changes', () => {
    fc.assert(
      fc.property(policy, fc.nat(), fc.integer({ min: 1, max: 9 }), ({ rules }, place, by) => {
        const more = rules.map((rule, index) => {
          const { selection } = rule;
          return index === place % rules.length
            ? { ...rule, selection: { ...selection, countNumber: selection.countNumber + by } }
            : rule;
        });
        const pair = [{ rules }, { rules: more }] as const;
        expect(neverDeletesMore(...compiled(pair)).kind).toBe('holds');
        expect(neverActsOnMore(...compiled(pair)).kind).toBe('holds');
      }),
      { numRuns: 200 },
    );
  });

  it('a rule added at the end takes nothing back', () => {
    fc.assert(
      fc.property(policy, policy, ({ rules }, { rules: [more] }) => {
        if (more === undefined) return;
        const last = Math.max(...rules.map(({ rulePriority }) => rulePriority)) + 1;
        const longer = [...rules, { ...more, rulePriority: last }];
        const pair = [{ rules: longer }, { rules }] as const;
        expect(neverActsOnMore(...compiled(pair)).kind).toBe('holds');
      }),
      { numRuns: 200 },
    );
  });

  it('is unknown or right, however small the budget', () => {
    fc.assert(
      fc.property(policyPair, (pair) => {
        const verdict = diffLifecyclePolicies(...compiled(pair), { budget: 1 });
        if (verdict.kind === 'unknown') return;
        expect(verdict.kind).toBe(diffLifecyclePolicies(...compiled(pair)).kind);
      }),
      { numRuns: 200 },
    );
  });
});

describe('comparing two policies, by all repositories of a small world', () => {
  const tags = ['a', 'b', 'ab', 'v1'];
  const dayMs = 86_400_000;
  const ages = [0.5, 1.5, 2.5];

  /** All repositories of so many images with these tags, each on one image or none, and an age of whole days and a half. */
  function* repositories(size: number): Generator<readonly Image[]> {
    for (let code = 0; code < (size + 1) ** tags.length; code++) {
      for (const days of ascending(size, 0)) {
        yield days.map((day, index) => ({
          imageDigest: `sha256:${index}`,
          imageTags: tags.filter(
            (_, tag) => Math.floor(code / (size + 1) ** tag) % (size + 1) === index,
          ),
          imagePushedAtMs: nowMs - (ages[day] ?? 0) * dayMs - index,
        }));
      }
    }
  }

  function ascending(size: number, from: number): readonly (readonly number[])[] {
    if (size === 0) return [[]];
    return ages.flatMap((_, day) =>
      day < from ? [] : ascending(size - 1, day).map((rest) => [day, ...rest]),
    );
  }

  const small = policyPair.map(
    (pair) =>
      pair.map(({ rules }) => ({
        rules: rules.map((rule) => {
          const { selection } = rule;
          const countNumber = Math.min(2, selection.countNumber);
          return selection.storageClass === 'archive'
            ? rule
            : { ...rule, selection: { ...selection, countNumber } };
        }),
      })) as unknown as typeof pair, // a pair stays a pair
  );

  it.each([1, 2, 3, 4])('of %i images', (size) => {
    const runs = { 1: 100, 2: 40, 3: 10, 4: 3 }[size] ?? 1;
    fc.assert(
      fc.property(small, (pair) => {
        const verdict = diffLifecyclePolicies(...compiled(pair));
        if (verdict.kind !== 'holds') return;
        for (const images of repositories(size)) {
          const { changes } = compareLifecycle(...compiled(pair), { images, nowMs });
          for (const { before, after } of changes) expect(after.action).toEqual(before.action);
        }
      }),
      { numRuns: runs * Math.max(1, numRuns / 150) },
    );
  });
});
