import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  explainAuthorization,
  type PolicyDocument,
  type PolicySet,
  prepareRequest,
  readingsOf,
} from '../../src/iam/index.js';
import { policySet, request, statement } from '../arbitraries/iam.js';
import {
  adding,
  allowing,
  eachDocument,
  leavingOut,
  listed,
  shouted,
  split,
  without,
} from '../arbitraries/iam-turns.js';
import { referenceAuthorize } from '../reference/iam.js';

const runs = { numRuns: 400 };
const decide = (set: PolicySet, asked: AuthorizationRequest) =>
  authorize(compilePolicies(set), asked).kind;
const question = fc.tuple(policySet, request);

/** Denial weighs more than silence, silence more than permission. */
const openness = { explicitDeny: 0, implicitDeny: 1, allowed: 2, depends: 3 };

describe('deciding a request', () => {
  it('is what the guides say', () => {
    fc.assert(
      fc.property(question, ([set, asked]) => {
        expect(decide(set, asked)).toBe(referenceAuthorize(set, asked));
      }),
      { numRuns: 4 * runs.numRuns },
    );
  });

  it('meets every answer often enough for the law above to mean something', () => {
    const kinds = fc.sample(question, 2000).map(([set, asked]) => decide(set, asked));
    for (const kind of ['allowed', 'implicitDeny', 'explicitDeny']) {
      expect(kinds.filter((one) => one === kind).length).toBeGreaterThan(100);
    }
  });

  it('is the same prepared, without the index, and after a JSON round trip', () => {
    fc.assert(
      fc.property(question, ([set, asked]) => {
        const compiled = compilePolicies(set);
        const decision = authorize(compiled, asked);
        const prepared = prepareRequest(asked);
        expect(authorize(compiled, prepared)).toEqual(decision);
        expect(authorize(compiled, prepared)).toEqual(decision);
        expect(authorize({ ...compiled, index: null }, asked)).toEqual(decision);
        expect(authorize(JSON.parse(JSON.stringify(compiled)), asked)).toEqual(decision);
      }),
      runs,
    );
  });

  it('never throws, whatever it is given', () => {
    const anything = fc.anything({ withNullPrototype: true });
    const broken = fc.record({
      principal: anything,
      action: anything,
      resource: anything,
      context: anything,
      atMs: anything,
      principalRoleArn: anything,
      resourceAccount: anything,
    });
    fc.assert(
      fc.property(policySet, broken, (set, asked) => {
        const compiled = compilePolicies(set);
        // The point is that nobody checked it.
        explainAuthorization(compiled, asked as AuthorizationRequest);
      }),
      runs,
    );
  });

  it('comes to an end on policies of nothing but wildcards', () => {
    const stars = '*a'.repeat(2500);
    const set: PolicySet = {
      identity: [
        {
          Version: '2012-10-17',
          Statement: {
            Effect: 'Allow',
            Action: `ecr:${stars}`,
            Resource: [
              stars,
              `arn:aws:ecr:${stars}:*`,
              `arn:aws:ecr:us-east-1:*:repository/${stars}b`,
            ],
            Condition: {
              StringLike: { 'aws:username': stars },
              ArnLike: { 'aws:PrincipalArn': `arn:${stars}:*:*:*:*` },
            },
          },
        },
      ],
    };
    const long = 'a'.repeat(2500);
    const asked = {
      principal: `arn:aws:iam::111122223333:user/${long}`,
      action: `ecr:${long}`,
      resource: `arn:aws:ecr:us-east-1:111122223333:repository/${long}`,
    };
    expect(decide(set, asked)).toBe('implicitDeny');
  });

  it('names a layer for every denial and none for a permission', () => {
    fc.assert(
      fc.property(question, ([set, asked]) => {
        const decision = authorize(compilePolicies(set), asked);
        if (decision.kind === 'depends') throw new Error('nothing was asked to be unknown');
        expect(decision.blockedBy.length > 0).toBe(decision.kind !== 'allowed');
        const isExplicit = decision.blockedBy.some(({ kind }) => kind === 'explicit');
        expect(isExplicit).toBe(decision.kind === 'explicitDeny');
      }),
      runs,
    );
  });
});

