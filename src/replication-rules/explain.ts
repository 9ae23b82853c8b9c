import { unreachable } from '../base/invariant.js';
import type { FactId } from '../facts/ledger/index.js';
import type { RegistryAddress } from '../model/registry.js';
import { byNearness, nearestFilter } from './match.js';
import { planReplication } from './plan.js';
import { sentenceOf } from './sentence.js';
import type {
  Arrival,
  CompiledReplication,
  DestinationExplanation,
  DestinationPlan,
  ReplicationExplanation,
  ReplicationPush,
  ReplicationWorld,
  RuleMiss,
  SkipReason,
  Unknown,
} from './types.js';

/** The plan of `planReplication`, with a sentence, the filters that missed and the facts for each destination. */
export function explainReplication(
  compiled: CompiledReplication,
  push: ReplicationPush,
  world: ReplicationWorld = [],
): ReplicationExplanation {
  const plan = planReplication(compiled, push, world);
  const destinations = plan.destinations.map((destination): DestinationExplanation => {
    const { region, registryId, outcome } = destination;
    const misses = outcome === 'filtered' ? missesOf(compiled, destination, push) : [];
    return {
      region,
      registryId,
      outcome,
      misses,
      sentence: sentenceOf(destination, push, compiled.source, misses),
      because: [...new Set(factsOf(destination, push, compiled.source))],
    };
  });
  return { plan, destinations };
}

/** How each rule that names the destination missed, the nearest first. */
function missesOf(
  { destinations, rules }: CompiledReplication,
  { region, registryId }: DestinationPlan,
  { repositoryName }: ReplicationPush,
): readonly RuleMiss[] {
  const naming = destinations.find(
    (destination) => destination.region === region && destination.registryId === registryId,
  );
  return (naming?.rules ?? [])
    .flatMap((rule) => nearestFilter(rules[rule]?.filters ?? [], rule, repositoryName) ?? [])
    .sort(byNearness);
}

function factsOf(
  destination: DestinationPlan,
  push: ReplicationPush,
  source: RegistryAddress,
): readonly FactId[] {
  const rules: FactId[] = ['replication.prefixHasNoBoundary', 'replication.filtersAreAlternatives'];
  switch (destination.outcome) {
    case 'skipped':
      return [factOfSkip(destination.reason)];
    case 'filtered':
      return rules;
    case 'unsupported':
      return [factOfBarrier(destination.reason)];
    case 'denied':
      return [factOfUnknown(destination.missing)];
    case 'failed':
      return [
        destination.reason === 'quota'
          ? 'replication.quotasOfDestination'
          : 'replication.createdFromTemplate',
      ];
    case 'depends':
      return [...destination.on.map(factOfUnknown), ...factsOfArrival(destination, push)];
    case 'copied':
      return [
        ...factOfCause(push),
        ...rules,
        'replication.rulesUnite',
        'replication.sameName',
        destination.registryId === source.registryId
          ? 'replication.sameAccountNeedsNoPolicy'
          : 'replication.replicateAction',
        ...factsOfArrival(destination, push),
      ];
    default:
      return unreachable(destination);
  }
}

function factOfCause({ cause }: ReplicationPush): readonly FactId[] {
  if (cause === 'restore') return ['replication.restoreReplicates'];
  return cause === 'pull-through' ? ['replication.pullThroughReplicates'] : [];
}

function factOfSkip(reason: SkipReason): FactId {
  switch (reason) {
    case 'before-configuration':
      return 'replication.onlyNewContent';
    case 'arrived-by-replication':
      return 'replication.neverChained';
    case 'deletions-stay':
      return 'replication.deletionsStay';
    case 'archiving-stays':
      return 'replication.archivingStays';
    case 'settings-stay':
      return 'replication.settingsStay';
    default:
      return unreachable(reason);
  }
}

function factOfBarrier(reason: 'same-registry' | 'partition' | 'opt-in'): FactId {
  if (reason === 'same-registry') return 'replication.sameRegistryMessage';
  return reason === 'partition'
    ? 'replication.partitionIsClosed'
    : 'replication.regionsMustBeEnabled';
}

function factOfUnknown(unknown: Unknown): FactId {
  switch (unknown) {
    case 'partition':
      return 'replication.partitionIsClosed';
    case 'opt-in':
      return 'replication.regionsMustBeEnabled';
    case 'repository':
    case 'ecr:CreateRepository':
      return 'replication.createAction';
    case 'ecr:ReplicateImage':
      return 'replication.replicateAction';
    case 'ecr:TagResource':
      return 'replication.tagAction';
    default:
      return unreachable(unknown);
  }
}

function factsOfArrival(
  { repository, copy, tags }: Arrival,
  { references = [], referrers = [] }: ReplicationPush,
): readonly FactId[] {
  const withheld = tags.some(({ fate }) => fate === 'withheld');
  const found: (FactId | undefined)[] = [
    repository === 'exists' ? 'replication.settingsStay' : 'replication.createdFromTemplate',
    copy === 'restored' ? 'replication.archivedCopyIsRestored' : undefined,
    copy === 'present' ? 'replication.sameCopyIsKept' : undefined,
    tags.length > 0 ? 'replication.tagFollowsPush' : undefined,
    withheld ? 'replication.lockedTagIsWithheld' : undefined,
    withheld ? 'replication.withheldTagCompletes' : undefined,
    references.length > 0 ? 'replication.indexBringsChildren' : undefined,
    referrers.length > 0 ? 'replication.referrersFollow' : undefined,
  ];
  return found.filter((id) => id !== undefined);
}
