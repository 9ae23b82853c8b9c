/**
 * A budget is honest when whatever is done is paid for, and no more is done than was paid for. What is done is counted
 * here by those that do it: tokens of patterns that are read, letters that are followed, shapes that texts are held
 * against, literals that dimensions are asked about.
 */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Budget } from '../../src/base/budget.js';
import { allOf, anyOf, matching, negated, type TextFormula } from '../../src/glob/formula.js';
import { findText } from '../../src/glob/language.js';
import { type Pattern, patternOf } from '../../src/glob/pattern.js';
import { Terms } from '../../src/glob/terms.js';
import type { SinglePolicy } from '../../src/iam/analyze/index.js';
import { newAccessWithin } from '../../src/iam/analyze/new-access.js';
import { idleStatementsWithin } from '../../src/iam/analyze/statements.js';
import { ListDimension, SingleDimension } from '../../src/iam/analyze/theory/dimension.js';
import type { PolicyStatement } from '../../src/iam/index.js';
import { diffWithin, neverActsOnMore } from '../../src/lifecycle/analyze/diff.js';
import {
  type CompiledLifecyclePolicy,
  compileLifecyclePolicy,
  type LifecyclePolicy,
} from '../../src/lifecycle/index.js';
import { document, home, mutated, mutatedSet, policySet } from '../arbitraries/iam-boxes.js';
import { policyPair } from '../arbitraries/lifecycle-pairs.js';
import { writtenFormula } from '../arbitraries/patterns.js';

const looks = vi.hoisted(() => ({ count: 0 }));

vi.mock(import('../../src/glob/pattern.js'), async (original) => {
  const real = await original();
  const counted = ({ tokens }: Pattern): Pattern => ({
    tokens: tokens.map((token) => {
      const { kind } = token;
      return Object.defineProperty({ ...token }, 'kind', {
        enumerable: true,
        get: () => {
          looks.count += 1;
          return kind;
        },
      });
    }),
  });
  return {
    ...real,
    patternOf: (written) => counted(real.patternOf(written)),
    patternOfGlob: (glob) => counted(real.patternOfGlob(glob)),
    patternOfText: (text) => counted(real.patternOfText(text)),
  };
});

vi.mock(import('../../src/glob/domain.js'), async (original) => {
  const real = await original();
  const follow: typeof real.follow = (...asked) => {
    looks.count += 1;
    return real.follow(...asked);
  };
  return { ...real, follow };
});

vi.mock(import('../../src/iam/analyze/theory/shape.js'), async (original) => {
  const real = await original();
  const hasShape: typeof real.hasShape = (...asked) => {
    looks.count += 1;
    return real.hasShape(...asked);
  };
  return { ...real, hasShape };
});

for (const { prototype } of [SingleDimension, ListDimension]) {
  const { admits, narrow } = prototype;
  prototype.admits = function (...asked) {
    looks.count += 1;
    return admits.apply(this, asked);
  };
  prototype.narrow = function (...asked) {
    looks.count += 1;
    return narrow.apply(this, asked);
  };
}
const { behind } = Terms.prototype;
Terms.prototype.behind = function (...asked) {
  looks.count += 1;
  return behind.apply(this, asked);
};

const single = (...Statement: readonly PolicyStatement[]): SinglePolicy => ({
  kind: 'identity',
  document: { Version: '2012-10-17', Statement },
});
const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const repository = (name: string) => `arn:aws:ecr:us-east-1:${home}:repository/${name}`;
const allow = (of: Partial<PolicyStatement>): PolicyStatement => {
  return { Effect: 'Allow', Action: 'ecr:PutImage', Resource: '*', ...of } as PolicyStatement;
};
const tagged = (tags: readonly (readonly string[])[]): LifecyclePolicy => ({
  rules: tags.map((tagPatternList, index) => ({
    rulePriority: index + 1,
    selection: {
      tagStatus: 'tagged',
      tagPatternList,
      countType: 'imageCountMoreThan',
      countNumber: 5,
    },
    action: { type: 'expire' },
  })),
});

type Question = (budget: Budget) => unknown;

