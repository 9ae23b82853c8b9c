import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findIdleStatements,
  findNewAccess,
  type SinglePolicy,
  simplifyPolicy,
} from '../../src/iam/analyze/index.js';
import type { PolicyDocument, PolicySet, PolicyStatement } from '../../src/iam/index.js';
import { newAccessFault, newInBox } from '../analysis-faults.js';
import {
  document,
  home,
  mutatedSet,
  setPair as pairs,
  policySet,
} from '../arbitraries/iam-boxes.js';

const numRuns = 100;

describe('new access between two policy sets', () => {
  it('is found whenever some request of a small box shows it, and only if the engine agrees', () => {
    fc.assert(
      fc.property(pairs(false), ([before, after]) => {
        expect(newAccessFault(before, after)).toBeUndefined();
      }),
      { numRuns: 4 * numRuns },
    );
  });

  it('is not denied where policy variables leave it open', () => {
    fc.assert(
      fc.property(pairs(true), ([before, after]) => {
        const verdict = findNewAccess(before, after);
        if (newInBox(before, after) !== undefined) expect(verdict.kind).not.toBe('holds');
      }),
      { numRuns },
    );
  });
});

const own = { principals: false, variables: false };
const single = (of: PolicyDocument): SinglePolicy => ({ kind: 'identity', document: of });

describe('statements without effect', () => {
  it('can go one by one without a change that any request shows', () => {
    fc.assert(
      fc.property(document(own, 4), (whole) => {
        const statements = whole.Statement as readonly PolicyStatement[];
        for (const { kind, at } of findIdleStatements(single(whole)).findings) {
          if (kind === 'idle') continue;
          const gone = Number(at.split('/').at(-1));
          const rest = { ...whole, Statement: statements.filter((_, index) => index !== gone) };
          const [before, after] = [{ identity: [whole] }, { identity: [rest] }];
          expect(newInBox(before, after)).toBeUndefined();
          expect(newInBox(after, before)).toBeUndefined();
          expect(findNewAccess(single(whole), single(rest)).kind).toBe('holds');
          expect(findNewAccess(single(rest), single(whole)).kind).toBe('holds');
        }
      }),
      { numRuns },
    );
  });

  it('are found among those that were written twice', () => {
    fc.assert(
      fc.property(document(own, 3), (whole) => {
        const statements = whole.Statement as readonly PolicyStatement[];
        const twice = { ...whole, Statement: [...statements, ...statements] };
        const found = findIdleStatements(single(twice)).findings.filter(
          ({ kind }) => kind !== 'idle',
        );
        expect(found).toHaveLength(2 * statements.length);
      }),
      { numRuns },
    );
  });

  it('are dropped by a simplification that no request can tell from the original', () => {
    fc.assert(
      fc.property(document(own, 4), (whole) => {
        const { document: simple } = simplifyPolicy(single(whole));
        const [before, after] = [{ identity: [whole] }, { identity: [simple] }];
        expect(newInBox(before, after)).toBeUndefined();
        expect(newInBox(after, before)).toBeUndefined();
      }),
      { numRuns },
    );
  });
});

describe('verdicts agree with each other', () => {
  it('nothing is new against itself, nor with a denial more', () => {
    fc.assert(
      fc.property(policySet(), document(own, 1), (set, more) => {
        expect(findNewAccess(set, { ...set }).kind).toBe('holds');
        const denials = (more.Statement as readonly PolicyStatement[]).map(
          (s): PolicyStatement => ({ ...s, Effect: 'Deny' }),
        );
        const denied = {
          ...set,
          identity: [...(set.identity ?? []), { ...more, Statement: denials }],
        };
        expect(findNewAccess(set, denied).kind).toBe('holds');
      }),
      { numRuns },
    );
  });

  it('what holds from one to the next holds over both', () => {
    const three = policySet().chain((set) =>
      fc
        .tuple(fc.constant(set), mutatedSet(set))
        .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constant(b), mutatedSet(b))),
    );
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        const holds = (one: PolicySet, other: PolicySet) =>
          findNewAccess(one, other).kind === 'holds';
        if (holds(a, b) && holds(b, c)) expect(holds(a, c)).toBe(true);
      }),
      { numRuns },
    );
  });

  it('are the same when accounts get other numbers', () => {
    const renamed = (set: PolicySet): PolicySet =>
      JSON.parse(JSON.stringify(set).replaceAll(home, '999900001111'));
    fc.assert(
      fc.property(pairs(false), ([before, after]) => {
        const kind = findNewAccess(before, after).kind;
        expect(findNewAccess(renamed(before), renamed(after)).kind).toBe(kind);
      }),
      { numRuns },
    );
  });

  it('are right or unknown, however small the budget', () => {
    fc.assert(
      fc.property(pairs(false), fc.integer({ min: 0, max: 200 }), ([before, after], budget) => {
        const { kind } = findNewAccess(before, after, { budget });
        if (kind !== 'unknown') expect(kind).toBe(findNewAccess(before, after).kind);
      }),
      { numRuns },
    );
  });
});
