import type { Diagnostic } from '../base/diagnostic.js';
import { failure, type Result, success } from '../base/result.js';
import {
  type AssertionResult,
  type CapabilityGaps,
  checkAssertions,
  type ExternalAccessVerdict,
  findCapabilityGaps,
  findExternalAccess,
  findNewAccess,
  type NewAccessVerdict,
  type Policies,
  type PolicyAssertion,
  parseAssertions,
  type ZoneOfTrust,
} from '../iam/analyze/index.js';
import { type PolicyKind, parsePolicy } from '../iam/index.js';
import {
  type LifecycleVerdict,
  neverActsOnMore,
  neverDeletesMore,
} from '../lifecycle/analyze/index.js';
import {
  compileLifecyclePolicy,
  type LifecyclePolicy,
  parseLifecyclePolicy,
} from '../lifecycle/index.js';
import { type ShownBy, shownRepository } from './shown-repository.js';

/** What is to be proved, as text or as values. */
export type ProveInput =
  | {
      /** The second policy deletes, or acts on, no image that the first leaves alone, whatever the repository holds. */
      readonly claim: 'never-deletes-more' | 'never-acts-on-more';
      readonly before: unknown;
      readonly after: unknown;
    }
  | {
      /** The second policy allows no request that the first does not. */
      readonly claim: 'no-new-access';
      readonly kind: PolicyKind;
      readonly before: unknown;
      readonly after: unknown;
    }
  | {
      /** Nobody outside the zone of trust gets in. */
      readonly claim: 'not-public';
      readonly kind: 'repository' | 'registry';
      readonly policy: unknown;
      readonly zone?: ZoneOfTrust | undefined;
    }
  | {
      /** Whoever may begin a pull, a push or a replication may end it; logging in is part of a pull and a push. */
      readonly claim: 'no-gaps';
      readonly kind: PolicyKind;
      readonly policy: unknown;
    }
  | {
      /** What is asserted of a policy holds for every request. */
      readonly claim: 'assertions';
      readonly kind: PolicyKind;
      readonly policy: unknown;
      readonly assertions: unknown;
    };

/** An answer about all inputs at once, by the claim it is about. */
export type ProveAnswer =
  | {
      readonly claim: 'never-deletes-more' | 'never-acts-on-more';
      readonly verdict: LifecycleVerdict;
      /** Of a failure the repository that shows it, image by image. */
      readonly shownBy?: ShownBy | undefined;
    }
  | { readonly claim: 'no-new-access'; readonly verdict: NewAccessVerdict }
  | { readonly claim: 'not-public'; readonly verdict: ExternalAccessVerdict }
  | { readonly claim: 'no-gaps'; readonly workflows: CapabilityGaps }
  | { readonly claim: 'assertions'; readonly results: readonly AssertionResult[] };

/**
 * Proves a claim about policies for all inputs, or shows one that was tried: a repository, or a request. Fails only when
 * something cannot be read; that a claim does not hold is an answer.
 */
export function prove(input: ProveInput): Result<ProveAnswer> {
  switch (input.claim) {
    case 'never-deletes-more':
    case 'never-acts-on-more':
      return both(
        named('before', parseLifecyclePolicy(input.before)),
        named('after', parseLifecyclePolicy(input.after)),
        (before, after) => proveLifecycle(input.claim, before, after),
      );
    case 'no-new-access': {
      const { kind } = input;
      return both(
        named('before', parsePolicy(input.before, kind)),
        named('after', parsePolicy(input.after, kind)),
        (before, after) => proveNoNewAccess({ kind, document: before }, { kind, document: after }),
      );
    }
    case 'not-public': {
      const { kind, zone } = input;
      const read = named('policy', parsePolicy(input.policy, kind));
      return both(read, success(zone), (document) => proveNotPublic({ kind, document }, zone));
    }
    case 'no-gaps': {
      const { kind } = input;
      const read = named('policy', parsePolicy(input.policy, kind));
      return both(read, success(undefined), (document) => proveNoGaps({ kind, document }));
    }
    case 'assertions': {
      const { kind } = input;
      return both(
        named('policy', parsePolicy(input.policy, kind)),
        named('assertions', parseAssertions(input.assertions)),
        (document, assertions) => proveAssertions({ kind, document }, assertions),
      );
    }
  }
}

/** The same for lifecycle policies that were read already. */
export function proveLifecycle(
  claim: 'never-deletes-more' | 'never-acts-on-more',
  before: LifecyclePolicy,
  after: LifecyclePolicy,
): ProveAnswer {
  const ask = claim === 'never-deletes-more' ? neverDeletesMore : neverActsOnMore;
  const [old, now] = [compileLifecyclePolicy(before), compileLifecyclePolicy(after)];
  const verdict = ask(old, now);
  return { claim, verdict, shownBy: shownRepository(verdict, old, now) };
}

/** The same for policies, or policy sets, that were read already. */
export function proveNoNewAccess(before: Policies, after: Policies): ProveAnswer {
  return { claim: 'no-new-access', verdict: findNewAccess(before, after) };
}

/** The same for a policy, or a policy set, that was read already. */
export function proveNotPublic(policies: Policies, zone: ZoneOfTrust = {}): ProveAnswer {
  return { claim: 'not-public', verdict: findExternalAccess(policies, zone) };
}

/** The same for a policy, or a policy set, that was read already. */
export function proveNoGaps(policies: Policies): ProveAnswer {
  return { claim: 'no-gaps', workflows: findCapabilityGaps(policies) };
}

/** The same for assertions and a policy, or a policy set, that were read already. */
export function proveAssertions(
  policies: Policies,
  assertions: readonly PolicyAssertion[],
): ProveAnswer {
  return { claim: 'assertions', results: checkAssertions(policies, assertions) };
}

/** Whether everything that was claimed holds: a gate lets pass nothing that merely may hold. */
export function isProved(answer: ProveAnswer): boolean {
  switch (answer.claim) {
    case 'assertions':
      return answer.results.every(({ verdict }) => verdict.kind === 'holds');
    case 'no-gaps':
      return answer.workflows.gaps.length === 0 && answer.workflows.open.length === 0;
    default:
      return answer.verdict.kind === 'holds';
  }
}

/** What reading one of the inputs found, with the name of the input in front of each place. */
function named<T>(name: string, result: Result<T>): Result<T> {
  const diagnostics = result.diagnostics.map(
    (diagnostic): Diagnostic => ({ ...diagnostic, at: `/${name}${diagnostic.at}` }),
  );
  return { ...result, diagnostics };
}

function both<A, B>(
  one: Result<A>,
  other: Result<B>,
  answer: (one: A, other: B) => ProveAnswer,
): Result<ProveAnswer> {
  const diagnostics = [...one.diagnostics, ...other.diagnostics];
  if (!one.ok || !other.ok) return failure(diagnostics);
  return success(answer(one.value, other.value), diagnostics);
}