/** Questions that grow in one way each, by what grows. */
const growing: Readonly<Record<string, (size: number) => Question>> = {
  'stars that are matched by looking back': (size) => {
    const [inside, outside] = ['a'.repeat(4 * size), `*${'a'.repeat(size)}b`].map(patternOf) as [
      Pattern,
      Pattern,
    ]; // two of two
    return (budget) => findText(allOf([matching(inside), negated(matching(outside))]), { budget });
  },
  'patterns with question marks that are asked for at once': (size) => {
    const all = times(Math.ceil(size / 8), (index) => `*a${'?'.repeat(index)}b*`);
    const formula = allOf(all.map((text) => matching(patternOf(text))));
    return (budget) => findText(formula, { budget });
  },
  'a union of many patterns': (size) => {
    const others = times(size, (index) => matching(patternOf(`*-${index}?`)));
    const formula = allOf([matching(patternOf('a*-1*')), negated(anyOf(others))]);
    return (budget) => findText(formula, { budget });
  },
  'patterns of which each makes a branch': (size) => {
    const others = times(size, (index) => matching(patternOf(`?${index}*${index}?`)));
    const formula: TextFormula = allOf([matching(patternOf('*0?')), negated(anyOf(others))]);
    return (budget) => findText(formula, { budget });
  },
  'actions of other services': (size) => {
    const of = (name: string) => times(size, (index) => `service${index % 9}:${name}${index}*`);
    const policy = single(allow({ Action: of('Get') }), allow({ Action: of('Put') }));
    return (budget) => idleStatementsWithin(budget, policy, {});
  },
  'names of repositories': (size) => {
    const of = (name: string) => times(size, (index) => repository(`${name}-${index}*`));
    const [one, other] = [of('team'), of('tea')];
    const policies = [
      single(allow({ Resource: one })),
      single(allow({ Resource: other })),
    ] as const;
    return (budget) => newAccessWithin(budget, ...policies, {});
  },
  'patterns of repositories': (size) => {
    const of = (name: string) => times(size, (index) => repository(`*${name}${index}*`));
    const policy = single(...of('team').map((Resource) => allow({ Resource })));
    return (budget) => idleStatementsWithin(budget, policy, {});
  },
  'a value that is held against patterns by looking back': (size) => {
    const like = times(4, (index) => `*${'a'.repeat(4 * size)}b${index}`);
    const policy = single(
      allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a'.repeat(8 * size) } } }),
      allow({ Condition: { StringLike: { 'aws:PrincipalTag/team': like } } }),
    );
    return (budget) => idleStatementsWithin(budget, policy, {});
  },
  'statements, and denials of a part of each': (size) => {
    const allows = times(size, (index) => allow({ Resource: repository(`team-${index}/*`) }));
    const denials = times(size, (index): PolicyStatement => {
      const Resource = repository(`*/secret-${index}`);
      return { Effect: 'Deny', Action: 'ecr:*', Resource };
    });
    const [before, after] = [single(...allows, ...denials), single(...allows)];
    return (budget) => newAccessWithin(budget, after, before, {});
  },
  'numbers that a key is compared with': (size) => {
    const conditions = times(size, (index) => ({
      NumericLessThan: { 'aws:MultiFactorAuthAge': String(index) },
    }));
    const policy = single(...conditions.map((Condition) => allow({ Condition })));
    return (budget) => idleStatementsWithin(budget, policy, {});
  },
  'ranges of addresses': (size) => {
    const conditions = times(size, (index) => ({
      NotIpAddress: { 'aws:SourceIp': `10.${index}.0.0/16` },
    }));
    const policy = single(...conditions.map((Condition) => allow({ Condition })));
    return (budget) => idleStatementsWithin(budget, policy, {});
  },
  'values of a key that may have several': (size) => {
    const conditions = times(size, (index) => ({
      'ForAnyValue:StringLike': { 'aws:TagKeys': [`a${index}*`, `*b${index}`] },
    }));
    const policy = single(...conditions.map((Condition) => allow({ Condition })));
    return (budget) => idleStatementsWithin(budget, policy, {});
  },
  'rules of lifecycle policies': (size) => {
    const before = tagged(times(size, (index) => [`v${index}*`, `*-${index}`]));
    const after = tagged(times(size, (index) => [`*-${index}`, `v${index}*`]).toReversed());
    const [one, other] = [compileLifecyclePolicy(before), compileLifecyclePolicy(after)];
    return (budget) => diffWithin(budget, one, other, {});
  },
};

/** Reading a token, the engine's code asks up to three times what it is. */
const looksPerStep = 3;

describe('a budget', () => {
  it.each(Object.entries(growing))('pays for whatever is looked at: %s', (_, of) => {
    for (const size of [2, 8, 64]) {
      const ask = of(size);
      const whole = new Budget(50_000_000);
      looks.count = 0;
      ask(whole);
      expect(whole.isSpent).toBe(false);
      expect(looks.count).toBeLessThanOrEqual(looksPerStep * whole.taken);
      // And wherever it ends, nothing was looked at that was not paid for before.
      for (let steps = 1; steps < whole.taken; steps *= 3) {
        const budget = new Budget(steps);
        looks.count = 0;
        ask(budget);
        expect(budget.isSpent).toBe(true);
        expect(budget.taken).toBeLessThanOrEqual(steps);
        expect(looks.count).toBeLessThanOrEqual(looksPerStep * steps + 8);
      }
    }
  });
});

