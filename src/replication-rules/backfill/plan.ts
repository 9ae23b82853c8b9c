import { invariant } from '../../base/invariant.js';
import {
  backfillFailureSampleMin,
  backfillFailureShare,
  backfillsInProgressMax,
  backfillsPerRegionMax,
} from '../../facts/replication.js';
import { isSameRegistry, type RegistryAddress } from '../../model/registry.js';
import { rulesFor } from '../match.js';
import { planDestination } from '../plan.js';
import type { CompiledDestination, CompiledReplication } from '../types.js';
import type {
  BackfillImage,
  BackfillPlan,
  BackfillRequest,
  BackfillStart,
  BackfillState,
  BackfillUnit,
  LeftOut,
  PlannedUnit,
} from './types.js';

/** Whether StartReplicationBackfill is accepted. */
export function startBackfill(
  { destinations, readings }: CompiledReplication,
  { destination, running = [] }: Pick<BackfillRequest, 'destination' | 'running'>,
): BackfillStart {
  if (!destinations.some((configured) => isSameRegistry(configured, destination))) {
    return { kind: 'refused', exception: readings.backfillUnknownDestination };
  }
  const inRegion = running.filter(({ region }) => region === destination.region).length;
  if (inRegion >= backfillsPerRegionMax) {
    return { kind: 'refused', exception: 'ReplicationBackfillInProgressException' };
  }
  if (running.length >= backfillsInProgressMax) {
    return { kind: 'refused', exception: 'LimitExceededException' };
  }
  return { kind: 'started', status: 'PREPARING' };
}

/**
 * What a backfill would copy to its destination, and how it would end. What is not told about the destination is
 * unknown; the first state without a repository name holds for every repository that is not named.
 */
export function planBackfill(
  compiled: CompiledReplication,
  request: BackfillRequest,
  world: readonly BackfillState[] = [],
): BackfillPlan {
  const start = startBackfill(compiled, request);
  const destination = compiled.destinations.find((configured) =>
    isSameRegistry(configured, request.destination),
  );
  if (start.kind === 'refused') return start;
  invariant(destination !== undefined, 'a backfill starts for a configured destination only');
  const stateOf = statesByRepository(world, destination);
  const units: PlannedUnit[] = [];
  const leftOut: LeftOut[] = [];
  for (const image of request.images) {
    const { repositoryName, imageDigest } = image;
    const rules = rulesTo(compiled, destination, repositoryName);
    const isPresent = stateOf(repositoryName)?.copy === 'present';
    const reason =
      rules.length === 0
        ? 'filtered'
        : (archivedReason(compiled, image) ?? presentReason(compiled, isPresent));
    if (reason !== undefined) {
      leftOut.push({ repositoryName, imageDigest, reason });
      continue;
    }
    for (const unit of unitsOf(image)) {
      const { imageTag } = unit.imageId;
      const tags = imageTag === undefined ? [] : [imageTag];
      const plan = planDestination(destination, rules, tags, stateOf(repositoryName));
      units.push({ ...unit, plan });
    }
  }
  return { kind: 'started', units, leftOut, ...countsOf(units, compiled.readings) };
}

function rulesTo(
  compiled: CompiledReplication,
  destination: CompiledDestination,
  repositoryName: string,
): readonly number[] {
  const applying = rulesFor(compiled, repositoryName);
  return destination.rules.filter((rule) => applying.has(rule));
}

function archivedReason(
  { readings }: CompiledReplication,
  { imageStatus = 'ACTIVE' }: BackfillImage,
): 'archived' | undefined {
  return imageStatus === 'ACTIVE' || readings.backfillArchived === 'copied'
    ? undefined
    : 'archived';
}

function presentReason(
  { readings }: CompiledReplication,
  isPresent: boolean,
): 'present' | undefined {
  return isPresent && readings.backfillPresent === 'left-out' ? 'present' : undefined;
}

/** An image counts once for each of its tags, and once when it has none. */
function unitsOf({
  repositoryName,
  imageDigest,
  imageTags,
}: BackfillImage): readonly BackfillUnit[] {
  if (imageTags.length === 0) return [{ repositoryName, imageId: { imageDigest } }];
  return imageTags.map((imageTag) => ({ repositoryName, imageId: { imageDigest, imageTag } }));
}

function statesByRepository(world: readonly BackfillState[], address: RegistryAddress) {
  const { region, registryId } = address;
  const named = new Map(world.map((state) => [state.repositoryName, state]));
  const others = named.get(undefined);
  return (repositoryName: string) => {
    const state = named.get(repositoryName) ?? others;
    return state === undefined ? undefined : { ...state, region, registryId };
  };
}

function countsOf(units: readonly PlannedUnit[], readings: CompiledReplication['readings']) {
  const totalReplicationCount = units.length;
  const depending = units.filter(({ plan }) => plan.outcome === 'depends').length;
  const completed = units.filter(({ plan }) => plan.outcome === 'copied').length;
  const failed = totalReplicationCount - completed - depending;
  return {
    totalReplicationCount,
    completedReplicationCount: completed,
    failedReplicationCount: failed,
    dependingReplicationCount: depending,
    status: endOf(totalReplicationCount, failed, depending, readings),
  };
}

/**
 * How a backfill ends. Failures that all come last weigh least when everything has been processed, and failures that
 * all come first weigh most when enough has been processed to be judged: between the two the order decides.
 */
function endOf(
  total: number,
  failed: number,
  depending: number,
  { backfillFewFailures }: Pick<CompiledReplication['readings'], 'backfillFewFailures'>,
): 'COMPLETE' | 'FAILED' | 'depends' {
  if (backfillFewFailures === 'FAILED') {
    if (failed > 0) return 'FAILED';
    return depending > 0 ? 'depends' : 'COMPLETE';
  }
  if (givesUp(total, failed)) return 'FAILED';
  const mostFailed = failed + depending;
  const judged = total >= backfillFailureSampleMin;
  const canGiveUp = judged && givesUp(backfillFailureSampleMin, Math.min(mostFailed, total));
  return canGiveUp ? 'depends' : 'COMPLETE';
}

/** Whether a backfill fails as a whole at this point. */
export function givesUp(processed: number, failed: number): boolean {
  return processed >= backfillFailureSampleMin && failed >= processed * backfillFailureShare;
}
