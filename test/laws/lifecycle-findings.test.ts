import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  diffLifecyclePolicies,
  findLifecycleFindings,
  lifecycleFates,
} from '../../src/lifecycle/analyze/index.js';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  type Image,
  type LifecyclePolicy,
  parseLifecyclePolicy,
  previewLifecycle,
} from '../../src/lifecycle/index.js';
import { imagesFor, policy } from '../arbitraries/lifecycle.js';
import { policyPair } from '../arbitraries/lifecycle-pairs.js';

const nowMs = Date.UTC(2026, 5, 15, 12);
const yearMs = 365 * 86_400_000;

/** Policies with rules twice and lists longer than they need be, where there is much to find. */
const crowded = fc.oneof(
  policy,
  policyPair.map(([, changed]) => changed),
);

const isTag = (tag: string) => /^\w[\w.-]*$/.test(tag);

function imageWith(imageTags: readonly string[], storageClass: string, ageMs: number): Image {
  const then = nowMs - ageMs;
  const archived = { imageStatus: 'ARCHIVED', lastArchivedAtMs: then } as const;
  return {
    imageDigest: 'sha256:e',
    imageTags,
    imagePushedAtMs: then,
    ...(storageClass === 'archive' ? archived : {}),
  };
}

describe('findings about a lifecycle policy', () => {
  it('a rule that is shadowed or matches nothing may go, and the rules that shadow it suffice', () => {
    let dead = 0;
    fc.assert(
      fc.property(crowded, ({ rules }) => {
        for (const finding of findLifecycleFindings({ rules }).findings) {
          if (finding.kind !== 'shadowed' && finding.kind !== 'unmatchable') continue;
          dead += 1;
          const isIt = (priority: number) => priority === finding.rulePriority;
          const without = (others: LifecyclePolicy['rules']) =>
            others.filter(({ rulePriority }) => !isIt(rulePriority));
          const equal = (of: LifecyclePolicy['rules']) =>
            diffLifecyclePolicies(
              compileLifecyclePolicy({ rules: of }),
              compileLifecyclePolicy({ rules: without(of) }),
            ).kind;
          expect(equal(rules)).toBe('holds');
          const by = finding.kind === 'shadowed' ? finding.by : [];
          const few = rules.filter(
            ({ rulePriority }) => isIt(rulePriority) || by.includes(rulePriority),
          );
          expect(equal(few)).toBe('holds');
          for (const left of by) {
            const fewer = few.filter(({ rulePriority }) => rulePriority !== left);
            const { findings } = findLifecycleFindings({ rules: fewer });
            expect(findings.some((one) => one.kind === 'shadowed' && isIt(one.rulePriority))).toBe(
              false,
            );
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(dead).toBeGreaterThan(30);
  });

  it('every other rule has an image of its own, which is the example of its class', () => {
    fc.assert(
      fc.property(crowded, ({ rules }) => {
        const compiled = compileLifecyclePolicy({ rules });
        const { findings } = findLifecycleFindings({ rules });
        const { classes } = lifecycleFates(compiled);
        const dead = findings
          .filter(({ kind }) => kind === 'shadowed' || kind === 'unmatchable')
          .map(({ rulePriority }) => rulePriority);
        const owning = new Set(classes.map(({ ownerRulePriority }) => ownerRulePriority));
        for (const { rulePriority } of rules) {
          expect(owning.has(rulePriority)).toBe(!dead.includes(rulePriority));
        }
        for (const { storageClass, tagged, exampleTags, ownerRulePriority } of classes) {
          expect(exampleTags.length > 0).toBe(tagged);
          expect(exampleTags.every(isTag)).toBe(true);
          const image = imageWith(exampleTags, storageClass, 0);
          const [explained] = explainLifecycle(compiled, { images: [image], nowMs });
          expect(explained?.ownerRulePriority).toBe(ownerRulePriority);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('an image of two rules belongs to the one that is named', () => {
    fc.assert(
      fc.property(crowded, ({ rules }) => {
        const compiled = compileLifecyclePolicy({ rules });
        for (const finding of findLifecycleFindings({ rules }).findings) {
          if (finding.kind !== 'overlapping') continue;
          const rule = rules.find(({ rulePriority }) => rulePriority === finding.rulePriority);
          const storageClass = rule?.selection.storageClass ?? 'standard';
          const images = [imageWith(finding.exampleTags, storageClass, 0)];
          const [explained] = explainLifecycle(compiled, { images, nowMs });
          expect(explained?.ownerRulePriority).toBe(finding.ownerRulePriority);
          expect(explained?.selectedBy).toContain(finding.rulePriority);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a policy rewritten with one rule for each tag is one that AWS takes', () => {
    fc.assert(
      fc.property(crowded, ({ rules }) => {
        for (const finding of findLifecycleFindings({ rules }).findings) {
          if (finding.kind !== 'tags-asked-together') continue;
          expect(finding.effect?.kind).toBe('fails');
          const before = parseLifecyclePolicy({ rules }).ok;
          expect(parseLifecyclePolicy(finding.rewritten).ok || !before).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the fates of images', () => {
  it('take in every image, none twice', () => {
    const question = policy.chain((of) => fc.tuple(fc.constant(of), imagesFor(of)));
    fc.assert(
      fc.property(question, ([of, given]) => {
        const images = given.filter(
          ({ imageStatus, imageTags }) => imageStatus !== 'ACTIVATING' && imageTags.every(isTag),
        );
        const compiled = compileLifecyclePolicy(of);
        const { classes } = lifecycleFates(compiled);
        for (const [index, explained] of explainLifecycle(compiled, { images, nowMs }).entries()) {
          const storageClass = images[index]?.imageStatus === 'ARCHIVED' ? 'archive' : 'standard';
          const homes = classes.filter(
            (home) =>
              home.storageClass === storageClass &&
              home.tagged === explained.imageTags.length > 0 &&
              home.ownerRulePriority === explained.ownerRulePriority,
          );
          const isForeign = storageClass === 'archive' && explained.ownerRulePriority === null;
          expect(homes.length === 1 || (isForeign && homes.length === 0)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('come true: an image alone is kept for ever, or until its time and not a moment longer', () => {
    fc.assert(
      fc.property(policy, (of) => {
        const compiled = compileLifecyclePolicy(of);
        for (const { bound, exampleTags, storageClass } of lifecycleFates(compiled).classes) {
          const goes = (ageMs: number) => {
            const images = [imageWith(exampleTags, storageClass, ageMs)];
            return previewLifecycle(compiled, { images, nowMs }).previewResults.length === 1;
          };
          if (bound.kind === 'until') {
            expect([goes(bound.keptForMs), goes(bound.keptForMs + 1)]).toEqual([false, true]);
          } else expect(goes(10 * yearMs)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a class is bounded by number exactly when enough newer images push one out', () => {
    fc.assert(
      fc.property(policy, (of) => {
        const compiled = compileLifecyclePolicy(of);
        const nothing = compileLifecyclePolicy({ rules: [] });
        const acts = lifecycleFates(compiled).classes.some(
          ({ bound }) => bound.kind !== 'for-ever',
        );
        expect(diffLifecyclePolicies(compiled, nothing).kind).toBe(acts ? 'fails' : 'holds');
      }),
      { numRuns: 200 },
    );
  });
});
