import { authorize } from '../authorize.js';
import { type CompileOptions, compilePolicies } from '../compile.js';
import type { CompiledPolicies } from '../compiled.js';
import type {
  AuthorizationDecision,
  AuthorizationRequest,
  AuthorizeOptions,
  Blocker,
  PolicySet,
} from '../types.js';
import { type Decide, joined, type Remedy, remediesFor } from './remedies.js';
import { type WorkflowQuestion, workflowRequests } from './workflows.js';

/** One request of a workflow, and how it is decided. */
export interface WorkflowStep {
  readonly request: AuthorizationRequest;
  readonly decision: AuthorizationDecision;
  /** What to add so that this step is allowed; empty when it is, or when adding does not help. */
  readonly remedies: readonly Remedy[];
}

/** Whether a workflow goes through, and what is missing if not. */
export interface WorkflowAnswer {
  /** `explicitDeny` as soon as one step is, then `implicitDeny`, then `depends`. */
  readonly kind: AuthorizationDecision['kind'];
  /** Every layer that blocks a step, each once. */
  readonly blockedBy: readonly Blocker[];
  readonly steps: readonly WorkflowStep[];
  /** The statements that are missing over all steps, joined where they differ in the action alone. */
  readonly remedies: readonly Remedy[];
}

/**
 * May it pull, push, log in or replicate? Decides every request that the workflow takes, and finds for each one that is
 * denied the policy in which a statement is missing, and that statement. Sets are taken as documents, since a missing
 * statement is found by adding it and asking again.
 */
export function authorizeWorkflow(
  policies: PolicySet,
  question: WorkflowQuestion,
  { readings, catalog, missingContext }: AuthorizeOptions & CompileOptions = {},
): WorkflowAnswer {
  const compiled = new Map<PolicySet, CompiledPolicies>();
  const decide: Decide = (set, request) => {
    const known = compiled.get(set) ?? compilePolicies(set, { readings, catalog });
    compiled.set(set, known);
    return authorize(known, request, { missingContext });
  };
  const steps = workflowRequests(policies, question).map(({ request, policies: own }) => ({
    request,
    decision: decide(own, request),
    remedies: remediesFor(own, request, decide, catalog),
  }));
  const kinds = steps.map(({ decision }) => decision.kind);
  const kind = gravest.find((one) => kinds.includes(one)) ?? 'allowed';
  return {
    kind,
    blockedBy: blockersOf(steps),
    steps,
    remedies: joined(steps.flatMap(({ remedies }) => remedies)),
  };
}

function blockersOf(steps: readonly WorkflowStep[]): readonly Blocker[] {
  const all = steps.flatMap(({ decision }) => ('blockedBy' in decision ? decision.blockedBy : []));
  return [...new Map(all.map((one) => [`${one.layer} ${one.level} ${one.kind}`, one])).values()];
}

const gravest = ['explicitDeny', 'implicitDeny', 'depends'] as const;