describe('an explanation', () => {
  it('never disagrees with the decision', () => {
    fc.assert(
      fc.property(
        question,
        fc.constantFrom(undefined, 'unknown' as const),
        ([set, asked], missingContext) => {
          const compiled = compilePolicies(set);
          const decision = authorize(compiled, asked, { missingContext });
          const explanation = explainAuthorization(compiled, asked, { missingContext });
          expect(explanation.decision).toEqual(decision);
          expect(explanation.statements.length).toBe(compiled.program.statements.length);
          if (decision.kind === 'depends') return;
          const blocking = explanation.layers.filter(({ blocks }) => blocks);
          expect(blocking.length).toBe(decision.blockedBy.length);
          expect(explanation.changes.length > 0).toBe(decision.kind !== 'allowed');
          expect(explanation.awsMessage === undefined).toBe(decision.kind === 'allowed');
        },
      ),
      runs,
    );
  });

  it('finds every doubt that matters', () => {
    fc.assert(
      fc.property(question, ([set, asked]) => {
        const { kind } = authorize(compilePolicies(set), asked);
        const mattering = Object.entries(readingsOf).flatMap(([reading, [, other]]) => {
          const otherwise = authorize(
            compilePolicies(set, { readings: { [reading]: other } }),
            asked,
          ).kind;
          return otherwise === kind ? [] : [`${reading}: ${otherwise}`];
        });
        const { doubts } = explainAuthorization(compilePolicies(set), asked);
        const found = doubts.map(({ reading, otherwise }) => `${reading}: ${otherwise}`);
        expect(found.sort()).toEqual(mattering.sort());
      }),
      { numRuns: 3 * runs.numRuns },
    );
  });

  it('names changes that let the request through', () => {
    fc.assert(
      fc.property(question, ([set, asked]) => {
        const { changes, decision } = explainAuthorization(compilePolicies(set), asked);
        // A token comes from identity policies alone, so that a service or a stranger gets none whatever changes.
        fc.pre(decision.kind !== 'allowed' && !/GetAuthorizationToken/i.test(asked.action));
        const narrowed = without(
          set,
          changes.flatMap(({ at }) => at),
        );
        const mended = changes
          .filter(({ kind }) => kind === 'allow')
          .reduce((mending, { layer, level }) => allowing(mending, layer, level, asked), narrowed);
        expect(decide(mended, asked)).toBe('allowed');
      }),
      runs,
    );
  });
});

