import type { Diagnostic } from '../base/diagnostic.js';
import { pointer } from '../base/json-text.js';
import { byCodeUnit } from '../base/order.js';
import { entryOf, keysOf, mapOf, type PersistentMap, valuesOf } from '../base/persistent-map.js';
import { type Result, unlessRefused } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { accountSettingValues, settingNames } from '../facts/registry.js';
import { defaultSettings } from '../facts/repository.js';
import { parsePolicy } from '../iam/index.js';
import { parseLifecyclePolicy } from '../lifecycle/index.js';
import {
  lifecycleInForce,
  pullThroughInForce,
  replicationInForce,
  scanningInForce,
  signingInForce,
  templatesInForce,
} from './in-force.js';
import type {
  AccountSettings,
  DigestSet,
  PolicyInForce,
  RegionalRegistry,
  RegionalSnapshot,
  Registry,
  RegistrySnapshot,
  Repository,
  RepositorySnapshot,
  StoredImage,
} from './types.js';
import { dueKey, emptyRegistry, regionalRegistry, registryKey } from './value.js';

/**
 * The registry that a snapshot describes, its indexes built. The texts of policies are read; what is wrong with one is
 * an error at its place. A digest or a tag that comes twice in a repository is an error as well. Everything else is
 * taken as the domains' readers give it.
 */
export function registryOf(snapshot: RegistrySnapshot): Result<Registry> {
  const reading: Reading = { found: [], registry: emptyRegistry(snapshot) };
  const registries = snapshot.registries.map((regional, index) =>
    regionalOf(reading, regional, pointer('/registries', index)),
  );
  const entries = registries.map((regional) => [registryKey(regional), regional] as const);
  return unlessRefused({ ...reading.registry, registries: mapOf(entries) }, reading.found);
}

interface Reading {
  readonly found: Diagnostic[];
  readonly registry: Registry;
}

function regionalOf(reading: Reading, snapshot: RegionalSnapshot, at: string): RegionalRegistry {
  const { readings } = reading.registry;
  const { registryId, region, scanningConfiguration: scanning } = snapshot;
  const { signingConfiguration: signing, replicationConfiguration: replication } = snapshot;
  const configuredAtMs = snapshot.replicationConfiguredAtMs;
  const untouched = regionalRegistry(reading.registry, { registryId, region });
  const repositories = (snapshot.repositories ?? []).map((repository, index) =>
    repositoryOf(reading, repository, `${at}/repositories/${index}`),
  );
  const scans = [...(snapshot.basicScansAtMs ?? [])].sort((a, b) => a - b);
  return {
    ...untouched,
    repositories: mapOf(repositories.map((one) => [one.repositoryName, one] as const)),
    registryPolicy: policyOf(reading, snapshot.registryPolicyText, 'registry', at),
    replication:
      replication && replicationInForce(replication, untouched, readings, configuredAtMs),
    scanning: scanning === undefined ? untouched.scanning : scanningInForce(scanning, readings),
    signing: signing && signingInForce(signing, readings),
    creationTemplates: templatesInForce(snapshot.repositoryCreationTemplates ?? [], readings),
    pullThrough: pullThroughInForce(snapshot.pullThroughCacheRules ?? [], readings),
    accountSettings: settingsOf(snapshot.accountSettings ?? {}, untouched.accountSettings),
    pullTimeUpdateExclusions: snapshot.pullTimeUpdateExclusions ?? [],
    basicScans: {
      first: 0,
      next: scans.length,
      instants: mapOf(scans.map((instant, index) => [String(index), instant] as const)),
    },
    due: mapOf((snapshot.due ?? []).map((work) => [dueKey(work), work] as const)),
  };
}

/** Known values of known settings; the rest is what it is without a word. */
function settingsOf(told: Readonly<Record<string, string>>, settings: AccountSettings) {
  const known = settingNames.flatMap((name) => {
    const values: readonly string[] = accountSettingValues[name];
    const value = Object.hasOwn(told, name) ? told[name] : undefined;
    return value !== undefined && values.includes(value) ? [[name, value] as const] : [];
  });
  return { ...settings, ...Object.fromEntries(known) };
}

