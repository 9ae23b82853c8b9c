/** Where does an image go that is pushed? Plans, as a registry's replication does, what each destination gets. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export type { RegistryAddress } from '../model/registry.js';
export { explainBackfill } from './backfill/explain.js';
export { planBackfill, startBackfill } from './backfill/plan.js';
export {
  advanceBackfill,
  describeBackfill,
  newBackfill,
  stopBackfill,
} from './backfill/progress.js';
export type {
  Backfill,
  BackfillDescription,
  BackfillEvent,
  BackfillException,
  BackfillExplanation,
  BackfillImage,
  BackfillPlan,
  BackfillProgress,
  BackfillRequest,
  BackfillResult,
  BackfillStart,
  BackfillState,
  BackfillStatus,
  BackfillStop,
  BackfillUnit,
  LeftOut,
  PlannedUnit,
} from './backfill/types.js';
export { compileReplication, type ReplicationOptions } from './compile.js';
export { explainReplication } from './explain.js';
export { parseReplicationConfiguration } from './parse.js';
export { planReplication } from './plan.js';
export type {
  Arrival,
  CompiledDestination,
  CompiledReplication,
  DestinationExplanation,
  DestinationPlan,
  DestinationState,
  Permission,
  ReplicatedImage,
  ReplicationAction,
  ReplicationCause,
  ReplicationConfiguration,
  ReplicationDestination,
  ReplicationDocumentReadings,
  ReplicationExplanation,
  ReplicationPlan,
  ReplicationPush,
  ReplicationReadings,
  ReplicationRule,
  ReplicationWorld,
  RepositoryFilter,
  RuleMiss,
  SkipReason,
  TagFate,
  TagState,
  TemplateState,
  Unknown,
} from './types.js';
