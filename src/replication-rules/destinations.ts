import type { Diagnostic } from '../base/diagnostic.js';
import { filled } from '../base/frame.js';
import { pointer } from '../base/json-text.js';
import { members, property } from '../base/loose.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import {
  otherPartitionMessage,
  ruleCountMax,
  ruleCountQuota,
  sameRegistryMessage,
  uniqueDestinationCountMax,
} from '../facts/replication.js';
import { isPublishedRegion, partitionOf } from '../model/region.js';
import { isSameRegistry, type RegistryAddress, regionProblems } from '../model/registry.js';
import type { ReplicationDocumentReadings } from './types.js';

/** A destination that could be read, with its place. */
interface Placed extends RegistryAddress {
  readonly at: string;
}

/** What is wrong with the destinations of a configuration taken together, whatever its shape. */
export function destinationProblems(
  value: unknown,
  source: RegistryAddress | undefined,
  readings: ReplicationDocumentReadings,
): readonly Diagnostic[] {
  const destinations = placedDestinations(value);
  return [
    ...manyRules(value, readings),
    ...tooManyDestinations(destinations),
    ...ownRegistry(destinations, source),
    ...otherPartition(destinations, source),
    ...strangeRegions(destinations),
  ];
}

function placedDestinations(value: unknown): readonly Placed[] {
  return members(property(value, 'rules')).flatMap((rule, r) =>
    members(property(rule, 'destinations')).flatMap((destination, d) => {
      const [region, registryId] = [
        property(destination, 'region'),
        property(destination, 'registryId'),
      ];
      if (typeof region !== 'string' || typeof registryId !== 'string') return [];
      return [{ region, registryId, at: `/rules/${r}/destinations/${d}` }];
    }),
  );
}

function manyRules(
  value: unknown,
  { replicationRules }: ReplicationDocumentReadings,
): readonly Diagnostic[] {
  const { length } = members(property(value, 'rules'));
  if (length <= ruleCountQuota || length > ruleCountMax) return [];
  const because: FactId[] = ['replication.ruleCountQuota', 'replication.ruleCountMax'];
  return [
    {
      code: 'replication-rules/many-rules',
      severity: replicationRules === 'quota-page' ? 'error' : 'warning',
      message: `${length} rules, and an account may still be held to ${ruleCountQuota}`,
      at: '/rules',
      because,
      help: 'merge rules that have the same destinations, or the same filters',
    },
  ];
}

function tooManyDestinations(destinations: readonly Placed[]): readonly Diagnostic[] {
  const distinct = new Set(destinations.map(({ region, registryId }) => `${region} ${registryId}`));
  if (distinct.size <= uniqueDestinationCountMax) return [];
  const because: FactId[] = [
    'replication.uniqueDestinationCountMax',
    'replication.destinationIsRegistry',
  ];
  return [
    {
      code: 'replication-rules/too-many-destinations',
      severity: 'error',
      message: `${distinct.size} distinct destinations, at most ${uniqueDestinationCountMax} are accepted over all rules`,
      at: '/rules',
      because,
      help: 'leave out registries that do not need every image',
    },
  ];
}

function ownRegistry(
  destinations: readonly Placed[],
  source: RegistryAddress | undefined,
): readonly Diagnostic[] {
  if (source === undefined) return [];
  const because: FactId[] = ['replication.sameRegistryMessage'];
  return destinations
    .filter((destination) => isSameRegistry(destination, source))
    .map(({ at, region, registryId }) => ({
      code: 'replication-rules/same-registry',
      severity: 'error',
      message: `${quote(region)} of ${quote(registryId)} is the registry itself`,
      at,
      because,
      help: 'name another Region, or another account',
      awsMessage: sameRegistryMessage,
    }));
}

/**
 * Without a source the first destination stands for it: one of the two is out of reach, and which one is not known. So
 * it is a warning then, and planning says which.
 */
function otherPartition(
  destinations: readonly Placed[],
  source: RegistryAddress | undefined,
): readonly Diagnostic[] {
  const from = source ?? destinations.find(({ region }) => partitionOf(region) !== undefined);
  const here = from === undefined ? undefined : partitionOf(from.region);
  if (from === undefined || here === undefined) return [];
  const because: FactId[] = ['replication.partitionIsClosed', 'partitions.regionPrefixes'];
  return destinations.flatMap(({ region, at }) => {
    const there = partitionOf(region);
    if (there === undefined || there === here) return [];
    const other = source === undefined ? 'another destination' : 'the registry';
    return [
      {
        code: 'replication-rules/other-partition',
        severity: source === undefined ? 'warning' : 'error',
        message: `${quote(region)} lies in the partition ${quote(there)}, and ${other} (${quote(from.region)}) in ${quote(here)}`,
        at: pointer(at, 'region'),
        because,
        help: 'copy the image there by other means, such as a pipeline that pushes twice',
        awsMessage: filled(otherPartitionMessage, region),
      },
    ];
  });
}

function strangeRegions(destinations: readonly Placed[]): readonly Diagnostic[] {
  const because: FactId[] = ['partitions.publishedRegions'];
  return destinations
    .filter(({ region }) => regionProblems(region).length === 0 && !isPublishedRegion(region))
    .map(({ region, at }) => ({
      code: 'replication-rules/unknown-region',
      severity: 'warning',
      message: `${quote(region)} is not a Region known to this version`,
      at: pointer(at, 'region'),
      because,
      help: 'check its spelling; a Region opened since will be accepted by AWS',
    }));
}