function policyOf(
  { found }: Reading,
  text: string | undefined,
  kind: 'registry' | 'repository',
  at: string,
): PolicyInForce | undefined {
  if (text === undefined) return undefined;
  const read = parsePolicy(text, kind);
  found.push(...placed(read.diagnostics, `${at}/${kind}PolicyText`));
  return read.ok ? { policyText: text, document: read.value } : undefined;
}

/** Findings about a text within the snapshot stand at the text; where in it, they say by their words. */
function placed(found: readonly Diagnostic[], at: string): readonly Diagnostic[] {
  return found
    .filter(({ severity }) => severity === 'error')
    .map(({ range: _, fix: __, ...finding }) => ({ ...finding, at }));
}

function repositoryOf(reading: Reading, snapshot: RepositorySnapshot, at: string): Repository {
  const { images: told = [], repositoryName } = snapshot;
  const { imageTagMutabilityExclusionFilters } = snapshot;
  reading.found.push(...repeated(told, `${at}/images`));
  return {
    repositoryName,
    createdAtMs: snapshot.createdAtMs ?? 0,
    imageTagMutability: snapshot.imageTagMutability ?? defaultSettings.imageTagMutability,
    ...(imageTagMutabilityExclusionFilters && { imageTagMutabilityExclusionFilters }),
    imageScanningConfiguration: snapshot.imageScanningConfiguration ?? {
      scanOnPush: defaultSettings.scanOnPush,
    },
    encryptionConfiguration: snapshot.encryptionConfiguration ?? {
      encryptionType: defaultSettings.encryptionType,
    },
    resourceTags: snapshot.resourceTags ?? [],
    repositoryPolicy: policyOf(reading, snapshot.repositoryPolicyText, 'repository', at),
    lifecyclePolicy: lifecycleOf(reading, snapshot, at),
    ...indexed(told),
    upstreamChecks: mapOf(
      (snapshot.upstreamChecks ?? []).map(({ reference, checkedAtMs }) => [reference, checkedAtMs]),
    ),
  };
}

function lifecycleOf({ found, registry }: Reading, snapshot: RepositorySnapshot, at: string) {
  const { lifecyclePolicyText: text, lifecycleLastEvaluatedAtMs } = snapshot;
  if (text === undefined) return undefined;
  const read = parseLifecyclePolicy(text);
  found.push(...placed(read.diagnostics, `${at}/lifecyclePolicyText`));
  if (!read.ok) return undefined;
  return lifecycleInForce(read.value, text, registry.readings, lifecycleLastEvaluatedAtMs);
}

/** Images by digest, and what leads to them. */
export function indexed(
  images: readonly StoredImage[],
): Pick<Repository, 'images' | 'digestOfTag' | 'parentsOf' | 'referrersOf'> {
  const parents = new Map<string, string[]>();
  const referrers = new Map<string, string[]>();
  for (const { imageDigest, references = [], subjectManifestDigest: subject } of images) {
    for (const child of references) append(parents, child, imageDigest);
    if (subject !== undefined) append(referrers, subject, imageDigest);
  }
  return {
    images: mapOf(images.map((image) => [image.imageDigest, stored(image)] as const)),
    digestOfTag: mapOf(
      images.flatMap(({ imageDigest, imageTags }) =>
        imageTags.map((tag) => [tag, imageDigest] as const),
      ),
    ),
    parentsOf: setsOf(parents),
    referrersOf: setsOf(referrers),
  };
}

/** Where an image is, its place says; inventories repeat it in every record. */
function stored({ repositoryName: _, registryId: __, ...image }: StoredImage): StoredImage {
  return image;
}

function append(lists: Map<string, string[]>, key: string, digest: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [digest]);
  else list.push(digest);
}

