import { unreachable } from '../../base/invariant.js';
import {
  backfillRetentionMs,
  backfillStoppableStatuses,
  backfillTerminalStatuses,
} from '../../facts/replication.js';
import type { RegistryAddress } from '../../model/registry.js';
import type { ReplicationReadings } from '../types.js';
import { givesUp } from './plan.js';
import type {
  Backfill,
  BackfillDescription,
  BackfillEvent,
  BackfillProgress,
  BackfillResult,
  BackfillStatus,
  BackfillStop,
} from './types.js';

/** A backfill that has just been accepted. */
export function newBackfill({ region, registryId }: RegistryAddress): Backfill {
  const destination = { region, registryId };
  return { destination, status: 'PREPARING', progress: null, inFlightCount: 0, results: [] };
}

/** A backfill after something happened to it. */
export function advanceBackfill(
  backfill: Backfill,
  event: BackfillEvent,
  { readings = {} }: { readonly readings?: ReplicationReadings | undefined } = {},
): Backfill {
  switch (event.kind) {
    case 'prepared':
      return prepared(backfill, event.totalReplicationCount, event.atMs);
    case 'begun':
      // A backfill that is being stopped begins nothing new.
      if (backfill.status !== 'IN_PROGRESS') return backfill;
      return { ...backfill, inFlightCount: backfill.inFlightCount + event.count };
    case 'settled':
      return settled(backfill, event, readings);
    default:
      return unreachable(event);
  }
}

function prepared(backfill: Backfill, totalReplicationCount: number, atMs: number): Backfill {
  if (backfill.status !== 'PREPARING') return backfill;
  const progress: BackfillProgress = {
    totalReplicationCount,
    completedReplicationCount: 0,
    failedReplicationCount: 0,
    failureCodes: [],
  };
  if (totalReplicationCount > 0) return { ...backfill, status: 'IN_PROGRESS', progress };
  return { ...backfill, status: 'COMPLETE', progress, endedAtMs: atMs };
}

/** Takes results one by one, since the failure rule looks after each; what comes after the end is not counted. */
function settled(
  backfill: Backfill,
  { results, atMs }: Extract<BackfillEvent, { kind: 'settled' }>,
  readings: ReplicationReadings,
): Backfill {
  let { status, progress, inFlightCount } = backfill;
  const taken: BackfillResult[] = [];
  for (const result of results) {
    if (progress === null || (status !== 'IN_PROGRESS' && status !== 'STOPPING')) break;
    progress = counting(progress, result);
    inFlightCount = Math.max(0, inFlightCount - 1);
    taken.push(result);
    status = statusAfter(status, progress, inFlightCount, readings);
  }
  const next = { ...backfill, status, progress, inFlightCount };
  if (taken.length === 0) return backfill;
  const withResults = { ...next, results: [...backfill.results, ...taken] };
  return isTerminal(status) ? { ...withResults, endedAtMs: atMs } : withResults;
}

function counting(progress: BackfillProgress, { status, failureCode }: BackfillResult) {
  const failed = status === 'FAILED';
  const known = failureCode === undefined || progress.failureCodes.includes(failureCode);
  return {
    totalReplicationCount: progress.totalReplicationCount,
    completedReplicationCount: progress.completedReplicationCount + (failed ? 0 : 1),
    failedReplicationCount: progress.failedReplicationCount + (failed ? 1 : 0),
    failureCodes:
      failed && !known ? [...progress.failureCodes, failureCode] : progress.failureCodes,
  };
}

function statusAfter(
  status: 'IN_PROGRESS' | 'STOPPING',
  { totalReplicationCount, completedReplicationCount, failedReplicationCount }: BackfillProgress,
  inFlightCount: number,
  { backfillFewFailures }: ReplicationReadings,
): BackfillStatus {
  if (status === 'STOPPING') return inFlightCount === 0 ? 'STOPPED' : 'STOPPING';
  const processed = completedReplicationCount + failedReplicationCount;
  if (givesUp(processed, failedReplicationCount)) return 'FAILED';
  if (processed < totalReplicationCount) return 'IN_PROGRESS';
  const isFailed = backfillFewFailures === 'FAILED' && failedReplicationCount > 0;
  return isFailed ? 'FAILED' : 'COMPLETE';
}

/** StopReplicationBackfill: what is copied stays, and what has begun ends first. */
export function stopBackfill(backfill: Backfill, atMs: number): BackfillStop {
  if (!backfillStoppableStatuses.some((stoppable) => stoppable === backfill.status)) {
    return { kind: 'refused', exception: 'ReplicationBackfillInvalidStatusException' };
  }
  if (backfill.inFlightCount > 0) {
    return { kind: 'accepted', backfill: { ...backfill, status: 'STOPPING' } };
  }
  return { kind: 'accepted', backfill: { ...backfill, status: 'STOPPED', endedAtMs: atMs } };
}

/** DescribeReplicationBackfillResults at an instant, with all results or those of one status. */
export function describeBackfill(
  { status, progress, results, endedAtMs }: Backfill,
  {
    nowMs,
    resultStatusFilter,
  }: { readonly nowMs: number; readonly resultStatusFilter?: BackfillResult['status'] | undefined },
): BackfillDescription {
  if (endedAtMs !== undefined && nowMs - endedAtMs > backfillRetentionMs) {
    return { kind: 'refused', exception: 'ReplicationBackfillNotFoundException' };
  }
  const shown = isTerminal(status) ? results : [];
  return {
    kind: 'found',
    status,
    progress,
    results: shown.filter(
      (result) => resultStatusFilter === undefined || result.status === resultStatusFilter,
    ),
  };
}

function isTerminal(status: BackfillStatus): boolean {
  return backfillTerminalStatuses.some((terminal) => terminal === status);
}
