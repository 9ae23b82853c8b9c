/**
 * What happened in a registry, as EventBridge and CloudTrail tell it. Pure: ids and instants are given or derived. What a
 * step did is told by functions of the door of the registry itself, which carries all that a step needs.
 */
export { imageActivationRecord } from './activation.js';
export { apiCallRecord, isReadOnlyOperation } from './api-call.js';
export { userIdentityOf } from './identity.js';
export { imageActionEvent, imageActionEvents, storageClassEvent } from './image-action.js';
export { heldBackFailure, policyExecutionRecords } from './policy-execution.js';
export { pullThroughEvent } from './pull-through.js';
export { replicationEvent } from './replication.js';
export { basicScanEvent, inspectorScanEvent, scanFrequencyEvent } from './scan.js';
export type {
  ActivationFacts,
  ApiCallFacts,
  EventBridgeEvent,
  EventMoment,
  EventReadings,
  EventResult,
  ImageActionDetail,
  ImageActionEvent,
  ImageActionFacts,
  ImageActivationRecord,
  LifecycleEventImageAction,
  LifecycleEventRule,
  PolicyActionFacts,
  PolicyExecutionDetails,
  PolicyExecutionRecord,
  PolicyFailureFacts,
  PolicyRunFacts,
  PullThroughDetail,
  PullThroughEvent,
  PullThroughFacts,
  ReplicationDetail,
  ReplicationEvent,
  ReplicationFacts,
  ScanDetail,
  ScanEvent,
  ScanFacts,
  ScanFrequencyDetail,
  ScanFrequencyEvent,
  ScanFrequencyFacts,
  SeverityCounts,
  StorageClassDetail,
  StorageClassEvent,
  StorageClassFacts,
  TrailMoment,
  TrailRecord,
  UserIdentity,
} from './types.js';
export { viaEventBridge } from './via-event-bridge.js';
