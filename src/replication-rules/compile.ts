import { compilePrefixes } from '../base/prefixes.js';
import { needsOptIn, partitionOf } from '../model/region.js';
import { isSameRegistry, type RegistryAddress } from '../model/registry.js';
import type {
  CompiledDestination,
  CompiledReplication,
  ReplicationConfiguration,
  ReplicationReadings,
} from './types.js';

/** What is bound to a configuration for good. */
export interface ReplicationOptions {
  readonly readings?: ReplicationReadings | undefined;
  /** When replication was configured, in milliseconds since 1970 UTC. */
  readonly configuredAtMs?: number | undefined;
}

/** Turns the configuration of the registry `source` into the form that `planReplication` runs. */
export function compileReplication(
  configuration: ReplicationConfiguration,
  source: RegistryAddress,
  options: ReplicationOptions = {},
): CompiledReplication {
  const rules = configuration.rules.map(({ repositoryFilters = [] }) => ({
    filters: repositoryFilters.map(({ filter }) => filter),
  }));
  return {
    source: { region: source.region, registryId: source.registryId },
    configuredAtMs: options.configuredAtMs,
    rules,
    destinations: destinationsOf(configuration, source),
    index: indexOf(rules),
    unfiltered: rules.flatMap(({ filters }, rule) => (filters.length === 0 ? [rule] : [])),
    readings: {
      backfillArchived: options.readings?.backfillArchived ?? 'skipped',
      backfillUnknownDestination:
        options.readings?.backfillUnknownDestination ?? 'InvalidParameterException',
      backfillPresent: options.readings?.backfillPresent ?? 'copied',
      backfillFewFailures: options.readings?.backfillFewFailures ?? 'COMPLETE',
    },
  };
}

function indexOf(rules: CompiledReplication['rules']): CompiledReplication['index'] {
  const rulesOf = new Map<string, Set<number>>();
  for (const [rule, { filters }] of rules.entries()) {
    for (const filter of filters) {
      const found = rulesOf.get(filter) ?? new Set();
      rulesOf.set(filter, found.add(rule));
    }
  }
  const index = compilePrefixes(rulesOf.keys());
  return { ...index, rules: index.prefixes.map((prefix) => [...(rulesOf.get(prefix) ?? [])]) };
}

/** Destinations are a set, so their order is that of their names, not that of the rules. */
function destinationsOf(
  configuration: ReplicationConfiguration,
  source: RegistryAddress,
): readonly CompiledDestination[] {
  const named = new Map<string, { address: RegistryAddress; rules: Set<number> }>();
  for (const [rule, { destinations }] of configuration.rules.entries()) {
    for (const { region, registryId } of destinations) {
      const key = `${region} ${registryId}`;
      const found = named.get(key) ?? { address: { region, registryId }, rules: new Set() };
      found.rules.add(rule);
      named.set(key, found);
    }
  }
  return [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { address, rules }]) => destination(address, [...rules], source));
}

function destination(
  address: RegistryAddress,
  rules: readonly number[],
  source: RegistryAddress,
): CompiledDestination {
  const crossAccount = address.registryId !== source.registryId;
  // An account that pushes in a Region has enabled it; another account may not have.
  const regions = crossAccount ? [source.region, address.region] : [address.region];
  return {
    ...address,
    rules,
    crossAccount,
    barrier: barrierBetween(source, address),
    optInRegions: [...new Set(regions)].filter(needsOptIn),
  };
}

function barrierBetween(
  source: RegistryAddress,
  address: RegistryAddress,
): CompiledDestination['barrier'] {
  if (isSameRegistry(source, address)) return 'same-registry';
  const [here, there] = [partitionOf(source.region), partitionOf(address.region)];
  if (here === undefined || there === undefined) return 'unknown-region';
  return here === there ? 'none' : 'partition';
}
