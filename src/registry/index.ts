/**
 * Questions about a whole registry: how its repositories are named and addressed, which quotas are near, and what its
 * domains tell one another.
 */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export { parseRepositoryArn, repositoryArn } from '../model/arn.js';
export { type HostKind, registryHost } from '../model/host.js';
export type { Image, ImageStatus } from '../model/image.js';
export { formatImageUri, type ImageUri, parseImageUri, repositoryUri } from '../model/image-uri.js';
export { needsOptIn, type Partition, partitionOf } from '../model/region.js';
export type { RegistryAddress } from '../model/registry.js';
export {
  isRepositoryName,
  namespacesOf,
  parseRepositoryName,
  type RepositoryAddress,
  type RepositoryNameReadings,
} from '../model/repository.js';
export { type CallOptions, commandRecord } from './events/command.js';
export { eventBridgeEventsOf, serviceRecordsOf, type TellingOptions } from './events/tell.js';
export type { EventBridgeEvent, EventReadings, TrailRecord } from './events/types.js';
export type {
  ArrivalCause,
  EventImage,
  EventPlace,
  ImageDeleted,
  ImagePushed,
  PolicyAction,
  PolicyExecuted,
  RegistryEvent,
  Replicated,
  SettingChanged,
  SettingName,
  StorageClassChanged,
  UpstreamSynced,
} from './events.js';
export { imageOf, parentsOf, referrersOf, taggedImage } from './images.js';
export type {
  Command,
  CommandOf,
  CommandPrincipal,
  ImageDescription,
  ImageFailure,
  ImageFilter,
  ImageIdentifier,
  ImageRecord,
  Operation,
  OperationInputs,
  OperationOutput,
  Outcome,
  Outside,
  Refusal,
  StepResult,
  Upstream,
  UpstreamImage,
} from './operations.js';
export { checkQuotas } from './quotas/check.js';
export { explainQuotas } from './quotas/explain.js';
export { countRequests, leastTimeOf } from './quotas/requests.js';
export type {
  ImageTransfer,
  LeastTime,
  QuotaAnswer,
  QuotaExplanation,
  QuotaInventory,
  QuotaName,
  QuotaOptions,
  QuotaPlace,
  QuotaReadings,
  QuotaRepository,
  QuotaUse,
  RatedOperation,
  RequestCounts,
} from './quotas/types.js';
export {
  type ReadRegistry,
  type ReadRegistryOptions,
  type RegistryDocumentKind,
  type RegistryFile,
  type RegistryFinding,
  readRegistry,
} from './read/index.js';
export { tagStateOf, templateStateOf } from './replication/states.js';
export { registryOf, snapshotOf } from './snapshot.js';
export { step } from './step.js';
export type {
  DueWork,
  PolicyInForce,
  PrincipalPolicies,
  RegionalRegistry,
  RegionalSnapshot,
  Registry,
  RegistryOptionsReadings,
  RegistryReadings,
  RegistrySnapshot,
  Repository,
  RepositorySnapshot,
  StoredImage,
} from './types.js';
export { emptyRegistry, type RegistryOptions, regionalRegistry, repositoryIn } from './value.js';
export {
  type AwsResponse,
  registryFiles,
  toDescribeImagesResponse,
  toDescribeRepositoriesResponse,
} from './write/index.js';
