import { authorize } from '../authorize.js';
import type { CompiledPolicies } from '../compiled.js';
import { askOf } from '../layers/ask.js';
import { miss, missOf } from '../match/statement.js';
import { prepareRequest } from '../prepare.js';
import type { AuthorizationDecision, AuthorizationRequest } from '../types.js';
import { isSingle, type Policies, placeOf } from './subject.js';

/** What the engine answers to a request, by policy set. */
export function replayed(
  sets: readonly CompiledPolicies[],
  request: AuthorizationRequest,
): readonly AuthorizationDecision[] {
  const prepared = prepareRequest(request);
  return sets.map((compiled) => authorize(compiled, prepared));
}

/** Whether the engine allows a request. */
export function isAllowed(compiled: CompiledPolicies, request: AuthorizationRequest): boolean {
  return authorize(compiled, request).kind === 'allowed';
}

/** Whether one of a set's statements applies to a request. */
export function someApply(compiled: CompiledPolicies, request: AuthorizationRequest): boolean {
  const ask = askOf(compiled, prepareRequest(request), false);
  return compiled.program.statements.some((statement) => missOf(statement, ask) === miss.none);
}

/**
 * The statements that allow a request: JSON pointers into the policies that were given, without those that were put
 * beside a single policy.
 */
export function allowing(
  compiled: CompiledPolicies,
  request: AuthorizationRequest,
  policies: Policies,
): readonly string[] {
  const ask = askOf(compiled, prepareRequest(request), false);
  const own = isSingle(policies) ? placeOf(policies) : '';
  return compiled.program.statements
    .filter((statement) => statement.effect === 'Allow' && missOf(statement, ask) === miss.none)
    .filter(({ at }) => at.startsWith(`${own}/`))
    .map(({ at }) => at.slice(own.length));
}