function setsOf(lists: ReadonlyMap<string, readonly string[]>): PersistentMap<DigestSet> {
  return mapOf(
    Array.from(lists, ([key, digests]) => {
      const set: DigestSet = mapOf(digests.map((digest) => [digest, true as const] as const));
      return [key, set] as const;
    }),
  );
}

/** A digest that two images have, or a tag that stands twice, which no repository can hold. */
function repeated(images: readonly StoredImage[], at: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Set<string>();
  const tags = new Set<string>();
  images.forEach(({ imageDigest, imageTags }, index) => {
    const place = pointer(at, index);
    if (seen.has(imageDigest)) found.push(twice('digest', imageDigest, `${place}/imageDigest`));
    seen.add(imageDigest);
    for (const tag of imageTags) {
      if (tags.has(tag)) found.push(twice('tag', tag, `${place}/imageTags`));
      tags.add(tag);
    }
  });
  return found;
}

function twice(what: 'digest' | 'tag', text: string, at: string): Diagnostic {
  return {
    code: `registry/${what}-twice`,
    severity: 'error',
    message: `two images of the repository have the ${what} \`${text}\``,
    at,
    because: ['registry.oneImagePerTag'] satisfies FactId[],
    help: 'take the images of one inventory, made at one time',
  };
}

/** The value written out: registries, repositories, images and tags in a fixed order, and nothing that follows from them. */
export function snapshotOf({
  registries,
  principals,
  readings,
  limits,
}: Registry): RegistrySnapshot {
  const regional = valuesOf(registries).sort((a, b) => byCodeUnit(registryKey(a), registryKey(b)));
  return { registries: regional.map(regionalSnapshot), principals, readings, limits };
}

function regionalSnapshot(regional: RegionalRegistry): RegionalSnapshot {
  const { registryId, region, registryPolicy, replication, basicScans } = regional;
  return {
    registryId,
    region,
    repositories: valuesOf(regional.repositories)
      .sort((a, b) => byCodeUnit(a.repositoryName, b.repositoryName))
      .map(repositorySnapshot),
    registryPolicyText: registryPolicy?.policyText,
    replicationConfiguration: replication?.document,
    replicationConfiguredAtMs: replication?.compiled.configuredAtMs,
    scanningConfiguration: regional.scanning.document,
    signingConfiguration: regional.signing?.document,
    repositoryCreationTemplates: regional.creationTemplates.document,
    pullThroughCacheRules: regional.pullThrough.document,
    accountSettings: regional.accountSettings,
    pullTimeUpdateExclusions: regional.pullTimeUpdateExclusions,
    basicScansAtMs: valuesOf(basicScans.instants).sort((a, b) => a - b),
    due: valuesOf(regional.due).sort((a, b) => byCodeUnit(dueKey(a), dueKey(b))),
  };
}

function repositorySnapshot(repository: Repository): RepositorySnapshot {
  const { images, repositoryPolicy, lifecyclePolicy } = repository;
  const { imageTagMutabilityExclusionFilters, upstreamChecks } = repository;
  return {
    repositoryName: repository.repositoryName,
    createdAtMs: repository.createdAtMs,
    imageTagMutability: repository.imageTagMutability,
    ...(imageTagMutabilityExclusionFilters && { imageTagMutabilityExclusionFilters }),
    imageScanningConfiguration: repository.imageScanningConfiguration,
    encryptionConfiguration: repository.encryptionConfiguration,
    resourceTags: repository.resourceTags,
    repositoryPolicyText: repositoryPolicy?.policyText,
    lifecyclePolicyText: lifecyclePolicy?.lifecyclePolicyText,
    lifecycleLastEvaluatedAtMs: lifecyclePolicy?.lastEvaluatedAtMs,
    images: valuesOf(images).sort((a, b) => byCodeUnit(a.imageDigest, b.imageDigest)),
    upstreamChecks: keysOf(upstreamChecks)
      .sort(byCodeUnit)
      .map((reference) => ({ reference, checkedAtMs: entryOf(upstreamChecks, reference) ?? 0 })),
  };
}
