import { unreachable } from '../../base/invariant.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import type { ImageDeleted, RegistryEvent, StorageClassChanged } from '../events.js';
import type { Registry } from '../types.js';
import { imageActivationRecord } from './activation.js';
import { deniedReplicationRecord } from './denied-replication.js';
import { imageActionEvent, imageActionEvents, storageClassEvent } from './image-action.js';
import { heldBackFailure, policyExecutionRecords } from './policy-execution.js';
import { pullThroughEvent } from './pull-through.js';
import { replicationEvent } from './replication.js';
import { basicScanEvent, inspectorScanEvent, scanFrequencyEvent } from './scan.js';
import { scanFrequencyChanges } from './scan-frequencies.js';
import type {
  EventBridgeEvent,
  EventMoment,
  EventReadings,
  PolicyActionFacts,
  PolicyRunFacts,
  SeverityCounts,
  TrailRecord,
} from './types.js';

/** How what happened is told. All of it is optional. */
export interface TellingOptions {
  readonly readings?: EventReadings | undefined;
  /** What a scan of an image found; nothing is found when absent. */
  readonly findingsOf?: ((imageDigest: string) => SeverityCounts | undefined) | undefined;
  /** The registry before and after the step; without them no change of scan frequencies is told. */
  readonly between?: { readonly before: Registry; readonly after: Registry } | undefined;
  /** Number of the first event, for those who tell several steps of one instant; 0 when absent. */
  readonly firstOrdinal?: number | undefined;
}

/**
 * What EventBridge delivers of what a step did, in the order in which it happened. Of settings other
 * than scan frequencies, of repositories, pulls and signatures CloudTrail alone tells.
 */
export function eventBridgeEventsOf(
  events: readonly RegistryEvent[],
  options: TellingOptions = {},
): readonly EventBridgeEvent[] {
  const { firstOrdinal = 0 } = options;
  return events.flatMap((event, index) =>
    delivered(event, momentOf(event, firstOrdinal + index), options),
  );
}

/**
 * What CloudTrail records besides the call, which `commandRecord` gives: runs of lifecycle policies, ends of restorings,
 * and replications that the registry policy of a destination refused.
 */
export function serviceRecordsOf(
  events: readonly RegistryEvent[],
  { firstOrdinal = 0 }: TellingOptions = {},
): readonly TrailRecord[] {
  return events.flatMap((event, index): readonly TrailRecord[] => {
    const moment = momentOf(event, firstOrdinal + index);
    if (event.kind === 'policy-executed') return policyExecutionRecords(moment, runOf(event));
    if (event.kind === 'replicated') return deniedBy(event, moment);
    const ends = event.kind === 'image-restored' && event.cause === 'clock';
    return ends ? [imageActivationRecord(moment, event)] : [];
  });
}

/** A failure that names an action is one of permission; others are told on EventBridge only. */
function deniedBy(
  event: Extract<RegistryEvent, { readonly kind: 'replicated' }>,
  moment: EventMoment,
): readonly TrailRecord[] {
  const { result, failure: action = '', repositoryName } = event;
  if (result !== 'FAILED' || !action.startsWith(`${servicePrefix}:`)) return [];
  const source = { registryId: event.sourceRegistryId, region: event.sourceRegion };
  return [deniedReplicationRecord(moment, { action, source, repositoryName })];
}

function momentOf({ registryId, region, atMs }: RegistryEvent, ordinal: number): EventMoment {
  return { registryId, region, atMs, ordinal };
}

function delivered(
  event: RegistryEvent,
  moment: EventMoment,
  { readings = {}, findingsOf, between }: TellingOptions,
): readonly EventBridgeEvent[] {
  switch (event.kind) {
    case 'image-pushed': {
      if (!isPushTold(event.cause, readings)) return [];
      return [
        imageActionEvent(moment, { ...event, actionType: 'PUSH', ...referrer(event) }, readings),
      ];
    }
    case 'tag-removed': {
      const { untagging = 'deletion' } = readings;
      if (event.cause === 'moved' || untagging === 'silent') return [];
      return [imageActionEvent(moment, { ...event, actionType: 'DELETE' }, readings)];
    }
    case 'image-deleted':
      return imageActionEvents(
        moment,
        { ...event, actionType: 'DELETE', ...referrer(event) },
        readings,
      );
    case 'image-archived':
      return [
        storageClassEvent(moment, { ...event, targetStorageClass: 'ARCHIVE', ...referrer(event) }),
      ];
    case 'image-restored':
      return [
        storageClassEvent(moment, {
          ...event,
          targetStorageClass: 'STANDARD',
          lastActivatedAtMs: event.atMs,
          ...referrer(event),
        }),
      ];
    case 'upstream-synced':
      return [pullThroughEvent(moment, event)];
    case 'replicated': {
      const source = { registryId: event.sourceRegistryId, region: event.sourceRegion };
      const withheld = readings.withheldTag === 'named' ? event.withheldTag : undefined;
      const imageTag = event.withheldTag === undefined ? event.imageTag : withheld;
      return [replicationEvent(moment, { ...event, source, imageTag }, readings)];
    }
    case 'scan-completed': {
      const findingSeverityCounts = findingsOf?.(event.imageDigest) ?? {};
      if (event.scanType === 'ENHANCED') {
        return [inspectorScanEvent(moment, { ...event, findingSeverityCounts })];
      }
      return [basicScanEvent(moment, { ...event, findingSeverityCounts, scanStatus: 'COMPLETE' })];
    }
    case 'setting-changed': {
      if (between === undefined || event.setting !== 'scanning') return [];
      const changes = scanFrequencyChanges(between.before, between.after, event);
      return changes.length === 0 ? [] : [scanFrequencyEvent(moment, changes)];
    }
    case 'repository-created':
    case 'repository-deleted':
    case 'image-activating':
    case 'pull-recorded':
    case 'upstream-checked':
    case 'signing-completed':
    case 'policy-executed':
      return [];
    default:
      return unreachable(event);
  }
}

/** An image that came by itself is told by the event of that way, and as a push only when it is read so. */
function isPushTold(
  cause: Extract<RegistryEvent, { readonly kind: 'image-pushed' }>['cause'],
  { replicatedPush = 'replication-only', importedPush = 'import-only' }: EventReadings,
): boolean {
  switch (cause) {
    case 'request':
    case 'signing':
      return true;
    case 'replication':
      return replicatedPush === 'push-too';
    case 'pull-through':
      return importedPush === 'push-too';
    default:
      return unreachable(cause);
  }
}

function referrer({
  subjectManifestDigest,
}: Pick<ImageDeleted | StorageClassChanged, 'subjectManifestDigest'>) {
  return { isReferrer: subjectManifestDigest !== undefined };
}

function runOf(
  event: Extract<RegistryEvent, { readonly kind: 'policy-executed' }>,
): PolicyRunFacts {
  return {
    kind: 'execution',
    repositoryName: event.repositoryName,
    policy: event.lifecyclePolicy,
    lastEvaluatedAtMs: event.lastEvaluatedAtMs,
    actions: event.actions.map(actionOf),
    failures: event.failures.map((failure) => ({
      ...actionOf(failure),
      ...heldBackFailure(failure.blockedBy),
    })),
  };
}

function actionOf({
  rulePriority,
  ...image
}: {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  readonly rulePriority: number;
}): PolicyActionFacts {
  return { ...image, appliedRulePriority: rulePriority };
}
