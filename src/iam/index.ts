/** Who may do what? Decides a request against IAM, repository, registry and organization policies, as AWS does. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export type { PreparedRequest } from './asked.js';
export { authorize } from './authorize.js';
export { type CompileOptions, compilePolicies } from './compile.js';
export type { CompiledPolicies } from './compiled.js';
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
  OneOrMany,
  OpenCondition,
  PolicyConditions,
  PolicyDocument,
  PolicyKind,
  PolicyLevel,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
  Remedy,
  SettledKind,
  StatementExplanation,
} from './types.js';
