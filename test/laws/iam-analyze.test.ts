import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNewAccess } from '../../src/iam/analyze/index.js';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  type PolicySet,
  type PreparedRequest,
  prepareRequest,
} from '../../src/iam/index.js';
import { box, mutatedSet, policySet } from '../arbitraries/iam-boxes.js';

const numRuns = 150;
const prepared: readonly PreparedRequest[] = box.map(prepareRequest);

/** The first request of the box that is allowed by one set and not by the other, asked one by one. */
function newInBox(before: PolicySet, after: PolicySet): AuthorizationRequest | undefined {
  const [old, now] = [compilePolicies(before), compilePolicies(after)];
  return prepared.find(
    (request) =>
      authorize(now, request).kind === 'allowed' && authorize(old, request).kind !== 'allowed',
  )?.request;
}

const pairs = (variables: boolean) =>
  fc.oneof(
    fc.tuple(policySet(variables), policySet(variables)),
    policySet(variables).chain((set) => fc.tuple(fc.constant(set), mutatedSet(set, variables))),
    policySet(variables).chain((set) => fc.tuple(mutatedSet(set, variables), fc.constant(set))),
  );

describe('new access between two policy sets', () => {
  it('is found whenever some request of a small box shows it, and only if the engine agrees', () => {
    fc.assert(
      fc.property(pairs(false), ([before, after]) => {
        const verdict = findNewAccess(before, after);
        const shown = newInBox(before, after);
        if (shown !== undefined) expect(verdict).toMatchObject({ kind: 'fails' });
        if (verdict.kind === 'fails') {
          for (const { actions, witness } of verdict.access) {
            for (const action of actions) {
              const request = { ...witness, action };
              expect(authorize(compilePolicies(after), request).kind).toBe('allowed');
              expect(authorize(compilePolicies(before), request).kind).not.toBe('allowed');
            }
          }
        }
        // Nothing in these policies is beyond the procedure.
        expect(verdict.kind).not.toBe('unknown');
      }),
      { numRuns },
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
