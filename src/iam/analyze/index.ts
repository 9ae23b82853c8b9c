/** What do policies allow, of all requests there are? Every answer is a proof, or a request that was asked again. */
export {
  type AccessCell,
  type AccessTable,
  accessTable,
  type TableCaller,
} from './access-table.js';
export { type AssertionResult, checkAssertions } from './assertions.js';
export {
  type CapabilityGap,
  type CapabilityGaps,
  findCapabilityGaps,
} from './capability-gaps.js';
export {
  type Contradiction,
  type Contradictions,
  findContradictions,
} from './contradictions.js';
export {
  type ExternalAccess,
  type ExternalAccessVerdict,
  findExternalAccess,
  type Outsider,
  type ZoneOfTrust,
} from './external-access.js';
export { findLayerEffect, type LayerEffect, type LayerName } from './layer-effect.js';
export { checkLockOut, type LockOutVerdict } from './lock-out.js';
export {
  type AnalysisOptions,
  findNewAccess,
  type NewAccess,
  type NewAccessVerdict,
} from './new-access.js';
export { type PolicyAssertion, parseAssertions } from './parse-assertions.js';
export type { StatementElement } from './request/statement.js';
export type { RequestScope } from './scope.js';
export { type Simplified, simplifyPolicy } from './simplify.js';
export {
  findIdleStatements,
  type StatementFinding,
  type StatementFindings,
} from './statements.js';
export type { Policies, SinglePolicy } from './subject.js';
export type { OpenActions } from './sweep.js';
export type { Assumption, PolicyVerdict, Replay, Unknown } from './verdict.js';
