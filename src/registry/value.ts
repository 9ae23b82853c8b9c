import { emptyMap, entryOf, withEntry } from '../base/persistent-map.js';
import { accountSettingValues } from '../facts/registry.js';
import type { RegistryAddress } from '../model/registry.js';
import { pullThroughInForce, scanningInForce, templatesInForce } from './in-force.js';
import type {
  BoundReadings,
  DueWork,
  RegionalRegistry,
  Registry,
  RegistryOptionsReadings,
  Repository,
  RepositorySettings,
} from './types.js';

/** What a registry is told before anything stands in it. All of it is optional. */
export interface RegistryOptions {
  readonly principals?: Registry['principals'] | undefined;
  readonly limits?: Registry['limits'] | undefined;
  /** Doubts about AWS: the registry's own, and those of each domain. */
  readonly readings?: RegistryOptionsReadings | undefined;
}

/** Every account's registries in every Region, all of them as AWS makes them: nothing in them and nothing set. */
export function emptyRegistry(options: RegistryOptions = {}): Registry {
  const { principals = {}, limits = {}, readings = {} } = options;
  return { registries: emptyMap, principals, limits, readings: boundReadings(readings) };
}

/** The first of each is what we take unless told otherwise. */
const defaultReadings: BoundReadings['registry'] = {
  createOnPush: 'oci-only',
  tagAndDigest: 'the-tag',
  sameRequest: 'earlier-counts',
  archivedPull: 'ImageInaccessible',
  pullTime: 'every-pull',
  archiveBehindIndex: 'refused',
  pushedAt: 'first-push',
  restoredPushedAt: 'unchanged',
  createOnPushAsks: 'create-repository',
  archivedSubject: 'artifacts-follow',
  deleteBehindArchived: 'refused',
  replicatedTags: 'by-filters',
  withheldTagStatus: 'COMPLETE',
  pullTimePrincipals: 'roles-and-users',
};

function boundReadings({ registry, ...domains }: RegistryOptionsReadings): BoundReadings {
  const told = Object.entries(registry ?? {}).filter(([, reading]) => reading !== undefined);
  return { ...domains, registry: { ...defaultReadings, ...Object.fromEntries(told) } };
}

/** How a registry is filed. Neither part of an address holds a slash. */
export function registryKey({ registryId, region }: RegistryAddress): string {
  return `${registryId}/${region}`;
}

/** How work is filed that time will bring. A repository's name holds no blank. */
export function dueKey({
  kind,
  repositoryName,
  imageDigest,
}: Pick<DueWork, 'kind' | 'repositoryName' | 'imageDigest'>): string {
  return `${kind} ${repositoryName} ${imageDigest}`;
}

/** One registry of the value; empty when nothing was ever done there. */
export function regionalRegistry(registry: Registry, address: RegistryAddress): RegionalRegistry {
  return (
    entryOf(registry.registries, registryKey(address)) ?? untouched(address, registry.readings)
  );
}

function untouched(
  { registryId, region }: RegistryAddress,
  readings: BoundReadings,
): RegionalRegistry {
  return {
    registryId,
    region,
    repositories: emptyMap,
    scanning: scanningInForce({ scanType: 'BASIC', rules: [] }, readings),
    creationTemplates: templatesInForce([], readings),
    pullThrough: pullThroughInForce([], readings),
    accountSettings: {
      BASIC_SCAN_TYPE_VERSION: accountSettingValues.BASIC_SCAN_TYPE_VERSION[0],
      REGISTRY_POLICY_SCOPE: accountSettingValues.REGISTRY_POLICY_SCOPE[0],
      BLOB_MOUNTING: accountSettingValues.BLOB_MOUNTING[0],
    },
    pullTimeUpdateExclusions: [],
    basicScans: { first: 0, next: 0, instants: emptyMap },
    due: emptyMap,
  };
}

/** The value with one of its registries replaced. */
export function withRegional(registry: Registry, regional: RegionalRegistry): Registry {
  const registries = withEntry(registry.registries, registryKey(regional), regional);
  return { ...registry, registries };
}

/** A repository of one registry, or undefined. */
export function repositoryIn(
  registry: Registry,
  address: RegistryAddress,
  repositoryName: string,
): Repository | undefined {
  return entryOf(regionalRegistry(registry, address).repositories, repositoryName);
}

/** A repository without images. */
export function emptyRepository(
  repositoryName: string,
  createdAtMs: number,
  settings: RepositorySettings,
): Repository {
  return {
    repositoryName,
    createdAtMs,
    ...settings,
    images: emptyMap,
    digestOfTag: emptyMap,
    parentsOf: emptyMap,
    referrersOf: emptyMap,
    upstreamChecks: emptyMap,
  };
}
