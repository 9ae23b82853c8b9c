import { type CompileOptions, compilePolicies } from '../compile.js';
import { explainAuthorization } from '../explain.js';
import type { AuthorizationExplanation, AuthorizeOptions, PolicySet } from '../types.js';
import { authorizeWorkflow, type WorkflowAnswer } from './workflow.js';
import { type WorkflowQuestion, workflowRequests } from './workflows.js';

/** The answer of `authorizeWorkflow`, with the explanation of each of its steps, in their order. */
export interface WorkflowExplanation {
  readonly answer: WorkflowAnswer;
  readonly steps: readonly AuthorizationExplanation[];
}

/** Why a workflow goes through or not: the answer, and what every policy says to each request. */
export function explainWorkflow(
  policies: PolicySet,
  question: WorkflowQuestion,
  options: AuthorizeOptions & CompileOptions = {},
): WorkflowExplanation {
  return {
    answer: authorizeWorkflow(policies, question, options),
    steps: workflowRequests(policies, question).map(({ request, policies: own }) =>
      explainAuthorization(compilePolicies(own, options), request, options),
    ),
  };
}
