import { unreachable } from '../../base/invariant.js';
import { counted, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import {
  backfillFailureSampleMin,
  backfillFailureShare,
  backfillsInProgressMax,
} from '../../facts/replication.js';
import type { CompiledReplication } from '../types.js';
import { planBackfill } from './plan.js';
import type {
  BackfillException,
  BackfillExplanation,
  BackfillPlan,
  BackfillRequest,
  BackfillState,
} from './types.js';

/** The plan of `planBackfill`, with a sentence and the facts it rests on. */
export function explainBackfill(
  compiled: CompiledReplication,
  request: BackfillRequest,
  world: readonly BackfillState[] = [],
): BackfillExplanation {
  const plan = planBackfill(compiled, request, world);
  if (plan.kind === 'refused') {
    const { sentence, because } = refusal(plan.exception, request);
    return { plan, sentence, because };
  }
  const fewFail = compiled.readings.backfillFewFailures === 'FAILED';
  return { plan, sentence: startedSentence(plan, fewFail), because: startedFacts };
}

type Started = Extract<BackfillPlan, { kind: 'started' }>;

function startedSentence(plan: Started, fewFail: boolean): string {
  const { totalReplicationCount, failedReplicationCount, dependingReplicationCount } = plan;
  const parts = [
    counted(totalReplicationCount, 'replication'),
    ...(failedReplicationCount > 0 ? [`${failedReplicationCount} of them fail`] : []),
    ...(dependingReplicationCount > 0
      ? [`${dependingReplicationCount} depend on what is unknown`]
      : []),
    ...(plan.leftOut.length > 0 ? [`${counted(plan.leftOut.length, 'image')} left out`] : []),
  ];
  return `${parts.join(', ')}; ${endSentence(plan, fewFail)}`;
}

function endSentence({ status, dependingReplicationCount }: Started, fewFail: boolean): string {
  if (fewFail && status === 'FAILED') return 'the backfill fails, since not everything is copied';
  if (fewFail && status === 'depends') return 'the backfill fails unless everything is copied';
  const share = `${backfillFailureShare * 100} % of at least ${backfillFailureSampleMin} processed`;
  switch (status) {
    case 'COMPLETE':
      return 'the backfill ends complete';
    case 'FAILED':
      return `the backfill fails as a whole, since the failures reach ${share}`;
    case 'depends':
      return dependingReplicationCount > 0
        ? `the backfill fails as a whole if the failures reach ${share}`
        : `whether the failures reach ${share} depends on the order in which the images are taken`;
    default:
      return unreachable(status);
  }
}

const startedFacts: readonly FactId[] = [
  'replication.backfillCopiesExisting',
  'replication.unitIsImageAndTag',
  'replication.backfillSkipsArchived',
  'replication.backfillTakesReplicated',
  'replication.backfillPresent',
  'replication.backfillFailureShare',
  'replication.backfillFailureSampleMin',
  'replication.backfillFewFailuresComplete',
  'replication.backfillDeletedRepositoryFails',
];

function refusal(
  exception: BackfillException,
  { destination: { region, registryId } }: BackfillRequest,
): { readonly sentence: string; readonly because: readonly FactId[] } {
  switch (exception) {
    case 'ReplicationBackfillInProgressException':
      return {
        sentence: `a backfill to ${quote(region)} is in progress already, and a Region has one at a time`,
        because: ['replication.backfillsPerRegionMax', 'replication.backfillRefusalOrder'],
      };
    case 'LimitExceededException':
      return {
        sentence: `${backfillsInProgressMax} backfills of the registry are in progress, which is the most`,
        because: ['replication.backfillsInProgressMax', 'replication.backfillRefusalOrder'],
      };
    case 'InvalidParameterException':
    case 'ValidationException':
    case 'ReplicationBackfillInvalidStatusException':
    case 'ReplicationBackfillNotFoundException':
      return {
        sentence: `no rule names ${quote(region)} of ${registryId}; a backfill follows the configuration`,
        because: ['replication.backfillNeedsDestination'],
      };
    default:
      return unreachable(exception);
  }
}
