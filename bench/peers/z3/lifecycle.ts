import fc from 'fast-check';
import {
  diffLifecyclePolicies,
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

/**
 * What this library shows has to be a difference to Z3 as well; where it proves that there is none, Z3 may find none among
 * the repositories of one image more than the greatest count.
 */
export async function checkLifecycle(
  solver: Solver,
  question: LifecycleQuestion,
): Promise<Outcome> {
  const { asks, before, after } = question;
  const compiled = [compileLifecyclePolicy(before), compileLifecyclePolicy(after)] as const;
  const verdict = verbs[asks](...compiled);
  if (verdict.kind === 'unknown') return { kind: 'unknown', whose: 'ours' };
  const size = verdict.kind === 'fails' ? verdict.witness.images.length : sizeFor(before, after);
  const kinds = await allKinds(solver, [before, after], size);
  if (kinds === undefined) return { kind: 'unknown', whose: 'z3' };
  const world = new Repository(size, kinds);
  const differs = differsTerm(world, question);
  if (verdict.kind === 'fails') {
    const { witness } = verdict;
    const pins = pinsOf(world, witness);
    if (pins === undefined)
      throw new Disagreement('no image can have these tags', { question, witness });
    const { kind } = await solver.solve(world.problem([...pins, differs]));
    if (kind === 'unsat') {
      throw new Disagreement('Z3 sees no difference here', { question, witness });
    }
    return kind === 'unknown'
      ? { kind: 'unknown', whose: 'z3' }
      : { kind: 'agreed', answer: 'fails' };
  }
  const solution = await solver.solve(world.problem([differs]));
  if (solution.kind === 'unknown') return { kind: 'unknown', whose: 'z3' };
  if (solution.kind === 'unsat') return { kind: 'agreed', answer: 'holds' };
  const images = world.images(solution.values);
  const { changes } = compareLifecycle(...compiled, { images, nowMs });
  throw new Disagreement(
    changes.some((change) => isAsked(asks, change))
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

export const lifecycleQuestion: fc.Arbitrary<LifecycleQuestion> = fc
  .tuple(
    policyPair,
    fc.constantFrom('same' as const, 'acts' as const, 'deletes' as const),
    fc.constantFrom(shielded, ...Array.from({ length: 3 }, () => (of: LifecyclePolicy) => of)),
  )
  .map(([[before, after], asks, turned]) => ({
    asks,
    before: turned(small(before)),
    after: turned(small(after)),
  }));
