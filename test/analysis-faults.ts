import type { NewAccessVerdict } from '../src/iam/analyze/index.js';
import { findNewAccess } from '../src/iam/analyze/index.js';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  type PolicySet,
  type PreparedRequest,
  prepareRequest,
} from '../src/iam/index.js';
import { diffLifecyclePolicies } from '../src/lifecycle/analyze/index.js';
import {
  compareLifecycle,
  compileLifecyclePolicy,
  type LifecyclePolicy,
} from '../src/lifecycle/index.js';
import { box } from './arbitraries/iam-boxes.js';
import { nearRepositories } from './arbitraries/near-repositories.js';

// What an analysis says of all inputs against many of them, one by one: a sentence where it is wrong, undefined where
// nothing speaks against it. The laws ask a few times, the nightly run often.

const prepared: readonly PreparedRequest[] = box.map(prepareRequest);

/** The first request of the box that is allowed by one set and not by the other, asked one by one. */
export function newInBox(before: PolicySet, after: PolicySet): AuthorizationRequest | undefined {
  const [old, now] = [compilePolicies(before), compilePolicies(after)];
  return prepared.find(
    (request) =>
      authorize(now, request).kind === 'allowed' && authorize(old, request).kind !== 'allowed',
  )?.request;
}

/** What is wrong with the verdict about two policy sets without policy variables. */
export function newAccessFault(before: PolicySet, after: PolicySet): string | undefined {
  const verdict = findNewAccess(before, after);
  // Nothing in these policies is beyond the procedure.
  if (verdict.kind === 'unknown') return `unknown: ${verdict.reason} at ${verdict.where}`;
  const shown = newInBox(before, after);
  if (shown !== undefined && verdict.kind === 'holds') return `missed: ${JSON.stringify(shown)}`;
  return witnessFault(verdict, before, after);
}

function witnessFault(
  verdict: NewAccessVerdict,
  before: PolicySet,
  after: PolicySet,
): string | undefined {
  if (verdict.kind !== 'fails') return undefined;
  const [old, now] = [compilePolicies(before), compilePolicies(after)];
  for (const { actions, witness } of verdict.access) {
    for (const action of actions) {
      const request = { ...witness, action };
      const isNew =
        authorize(now, request).kind === 'allowed' && authorize(old, request).kind !== 'allowed';
      if (!isNew) return `not new: ${JSON.stringify(request)}`;
    }
  }
  return undefined;
}

export type PolicyPair = readonly [LifecyclePolicy, LifecyclePolicy];

/** Whether two policies are said to be equal. */
export function isSaidEqual([before, after]: PolicyPair): boolean {
  const compiled = [compileLifecyclePolicy(before), compileLifecyclePolicy(after)] as const;
  return diffLifecyclePolicies(...compiled).kind === 'holds';
}

/** The first of so many random repositories on which two policies that are said to be equal differ. */
export function equalityFault(
  [before, after]: PolicyPair,
  { seed, count }: { readonly seed: number; readonly count: number },
): string | undefined {
  const compiled = [compileLifecyclePolicy(before), compileLifecyclePolicy(after)] as const;
  let left = count;
  for (const question of nearRepositories([before, after], seed)) {
    if (left-- === 0) return undefined;
    const { changes } = compareLifecycle(...compiled, question);
    // Which rule acts is no difference, as long as the same is done.
    const change = changes.find((one) => one.before.action?.type !== one.after.action?.type);
    if (change !== undefined) return JSON.stringify({ change, ...question });
  }
  return undefined;
}
