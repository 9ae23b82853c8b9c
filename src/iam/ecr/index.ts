/** Who may log in, pull, push and replicate, for one principal or many, and what is missing where? */
export { ecrCatalog } from './catalog.js';
export { explainWorkflow, type WorkflowExplanation } from './explain.js';
export {
  authorizationMatrix,
  type MatrixCell,
  type MatrixQuestion,
  type PrincipalSide,
  type ResourceSide,
} from './matrix.js';
export { type Remedy, withRemedy } from './remedies.js';
export { authorizeWorkflow, type WorkflowAnswer, type WorkflowStep } from './workflow.js';
export type {
  Asker,
  ClientWorkflow,
  ReplicationWorkflow,
  ResourceAndPolicy,
  SingleAction,
  WorkflowQuestion,
} from './workflows.js';
