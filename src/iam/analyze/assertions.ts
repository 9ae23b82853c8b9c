import { at } from '../../base/invariant.js';
import type { CompiledPolicies } from '../compiled.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { openGap, placed } from './open.js';
import type { PolicyAssertion } from './parse-assertions.js';
import { anyGap } from './placeholders.js';
import { budgetOf } from './realm.js';
import { isAllowed, replayed, someApply } from './replay.js';
import { compileScope, inScope } from './scope.js';
import { isSingle, type Policies, surroundingsOf } from './subject.js';
import { type OpenActions, sweep } from './sweep.js';
import { all, not } from './theory/formula.js';
import type { Assumption, PolicyVerdict } from './verdict.js';

/**
 * Whether an assertion holds. `fails` comes with a request that must not be allowed and is, or that must be and is not;
 * `actions` are all those for which there is one. Both sides of the replay are the answer of the one set.
 */
export interface AssertionResult {
  readonly assertion: PolicyAssertion;
  readonly verdict: PolicyVerdict<{ readonly actions: readonly string[] }>;
}

/** Do the policies keep what is asserted of them, for every request there is? */
export function checkAssertions(
  policies: Policies,
  assertions: readonly PolicyAssertion[],
  options: AnalysisOptions = {},
): readonly AssertionResult[] {
  return assertions.map((assertion) => {
    return { assertion, verdict: checkAssertion(policies, assertion, options) };
  });
}

function checkAssertion(
  policies: Policies,
  { kind, requests, at: place }: PolicyAssertion,
  options: AnalysisOptions,
): AssertionResult['verdict'] {
  // The root user of an account may do whatever no limit forbids; whoever means him, names him.
  const namesCaller = requests.Principal !== undefined;
  const common = assumptionsOf(isSingle(policies));
  const assumptions: readonly Assumption[] = namesCaller ? common : [...common, 'no-root-user'];
  const isBroken = (compiled: CompiledPolicies, scope: CompiledPolicies, request: Request) =>
    someApply(scope, request) && isAllowed(compiled, request) === (kind === 'never');
  const open: OpenActions[] = [];
  const budget = budgetOf(options);
  const scope = compileScope([requests], options);
  for (const { compile, covers } of surroundingsOf([policies], options)) {
    const compiled = compile(policies);
    const swept = sweep(
      {
        sets: [compiled, scope],
        given: 1,
        covers: (world) => covers(world) && (namesCaller || world.caller !== 'root'),
        skips: ({ about }) => about[1]?.length === 0,
        asks: ([own, asked], action) => {
          const allowed = own?.allowed(action) ?? all([]);
          return all([inScope(asked), kind === 'never' ? allowed : not(allowed)]);
        },
        check: (request) => isBroken(compiled, scope, request),
      },
      budget,
    );
    open.push(...swept.open);
    const [first] = swept.found;
    if (first === undefined) continue;
    const decision = at(replayed([compiled], first.request), 0);
    const actions = swept.found.flatMap((found) => found.actions);
    const replay = { before: decision, after: decision };
    return { kind: 'fails', witness: first.request, replay, actions, assumptions };
  }
  const gap = anyGap([at(surroundingsOf([policies], options), 0).compile(policies)]);
  if (gap !== undefined) open.push(openGap(gap));
  if (anyGap([scope]) !== undefined) open.push(openGap(place));
  const [doubt] = placed(open, policies, place);
  if (doubt === undefined) return { kind: 'holds', assumptions };
  return { kind: 'unknown', reason: doubt.reason, where: doubt.where, assumptions };
}

type Request = Parameters<typeof isAllowed>[1];