/** What is asked with every budget from 1 to the steps that the answer takes, and somewhat more. */
function budgetsOf<Answer>(
  ask: (budget: Budget) => Answer,
): fc.Arbitrary<readonly [steps: number, isEnough: boolean, whole: Answer]> {
  const budget = new Budget(50_000_000);
  const whole = ask(budget);
  return fc
    .oneof(fc.integer({ min: 1, max: budget.taken + 10 }), fc.integer({ min: 1, max: 300 }))
    .map((steps) => [steps, steps >= budget.taken, whole] as const);
}

describe('with a budget of any number of steps from 1 up', () => {
  it('a text is found, or none, as with any greater one, or nobody can tell', () => {
    const question = writtenFormula.chain(({ formula }) => {
      const ask = (budget: Budget) => findText(formula, { budget });
      return budgetsOf(ask).map((of) => [ask, of] as const);
    });
    fc.assert(
      fc.property(question, ([ask, [steps, isEnough, whole]]) => {
        expect(ask(new Budget(steps))).toEqual(
          isEnough ? whole : { kind: 'unknown', reason: 'budget' },
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('new access is what it is with any greater one, or nobody can tell', () => {
    const pairs = fc.oneof(
      fc.tuple(policySet(), policySet()),
      policySet().chain((set) => fc.tuple(fc.constant(set), mutatedSet(set))),
    );
    const question = pairs.chain(([before, after]) => {
      const ask = (budget: Budget) => newAccessWithin(budget, before, after, {});
      return budgetsOf(ask).map((of) => [ask, of] as const);
    });
    fc.assert(
      fc.property(question, ([ask, [steps, isEnough, whole]]) => {
        const verdict = ask(new Budget(steps));
        if (isEnough) expect(verdict).toEqual(whole);
        else if (verdict.kind !== 'unknown') {
          // A witness may be found long before everything else is.
          expect(verdict.kind).toBe('fails');
          expect(whole.kind).toBe('fails');
        } else expect(verdict.reason).toBe('budget');
      }),
      { numRuns: 100 },
    );
  });

  it('statements without effect are found or said to be open, and no others', () => {
    const own = { principals: false, variables: false };
    const documents = document(own, 4).chain((one) =>
      fc.oneof(fc.constant(one), mutated(one, own)),
    );
    const question = documents.chain((of) => {
      const ask = (budget: Budget) =>
        idleStatementsWithin(budget, { kind: 'identity', document: of }, {});
      return budgetsOf(ask).map((asked) => [ask, asked] as const);
    });
    fc.assert(
      fc.property(question, ([ask, [steps, isEnough, whole]]) => {
        const { findings, open } = ask(new Budget(steps));
        if (isEnough) expect(open).toEqual([]);
        expect(findings).toEqual(whole.findings.filter(({ at }) => !open.includes(at)));
      }),
      { numRuns: 200 },
    );
  });

  it('lifecycle policies differ as with any greater one, or nobody can tell', () => {
    const question = policyPair.chain(([one, other]) => {
      const pair = [compileLifecyclePolicy(one), compileLifecyclePolicy(other)] as const;
      const ask = (budget: Budget) => diffWithin(budget, ...pair, {});
      return budgetsOf(ask).map((of) => [ask, of] as const);
    });
    fc.assert(
      fc.property(question, ([ask, [steps, isEnough, whole]]) => {
        const verdict = ask(new Budget(steps));
        if (isEnough) expect(verdict).toEqual(whole);
        else expect(verdict).toMatchObject({ kind: 'unknown', reason: 'budget' });
      }),
      { numRuns: 300 },
    );
  });

  it('a one-sided proof rests on as much as with any greater one', () => {
    const [before, after] = [[['v*'], ['*-rc']], [['v*']]].map((tags) =>
      compileLifecyclePolicy(tagged(tags)),
    ) as [CompiledLifecyclePolicy, CompiledLifecyclePolicy]; // two of two
    const whole = neverActsOnMore(before, after);
    expect(whole).toMatchObject({ kind: 'holds' });
    for (let budget = 1; budget <= 600; budget++) {
      const verdict = neverActsOnMore(before, after, { budget });
      if (verdict.kind !== 'unknown') expect(verdict).toEqual(whole);
    }
    expect(neverActsOnMore(before, after, { budget: 600 })).toEqual(whole);
  });
});
