import fc from 'fast-check';
import {
  diffLifecyclePolicies,
  type LifecycleVerdict,
  neverActsOnMore,
  neverDeletesMore,
} from '../../../src/lifecycle/analyze/index.js';
import {
  compareLifecycle,
  compileLifecyclePolicy,
  type FateChange,
  type LifecyclePolicy,
  type LifecycleRule,
} from '../../../src/lifecycle/index.js';
import { policyPair } from '../../../test/arbitraries/lifecycle-pairs.js';
import { differsTerm, type LifecycleQuestion } from './lifecycle-policies.js';
import { nowMs, pinsOf, Repository } from './lifecycle-repository.js';
import { allKinds } from './lifecycle-tags.js';
import { Disagreement, type Outcome } from './outcome.js';
import type { Solver } from './solver.js';

const verbs = {
  same: diffLifecyclePolicies,
  acts: neverActsOnMore,
  deletes: neverDeletesMore,
} as const;

/** Two policies that are to be the same, and of which the second is to act on and delete no more than the first. */
export type LifecyclePair = readonly [before: LifecyclePolicy, after: LifecyclePolicy];

/**
 * What this library shows has to be a difference to Z3 as well; where it proves that there is none, Z3 may find none among
 * the repositories of one image more than the greatest count. The answer that is told is about sameness.
 */
export async function checkLifecycle(
  solver: Solver,
  [before, after]: LifecyclePair,
): Promise<Outcome> {
  const compiled = [compileLifecyclePolicy(before), compileLifecyclePolicy(after)] as const;
  const asked = (['same', 'acts', 'deletes'] as const).map((asks) => {
    return { question: { asks, before, after }, verdict: verbs[asks](...compiled) };
  });
  const sizes = asked.map(({ verdict }) =>
    verdict.kind === 'fails' ? verdict.witness.images.length : sizeFor(before, after),
  );
  const kinds = await allKinds(solver, [before, after], Math.max(...sizes));
  if (kinds === undefined) return { kind: 'unknown', whose: 'z3' };
  const outcomes: Outcome[] = [];
  for (const [index, { question, verdict }] of asked.entries()) {
    const world = new Repository(sizes[index] ?? 0, kinds);
    outcomes.push(await checkVerdict(solver, world, question, verdict));
  }
  const [first] = outcomes;
  return (
    outcomes.find(({ kind }) => kind === 'unknown') ?? first ?? { kind: 'unknown', whose: 'z3' }
  );
}

async function checkVerdict(
  solver: Solver,
  world: Repository,
  question: LifecycleQuestion,
  verdict: LifecycleVerdict,
): Promise<Outcome> {
  if (verdict.kind === 'unknown') return { kind: 'unknown', whose: 'ours' };
  const differs = differsTerm(world, question);
  if (verdict.kind === 'fails') {
    const { witness } = verdict;
    const pins = pinsOf(world, witness);
    if (pins === undefined) {
      throw new Disagreement('no image can have these tags', { question, witness });
    }
    const { kind } = await solver.solve(world.problem([...pins, differs]));
    if (kind === 'unknown') return { kind: 'unknown', whose: 'z3' };
    if (kind === 'sat') return { kind: 'agreed', answer: 'fails' };
    throw new Disagreement('Z3 sees no difference here', { question, witness });
  }
  const solution = await solver.solve(world.problem([differs]));
  if (solution.kind === 'unknown') return { kind: 'unknown', whose: 'z3' };
  if (solution.kind === 'unsat') return { kind: 'agreed', answer: 'holds' };
  const images = world.images(solution.values);
  const { changes } = compareLifecycle(
    compileLifecyclePolicy(question.before),
    compileLifecyclePolicy(question.after),
    { images, nowMs },
  );
  throw new Disagreement(
    changes.some((change) => isAsked(question.asks, change))
      ? 'a difference was missed'
      : 'Z3 sees a difference where the preview shows none',
    { question, images },
  );
}

function isAsked(asks: LifecycleQuestion['asks'], { before, after }: FateChange): boolean {
  const [was, is] = [before.action?.type, after.action?.type];
  if (asks === 'same') return was !== is;
  return asks === 'acts'
    ? was === undefined && is !== undefined
    : was !== 'EXPIRE' && is === 'EXPIRE';
}

function sizeFor(...policies: readonly LifecyclePolicy[]): number {
  const counts = policies.flatMap(({ rules }) =>
    rules.flatMap(({ selection: { countType, countNumber } }) =>
      countType === 'imageCountMoreThan' ? [countNumber] : [],
    ),
  );
  return 1 + Math.max(0, ...counts);
}

/** Counts that a few images exceed. */
function small({ rules }: LifecyclePolicy): LifecyclePolicy {
  return {
    rules: rules.map((rule) => {
      const { selection } = rule;
      const isCount = selection.countType === 'imageCountMoreThan';
      const countNumber = isCount ? Math.min(3, selection.countNumber) : selection.countNumber;
      return { ...rule, selection: { ...selection, countNumber } };
    }),
  };
}

/** With a rule before all others that takes every tagged image, so that the others rank what they do not own. */
function shielded({ rules }: LifecyclePolicy): LifecyclePolicy {
  const shield: LifecycleRule = {
    rulePriority: 1,
    selection: {
      tagStatus: 'tagged',
      tagPatternList: ['*'],
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: 9,
    },
    action: { type: 'expire' },
  };
  const later = rules.map((rule) => ({ ...rule, rulePriority: rule.rulePriority + 1 }));
  return { rules: [shield, ...later] };
}

/** Two rules that own the same images and rank others with them: all images, or those without a tag. */
const rankings: fc.Arbitrary<LifecyclePair> = fc
  .tuple(
    fc.shuffledSubarray(['any', 'untagged'] as const, { minLength: 2 }),
    fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 2, maxLength: 2 }),
  )
  .map(([statuses, counts]) => {
    const ranking = (index: number): LifecyclePolicy => {
      const [tagStatus = 'any', countNumber = 1] = [statuses[index], counts[index]];
      const selection = { tagStatus, countType: 'imageCountMoreThan' as const, countNumber };
      return shielded({ rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] });
    };
    return [ranking(0), ranking(1)];
  });

const mostPairs: fc.Arbitrary<LifecyclePair> = fc
  .tuple(
    policyPair,
    fc.constantFrom(shielded, ...Array.from({ length: 3 }, () => (of: LifecyclePolicy) => of)),
  )
  .map(([[before, after], turned]) => [turned(small(before)), turned(small(after))]);

export const lifecyclePair: fc.Arbitrary<LifecyclePair> = fc.oneof(
  { weight: 9, arbitrary: mostPairs },
  { weight: 1, arbitrary: rankings },
);