describe('adding to policies', () => {
  const where = fc.constantFrom(
    'identity',
    'boundary',
    'session',
    'repository',
    'registry',
    'endpoint',
  ) satisfies fc.Arbitrary<keyof PolicySet>;

  it('a denial never lets more through', () => {
    fc.assert(
      fc.property(question, where, statement('withPrincipal'), ([set, asked], layer, added) => {
        fc.pre(set[layer] !== undefined);
        const more = adding(set, layer, { ...added, Effect: 'Deny' });
        expect(openness[decide(more, asked)]).toBeLessThanOrEqual(openness[decide(set, asked)]);
      }),
      runs,
    );
  });

  it('an allow never lets less through', () => {
    fc.assert(
      fc.property(question, where, statement('withPrincipal'), ([set, asked], layer, added) => {
        fc.pre(set[layer] !== undefined);
        const more = adding(set, layer, { ...added, Effect: 'Allow' });
        expect(openness[decide(more, asked)]).toBeGreaterThanOrEqual(openness[decide(set, asked)]);
      }),
      runs,
    );
  });

  it('a limit never lets more through', () => {
    fc.assert(
      fc.property(
        question,
        fc.constantFrom('boundary', 'session', 'endpoint', 'scps', 'rcps'),
        ([set, asked], limit) => {
          expect(openness[decide(set, asked)]).toBeLessThanOrEqual(
            Math.max(openness[decide({ ...set, [limit]: undefined }, asked)], 0),
          );
        },
      ),
      runs,
    );
  });

  it('full access at every level of an organization is no organization', () => {
    const full: PolicyDocument = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
    };
    fc.assert(
      fc.property(question, fc.integer({ min: 1, max: 40 }), ([set, asked], count) => {
        const scps = Array.from({ length: count }, (_, level) => ({
          id: String(level),
          policies: [full],
        }));
        expect(decide({ ...set, scps }, asked)).toBe(decide({ ...set, scps: undefined }, asked));
        const last = { id: 'empty', policies: [] };
        const barred = authorize(compilePolicies({ ...set, scps: [...scps, last] }), asked);
        const alone = authorize(compilePolicies({ ...set, scps: [last] }), asked);
        expect(barred).toEqual(alone);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the same said otherwise', () => {
  const same = (
    name: string,
    turn: (set: PolicySet) => PolicySet,
    of: fc.Arbitrary<[PolicySet, AuthorizationRequest]> = question,
  ) =>
    it(name, () => {
      fc.assert(
        fc.property(of, ([set, asked]) => {
          expect(decide(turn(set), asked)).toBe(decide(set, asked));
        }),
        runs,
      );
    });

  same('statements in another order', (set) => eachDocument(set, (all) => all.toReversed()));
  same('every statement twice', (set) => eachDocument(set, (all) => [...all, ...all]));
  same('with names', (set) =>
    eachDocument(set, (all) => all.map((one, i) => ({ ...one, Sid: `S${i}` }))),
  );
  same('values in lists', (set) => eachDocument(set, (all) => all.map(listed)));
  same('actions and keys in another case', (set) => eachDocument(set, (all) => all.map(shouted)));
  same('one statement for each action', (set) =>
    eachDocument(set, (all) => all.flatMap((one) => split(one, 'Action'))),
  );
  same('one statement for each resource', (set) =>
    eachDocument(set, (all) => all.flatMap((one) => split(one, 'Resource'))),
  );
  same('an account by its root', (set) =>
    JSON.parse(
      JSON.stringify(set).replace(/"(\d{12})"/g, '"arn:aws:iam::$1:root"'),
      // Condition values are texts and stay as they are.
      (key, value) =>
        key === 'Condition'
          ? JSON.parse(JSON.stringify(value).replace(/"arn:aws:iam::(\d{12}):root"/g, '"$1"'))
          : value,
    ),
  );
});

describe('a condition that may be missing', () => {
  it('leaves an answer that every value of the unknown keys gives', () => {
    fc.assert(
      fc.property(question, request, ([set, asked], other) => {
        const compiled = compilePolicies(set);
        const open = authorize(compiled, asked, { missingContext: 'unknown' });
        // Who calls says of these keys whether they are there.
        const derivable = ['aws:SourceArn', 'aws:username', 'aws:PrincipalIsAWSService'];
        const others = Object.fromEntries(
          Object.entries(other.context ?? {}).filter(([key]) => !derivable.includes(key)),
        );
        const given = {
          ...asked,
          context: { ...others, ...asked.context },
          atMs: asked.atMs ?? other.atMs,
        };
        const closed = authorize(compiled, given).kind;
        if (open.kind === 'depends') expect(open.between).toContain(closed);
        else expect(closed).toBe(open.kind);
      }),
      { numRuns: 2 * runs.numRuns },
    );
  });

  it('turns on each condition it names', () => {
    fc.assert(
      fc.property(question, ([set, asked]) => {
        const open = authorize(compilePolicies(set), asked, { missingContext: 'unknown' });
        if (open.kind !== 'depends') return;
        expect(open.on.length).toBeGreaterThan(0);
        expect(open.between.length).toBeGreaterThan(1);
      }),
      runs,
    );
  });

  it('is nothing new when the context is complete', () => {
    fc.assert(
      fc.property(policySet, request, (set, asked) => {
        const plain = eachDocument(set, (all) => all.map((one) => leavingOut(one, ['Condition'])));
        const without = JSON.parse(JSON.stringify(plain).replaceAll('${', '$('));
        const compiled = compilePolicies(without);
        expect(authorize(compiled, asked, { missingContext: 'unknown' })).toEqual(
          authorize(compiled, asked),
        );
      }),
      runs,
    );
  });
});
