/** Who may do what? Decides a request against IAM, repository, registry and organization policies, as AWS does. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export type { PreparedRequest } from './asked.js';
export { authorize } from './authorize.js';
export { type CompileOptions, compilePolicies } from './compile.js';
export type { CompiledPolicies } from './compiled.js';
export { ecrCatalog } from './ecr/catalog.js';
export { explainAuthorization } from './explain.js';
export { policyKinds } from './kinds.js';
export { parsePolicy } from './parse/policy.js';
export { parsePolicySet } from './parse/set.js';
export { prepareRequest } from './prepare.js';
export { readingsOf } from './readings.js';
export type {
  AuthorizationDecision,
  AuthorizationExplanation,
  AuthorizationRequest,
  AuthorizeOptions,
  Blocker,
  Catalog,
  CatalogAction,
  Consultation,
  IamReadings,
  LayerExplanation,
  LayerVerdict,
  MatteringDoubt,
  NeededChange,
  OneOrMany,
  OpenCondition,
  PolicyConditions,
  PolicyDocument,
  PolicyKind,
  PolicyLevel,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
  SettledKind,
  StatementExplanation,
} from './types.js';
