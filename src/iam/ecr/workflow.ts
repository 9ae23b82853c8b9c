import { authorize } from '../authorize.js';
import { compilePolicies } from '../compile.js';
import type {
  AuthorizationDecision,
  AuthorizationRequest,
  AuthorizeOptions,
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
  readonly steps: readonly WorkflowStep[];
  /** The statements that are missing over all steps, one for each policy. */
  readonly remedies: readonly Remedy[];
}

/**
 * May it pull, push, log in or replicate? Decides every request that the workflow takes, and finds for each that is
 * denied the policy in which a statement is missing, and that statement.
 */
export function authorizeWorkflow(
  policies: PolicySet,
  question: WorkflowQuestion,
  options: AuthorizeOptions = {},
): WorkflowAnswer {
  const decide: Decide = (set, request) => authorize(compilePolicies(set), request, options);
  const steps = workflowRequests(policies, question).map(({ request, policies: own }) => ({
    request,
    decision: decide(own, request),
    remedies: remediesFor(own, request, decide),
  }));
  const kinds = steps.map(({ decision }) => decision.kind);
  const kind = gravest.find((one) => kinds.includes(one)) ?? 'allowed';
  return { kind, steps, remedies: joined(steps.flatMap(({ remedies }) => remedies)) };
}

const gravest = ['explicitDeny', 'implicitDeny', 'depends'] as const;
