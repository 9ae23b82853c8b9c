import type { LifecyclePolicy, LifecycleReadings } from '../../src/lifecycle/index.js';
import type { Command, OperationInputs, RegistryReadings } from '../../src/registry/index.js';
import type { TagState } from '../../src/replication-rules/index.js';
import type { ScanningConfiguration } from '../../src/scanning/index.js';
import type { TagMutabilitySettings } from '../../src/tagging/index.js';
import { referenceCreation, referenceTemplate } from './creation-templates.js';
import { referenceRun } from './lifecycle.js';
import { referenceDestination } from './replication-rules.js';
import { referenceResourceTags } from './resource-tags.js';
import { referenceScan } from './scanning.js';
import { referenceTagWrite } from './tagging.js';

/*
 * A whole registry as the guide words it, naively: lists that are searched from end to end and changed in place. It
 * shares no code with the engine; what one domain decides is asked of that domain's own reference.
 */

export interface ReferenceImage {
  readonly digest: string;
  readonly tags: string[];
  pushedAtMs: number;
  status: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING';
  readonly size?: number | undefined;
  readonly mediaType?: string | undefined;
  readonly subject?: string | undefined;
  readonly references?: readonly string[] | undefined;
  archivedAtMs?: number;
  activatedAtMs?: number;
  pulledAtMs?: number;
  scannedAtMs?: number;
  isScanned?: boolean;
  /** By `region account`. */
  readonly replications: Record<string, string>;
}

export interface ReferenceRepository {
  readonly name: string;
  settings: TagMutabilitySettings;
  readonly scanOnPush: boolean;
  lifecycle?: { policy: LifecyclePolicy; text: string; ranAtMs: number } | undefined;
  resourceTags: Readonly<Record<string, string>>;
  images: ReferenceImage[];
}

interface Due {
  readonly kind: 'activation' | 'cleanup' | 'archival';
  readonly repository: string;
  readonly digest: string;
  readonly subject: string;
  readonly atMs: number;
}

export interface ReferencePlace {
  readonly registryId: string;
  readonly region: string;
  repositories: ReferenceRepository[];
  policyText?: string | undefined;
  replication?:
    | OperationInputs['PutReplicationConfiguration']['replicationConfiguration']
    | undefined;
  replicatedFromMs?: number;
  templates: OperationInputs['CreateRepositoryCreationTemplate'][];
  scanning: ScanningConfiguration;
  scans: number[];
  due: Due[];
}

export type ReferenceReadings = {
  readonly [Doubt in keyof RegistryReadings]-?: Exclude<RegistryReadings[Doubt], undefined>;
};

export interface ReferenceWorld {
  readonly places: ReferencePlace[];
  readonly readings: ReferenceReadings;
  readonly lifecycle: LifecycleReadings;
  readonly limits: {
    readonly repositories: number;
    readonly images: number;
    readonly tags: number;
  };
  /** What each principal may do, by the name of the action. */
  readonly allowed: Readonly<Record<string, readonly string[]>>;
  /** What the command under way has done, as lines. */
  events: string[];
}

const day = 86_400_000;

/** A refusal on its way out; what was done before it is put back by whoever asks. */
class Refused extends Error {}

/** Does a command, and answers `done` with what a batch said, or the name of the exception; then nothing has changed. */
export function referenceStep(world: ReferenceWorld, command: Command): string {
  const before = structuredClone(world.places);
  world.events = [];
  try {
    return `done ${JSON.stringify(perform(world, command) ?? {})}`;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    world.places.splice(0, world.places.length, ...before);
    world.events = [];
    return error.message;
  }
}

function refuse(exception: string): never {
  throw new Refused(exception);
}

export function placeOf(world: ReferenceWorld, registryId: string, region: string): ReferencePlace {
  const found = world.places.find(
    (place) => place.registryId === registryId && place.region === region,
  );
  if (found !== undefined) return found;
  const place: ReferencePlace = {
    registryId,
    region,
    repositories: [],
    templates: [],
    scanning: { scanType: 'BASIC', rules: [] },
    scans: [],
    due: [],
  };
  world.places.push(place);
  return place;
}

function say(world: ReferenceWorld, place: ReferencePlace, ...words: readonly unknown[]): void {
  world.events.push([`${place.registryId}/${place.region}`, ...words].join(' '));
}

function perform(world: ReferenceWorld, command: Command): unknown {
  const place = placeOf(world, command.registryId, command.region);
  const { atMs } = command;
  authorize(world, command);
  switch (command.operation) {
    case 'CreateRepository':
      return createRepository(world, place, command.input, atMs);
    case 'DeleteRepository': {
      const repository = theRepository(place, command.input.repositoryName);
      if (repository.images.length > 0 && command.input.force !== true) {
        return refuse('RepositoryNotEmptyException');
      }
      for (const image of repository.images) {
        const words = [repository.name, image.digest, image.tags.join(','), 'repository-deleted'];
        say(world, place, 'image-deleted', ...words);
      }
      place.repositories = place.repositories.filter((one) => one !== repository);
      place.due = place.due.filter((due) => due.repository !== repository.name);
      return say(world, place, 'repository-deleted', repository.name);
    }
    case 'PutImage':
      return putImage(world, place, command);
    case 'BatchDeleteImage':
      return batchDelete(world, place, command.input, atMs);
    case 'BatchGetImage':
      return batchGet(world, place, command.input, atMs);
    case 'UpdateImageStorageClass':
      return updateStorageClass(world, place, command.input, atMs);
    case 'StartImageScan': {
      const repository = theRepository(place, command.input.repositoryName);
      const image = theImage(repository, command.input.imageId);
      const answer = scan(world, place, repository, image, 'start-image-scan', atMs);
      if (typeof answer === 'string') return refuse(answer);
      return undefined;
    }
    case 'PutLifecyclePolicy': {
      const repository = theRepository(place, command.input.repositoryName);
      const text = command.input.lifecyclePolicyText;
      if (repository.lifecycle?.text === text) return undefined;
      repository.lifecycle = { policy: JSON.parse(text), text, ranAtMs: 0 };
      return say(world, place, 'setting-changed', repository.name, 'lifecycle-policy');
    }
    case 'DeleteLifecyclePolicy': {
      const repository = theRepository(place, command.input.repositoryName);
      if (repository.lifecycle === undefined) return refuse('LifecyclePolicyNotFoundException');
      repository.lifecycle = undefined;
      return say(world, place, 'setting-changed', repository.name, 'lifecycle-policy');
    }
    case 'PutImageTagMutability': {
      const repository = theRepository(place, command.input.repositoryName);
      const { repositoryName: _, registryId: __, ...settings } = command.input;
      if (JSON.stringify(settings) === JSON.stringify(repository.settings)) return undefined;
      repository.settings = settings;
      return say(world, place, 'setting-changed', repository.name, 'tag-mutability');
    }
    case 'TagResource':
    case 'UntagResource': {
      const name = command.input.resourceArn.replace(/^.*:repository\//, '');
      const repository = place.repositories.find((one) => one.name === name);
      const { operation, input } = command;
      const permissions = { [`ecr:${operation}`]: 'allowed' } as const;
      const tags = Object.entries(repository?.resourceTags ?? {}).map(([Key, Value]) => ({
        Key,
        Value,
      }));
      const known = { repository: repository === undefined ? 'missing' : 'exists', tags } as const;
      const change =
        operation === 'TagResource'
          ? { operation, permissions, tags: 'tags' in input ? input.tags : [] }
          : { operation, permissions, tagKeys: 'tagKeys' in input ? input.tagKeys : [] };
      const answer = referenceResourceTags(known, change);
      if (typeof answer === 'string') return refuse(answer);
      if (repository === undefined) return refuse('RepositoryNotFoundException');
      if (JSON.stringify(answer) === JSON.stringify(repository.resourceTags)) return undefined;
      repository.resourceTags = answer;
      return say(world, place, 'setting-changed', repository.name, 'resource-tags');
    }
    case 'PutRegistryPolicy':
      if (place.policyText === command.input.policyText) return undefined;
      place.policyText = command.input.policyText;
      return say(world, place, 'setting-changed', 'registry-policy');
    case 'DeleteRegistryPolicy':
      if (place.policyText === undefined) return refuse('RegistryPolicyNotFoundException');
      place.policyText = undefined;
      return say(world, place, 'setting-changed', 'registry-policy');
    case 'PutReplicationConfiguration': {
      const configuration = command.input.replicationConfiguration;
      const isOwn = ({ registryId, region }: { registryId: string; region: string }) =>
        registryId === place.registryId && region === place.region;
      if (configuration.rules.some(({ destinations }) => destinations.some(isOwn))) {
        return refuse('InvalidParameterException');
      }
      const after = configuration.rules.length === 0 ? undefined : configuration;
      if (JSON.stringify(place.replication) === JSON.stringify(after)) return undefined;
      place.replication = after;
      place.replicatedFromMs = atMs;
      return say(world, place, 'setting-changed', 'replication');
    }
    case 'PutRegistryScanningConfiguration': {
      const { scanType = place.scanning.scanType, rules = [] } = command.input;
      if (JSON.stringify(place.scanning) === JSON.stringify({ scanType, rules })) return undefined;
      place.scanning = { scanType, rules };
      return say(world, place, 'setting-changed', 'scanning');
    }
    case 'CreateRepositoryCreationTemplate':
      if (place.templates.some(({ prefix }) => prefix === command.input.prefix)) {
        return refuse('TemplateAlreadyExistsException');
      }
      place.templates.push(command.input);
      return say(world, place, 'setting-changed', 'creation-template');
    case 'DeleteRepositoryCreationTemplate': {
      const left = place.templates.filter(({ prefix }) => prefix !== command.input.prefix);
      if (left.length === place.templates.length) return refuse('TemplateNotFoundException');
      place.templates = left;
      return say(world, place, 'setting-changed', 'creation-template');
    }
    case 'LifecycleRun':
      return lifecycleRun(world, place, command.input.repositoryName, atMs);
    case 'ClockTick':
      return clockTick(world, place, atMs);
    default:
      throw new Error(`the reference does not know ${command.operation}`);
  }
}

/** Whoever is named may do what the list of his actions says, in his own account. */
function authorize(world: ReferenceWorld, { operation, principal, input }: Command): void {
  if (typeof principal !== 'string') return;
  if (operation === 'LifecycleRun' || operation === 'ClockTick') return;
  const may = world.allowed[principal] ?? [];
  const tags = operation === 'CreateRepository' && 'tags' in input ? (input.tags ?? []) : [];
  const needed = tags.length > 0 ? [operation, 'TagResource'] : [operation];
  if (!needed.every((action) => may.includes(action))) refuse('AccessDeniedException');
}

function theRepository(place: ReferencePlace, name: string): ReferenceRepository {
  const found = place.repositories.find((repository) => repository.name === name);
  return found ?? refuse('RepositoryNotFoundException');
}

interface Id {
  readonly imageDigest?: string | undefined;
  readonly imageTag?: string | undefined;
}

/** The image that has the digest, or the tag, and where both are given has both. */
function lookUp(repository: ReferenceRepository, { imageDigest, imageTag }: Id) {
  return repository.images.find(
    ({ digest, tags }) =>
      (imageDigest === undefined || digest === imageDigest) &&
      (imageTag === undefined || tags.includes(imageTag)),
  );
}

function theImage(repository: ReferenceRepository, id: Id): ReferenceImage {
  if (id.imageDigest === undefined && id.imageTag === undefined) {
    return refuse('InvalidParameterException');
  }
  return lookUp(repository, id) ?? refuse('ImageNotFoundException');
}

function createRepository(
  world: ReferenceWorld,
  place: ReferencePlace,
  input: OperationInputs['CreateRepository'],
  _atMs: number,
): unknown {
  const { repositoryName: name, tags = [] } = input;
  const exists = place.repositories.some((repository) => repository.name === name);
  const permissions = { 'ecr:CreateRepository': 'allowed', 'ecr:TagResource': 'allowed' } as const;
  const resourceTags = referenceResourceTags(
    { repository: exists ? 'exists' : 'missing' },
    { operation: 'CreateRepository', tags, permissions },
  );
  if (typeof resourceTags === 'string') return refuse(resourceTags);
  if (place.repositories.length >= world.limits.repositories)
    return refuse('LimitExceededException');
  const { imageTagMutability = 'MUTABLE', imageTagMutabilityExclusionFilters: filters } = input;
  place.repositories.push({
    name,
    settings: {
      imageTagMutability,
      ...(filters === undefined ? {} : { imageTagMutabilityExclusionFilters: filters }),
    },
    scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
    resourceTags,
    images: [],
  });
  return say(world, place, 'repository-created', name, 'request');
}

/** The repository that ECR itself creates; undefined when it does not. */
function createByItself(
  world: ReferenceWorld,
  place: ReferencePlace,
  name: string,
  occasion: 'CREATE_ON_PUSH' | 'REPLICATION',
): ReferenceRepository | undefined {
  const creation = referenceCreation(place.templates, name, occasion);
  if (creation === 'refused' || creation.startsWith('failed')) return undefined;
  const template = referenceTemplate(place.templates, name, occasion);
  const filters = template?.imageTagMutabilityExclusionFilters;
  const repository: ReferenceRepository = {
    name,
    settings: {
      imageTagMutability: template?.imageTagMutability ?? 'MUTABLE',
      ...(filters === undefined ? {} : { imageTagMutabilityExclusionFilters: filters }),
    },
    scanOnPush: false,
    resourceTags: {},
    images: [],
  };
  const text = template?.lifecyclePolicy;
  if (text) repository.lifecycle = { policy: JSON.parse(text), text, ranAtMs: 0 };
  place.repositories.push(repository);
  const cause = occasion === 'REPLICATION' ? 'replication' : 'push';
  say(world, place, 'repository-created', name, cause, template?.prefix ?? 'null');
  return repository;
}

/** The table of pushes, line by line. */
function putImage(
  world: ReferenceWorld,
  place: ReferencePlace,
  { input, surface, outside, atMs, principal }: Extract<Command, { operation: 'PutImage' }>,
): unknown {
  const { repositoryName: name, imageDigest: digest = '', imageTag: tag } = input;
  const told = outside?.image ?? {};
  let repository = place.repositories.find((one) => one.name === name);
  if (repository === undefined) {
    const creates = surface === 'oci' || world.readings.createOnPush === 'any-surface';
    const would = referenceCreation(place.templates, name, 'CREATE_ON_PUSH');
    if (!creates || !would.startsWith('created')) return refuse('RepositoryNotFoundException');
    const may =
      typeof principal !== 'string' ||
      world.readings.createOnPushAsks === 'push-alone' ||
      world.allowed[principal]?.includes('CreateRepository');
    if (!may) return refuse('AccessDeniedException');
    repository = createByItself(world, place, name, 'CREATE_ON_PUSH');
    if (repository === undefined) return refuse('RepositoryNotFoundException');
  }
  const held = repository.images.find((image) => image.digest === digest);
  const isThere = (child: string) => repository.images.some((image) => image.digest === child);
  if (!(told.references ?? []).every(isThere)) return refuse('ReferencedImagesNotFoundException');
  const isResting = held !== undefined && held.status !== 'ACTIVE';
  const holder = repository.images.find(({ tags }) => tag !== undefined && tags.includes(tag));
  if (tag === undefined) {
    if (held !== undefined && !isResting && surface !== 'oci')
      return refuse('ImageAlreadyExistsException');
  } else if (!(isResting && holder === held)) {
    const write = { tag, digest, currentDigest: holder?.digest, surface };
    const verdict = referenceTagWrite(repository.settings, write);
    if ('exception' in verdict) return refuse(String(verdict.exception));
  }
  if (held === undefined && repository.images.length >= world.limits.images) {
    return refuse('LimitExceededException');
  }
  const isMore = tag !== undefined && !(held?.tags ?? []).includes(tag);
  if (isMore && (held?.tags ?? []).length >= world.limits.tags)
    return refuse('LimitExceededException');
  const image = arrive(world, place, repository, { digest, tag, told, atMs, cause: 'request' });
  if (image === undefined) return undefined;
  scan(world, place, repository, image, 'push', atMs);
  return replicate(world, place, repository, image, tag === undefined ? [] : [tag], 'push', atMs);
}

interface Arrival {
  readonly digest: string;
  readonly tag: string | undefined;
  readonly told: {
    readonly imageSizeInBytes?: number | undefined;
    readonly imageManifestMediaType?: string | undefined;
    readonly subjectManifestDigest?: string | undefined;
    readonly references?: readonly string[] | undefined;
  };
  readonly atMs: number;
  readonly cause: 'request' | 'replication';
}

/** The image in its repository with its tag; undefined when it was so before. */
function arrive(
  world: ReferenceWorld,
  place: ReferencePlace,
  repository: ReferenceRepository,
  { digest, tag, told, atMs, cause }: Arrival,
): ReferenceImage | undefined {
  const { name } = repository;
  let isChanged = false;
  let isPushed = false;
  let image = repository.images.find((one) => one.digest === digest);
  const isNew = image === undefined;
  if (image === undefined) {
    const sizes = repository.images.flatMap((one) =>
      told.references?.includes(one.digest) ? (one.size ?? []) : [],
    );
    image = {
      digest,
      tags: [],
      pushedAtMs: atMs,
      status: 'ACTIVE',
      size: told.imageSizeInBytes ?? (sizes.length === 0 ? undefined : Math.max(...sizes)),
      mediaType: told.imageManifestMediaType,
      subject: told.subjectManifestDigest,
      references: told.references,
      replications: {},
    };
    repository.images.push(image);
    isPushed = true;
  } else {
    if (
      world.readings.pushedAt === 'every-push' &&
      cause === 'request' &&
      image.pushedAtMs !== atMs
    ) {
      image.pushedAtMs = atMs;
      isPushed = true;
    }
    if (image.status !== 'ACTIVE') {
      image.status = 'ACTIVE';
      image.activatedAtMs = atMs;
      if (world.readings.restoredPushedAt === 'restoring' && image.pushedAtMs !== atMs) {
        image.pushedAtMs = atMs;
        isPushed = true;
      }
      image.isScanned = false;
      place.due = place.due.filter(
        (due) => due.kind !== 'activation' || due.repository !== name || due.digest !== digest,
      );
      say(world, place, 'image-restored', name, digest, cause === 'request' ? 'push' : cause);
      isChanged = true;
    }
  }
  if (tag !== undefined && !image.tags.includes(tag)) {
    const holder = repository.images.find(({ tags }) => tags.includes(tag));
    if (holder !== undefined) {
      holder.tags.splice(holder.tags.indexOf(tag), 1);
      say(world, place, 'tag-removed', name, holder.digest, tag, 'moved');
    }
    image.tags.push(tag);
    isPushed = true;
  }
  if (isPushed) say(world, place, 'image-pushed', name, digest, tag ?? '-', isNew, cause);
  return isChanged || isPushed ? image : undefined;
}

function scan(
  world: ReferenceWorld,
  place: ReferencePlace,
  repository: ReferenceRepository,
  image: ReferenceImage,
  cause: 'push' | 'restored' | 'replicated' | 'start-image-scan',
  atMs: number,
): boolean | string {
  const answer = referenceScan(place.scanning, {
    repositoryName: repository.name,
    scanOnPush: repository.scanOnPush,
    cause,
    atMs,
    imageStatus: image.status,
    imageManifestMediaType: image.mediaType,
    subjectManifestDigest: image.subject,
    lastBasicScanAtMs: image.scannedAtMs,
    basicScansOfRegistry: place.scans.filter((instant) => atMs - instant < day).length,
  });
  if (answer !== true) return answer;
  if (place.scanning.scanType === 'BASIC') {
    image.scannedAtMs = atMs;
    place.scans.push(atMs);
  }
  image.isScanned = true;
  say(world, place, 'scan-completed', repository.name, image.digest, cause);
  return answer;
}

/** To every destination of a rule that means the repository, once, and no further. */
function replicate(
  world: ReferenceWorld,
  place: ReferencePlace,
  repository: ReferenceRepository,
  image: ReferenceImage,
  tags: readonly string[],
  cause: 'push' | 'restore',
  atMs: number,
): void {
  // What came before the configuration does not travel.
  if (atMs < (place.replicatedFromMs ?? 0)) return;
  const rules = place.replication?.rules ?? [];
  const named = rules.flatMap(({ destinations }) => destinations);
  const addresses = [...new Set(named.map(({ region, registryId }) => `${region} ${registryId}`))];
  for (const address of addresses.toSorted()) {
    const [region = '', registryId = ''] = address.split(' ');
    const there = placeOf(world, registryId, region);
    const target = there.repositories.find((one) => one.name === repository.name);
    const told = stateOf(world, place, there, target, repository, image, tags);
    const push = {
      repositoryName: repository.name,
      imageDigest: image.digest,
      imageTags: tags,
      cause,
    };
    const answer = referenceDestination(rules, place, push, { region, registryId }, told);
    if (answer.outcome === 'filtered') continue;
    const source = `${place.registryId}/${place.region}`;
    const units = tags.length === 0 ? ['-'] : tags;
    if (answer.outcome !== 'copied') {
      for (const tag of units) {
        const words = [repository.name, image.digest, tag, source, 'FAILED'];
        say(world, there, 'replicated', ...words);
      }
      image.replications[address] = 'FAILED';
      continue;
    }
    const goal = target ?? createByItself(world, there, repository.name, 'REPLICATION');
    if (goal === undefined) throw new Error('a copy without a repository');
    for (const digest of childrenFirst(repository, image)) {
      const child = repository.images.find((one) => one.digest === digest);
      if (child !== undefined) copy(world, there, goal, child, undefined, atMs);
    }
    image.replications[address] = 'COMPLETE';
    units.forEach((tag, index) => {
      const isWithheld = answer.tags?.[index] === 'withheld';
      const isFailed = isWithheld && world.readings.withheldTagStatus === 'FAILED';
      if (isFailed) image.replications[address] = 'FAILED';
      copy(world, there, goal, image, tag === '-' || isWithheld ? undefined : tag, atMs);
      const word = isWithheld ? `without ${tag}` : tag;
      const words = [repository.name, image.digest, word, source, isFailed ? 'FAILED' : 'SUCCESS'];
      say(world, there, 'replicated', ...words);
    });
  }
}

function copy(
  world: ReferenceWorld,
  there: ReferencePlace,
  goal: ReferenceRepository,
  image: ReferenceImage,
  tag: string | undefined,
  atMs: number,
): void {
  const told = {
    imageSizeInBytes: image.size,
    imageManifestMediaType: image.mediaType,
    subjectManifestDigest: image.subject,
    references: image.references,
  };
  const arrival = { digest: image.digest, tag, told, atMs, cause: 'replication' } as const;
  const arrived = arrive(world, there, goal, arrival);
  if (arrived !== undefined) scan(world, there, goal, arrived, 'replicated', atMs);
}

function childrenFirst(repository: ReferenceRepository, image: ReferenceImage): readonly string[] {
  const digests = (image.references ?? []).flatMap((digest) => {
    const child = repository.images.find((one) => one.digest === digest);
    return child === undefined ? [] : [...childrenFirst(repository, child), digest];
  });
  return [...new Set(digests)];
}

/** What a destination says, in the words of replication's own reference. */
function stateOf(
  world: ReferenceWorld,
  place: ReferencePlace,
  there: ReferencePlace,
  target: ReferenceRepository | undefined,
  repository: ReferenceRepository,
  image: ReferenceImage,
  tags: readonly string[],
) {
  const { name } = repository;
  const copied = target?.images.find(({ digest }) => digest === image.digest);
  const template = referenceTemplate(there.templates, name, 'REPLICATION');
  const needsRole = referenceCreation(there.templates, name, 'REPLICATION').startsWith('failed');
  const coming = [image.digest, ...childrenFirst(repository, image)];
  const isNew = (digest: string) => !target?.images.some((one) => one.digest === digest);
  const size = (target?.images.length ?? 0) + coming.filter(isNew).length;
  const tagCount = new Set([...(copied?.tags ?? []), ...tags]).size;
  const isFull = size > world.limits.images || tagCount > world.limits.tags;
  return {
    repository: target === undefined ? 'missing' : 'exists',
    tags: Object.fromEntries(
      tags.map((tag): [string, TagState] => [tag, tagThere(world, target, tag, image.digest)]),
    ),
    copy: copied === undefined ? 'absent' : copied.status === 'ACTIVE' ? 'present' : 'archived',
    mayReplicate: grants(there, place.registryId, 'ecr:ReplicateImage', name),
    mayCreate: grants(there, place.registryId, 'ecr:CreateRepository', name),
    mayTag: grants(there, place.registryId, 'ecr:TagResource', name),
    optedIn: 'yes',
    template:
      template === undefined
        ? null
        : {
            prefix: template.prefix,
            hasResourceTags: (template.resourceTags ?? []).length > 0,
            lacksRole: needsRole,
          },
    quota: isFull ? 'exceeded' : 'within',
  } as const;
}

function tagThere(
  world: ReferenceWorld,
  target: ReferenceRepository | undefined,
  tag: string,
  digest: string,
): TagState {
  const holder = target?.images.find(({ tags }) => tags.includes(tag));
  if (target === undefined || holder === undefined) return 'free';
  if (holder.digest === digest) return 'same';
  const write = { tag, digest, currentDigest: holder.digest };
  const { imageTagMutability } = target.settings;
  const alone = imageTagMutability.startsWith('IMMUTABLE') ? 'IMMUTABLE' : 'MUTABLE';
  const settings =
    world.readings.replicatedTags === 'by-filters'
      ? target.settings
      : { imageTagMutability: alone as typeof imageTagMutability };
  return 'exception' in referenceTagWrite(settings, write) ? 'locked' : 'movable';
}

/** A registry policy of the kind the laws write: one statement, its principal an account's root. */
function grants({ policyText }: ReferencePlace, account: string, action: string, name: string) {
  if (policyText === undefined) return 'denied';
  const { Statement } = JSON.parse(policyText);
  const isNamed = Statement.Principal.AWS === `arn:aws:iam::${account}:root`;
  const [, pattern] = Statement.Resource.split('repository/');
  const isMeant = pattern === '*' || name.startsWith(pattern.replace(/\*$/, ''));
  return isNamed && isMeant && Statement.Action.includes(action) ? 'allowed' : 'denied';
}

/** Each id against what those before it have left. */
function batchDelete(
  world: ReferenceWorld,
  place: ReferencePlace,
  { repositoryName, imageIds }: OperationInputs['BatchDeleteImage'],
  atMs: number,
) {
  const repository = theRepository(place, repositoryName);
  const before = [...repository.images];
  const rows: string[] = [];
  const failures: string[] = [];
  const removed: string[] = [];
  const asked = new Set(imageIds.map((id) => JSON.stringify([id.imageDigest, id.imageTag])));
  for (const text of asked) {
    const [imageDigest, imageTag] = JSON.parse(text).map(
      (part: string | null) => part ?? undefined,
    );
    const id: Id = { imageDigest, imageTag };
    const code = idFault(repository, id);
    const image = lookUp(repository, id);
    if (code !== undefined || image === undefined) {
      failures.push(code ?? 'ImageNotFound');
      continue;
    }
    const takesTag =
      imageTag !== undefined &&
      (imageDigest === undefined || world.readings.tagAndDigest === 'the-tag');
    if (takesTag && image.tags.length > 1) {
      image.tags.splice(image.tags.indexOf(imageTag), 1);
      rows.push(`${image.digest} ${imageTag}`);
      say(world, place, 'tag-removed', repositoryName, image.digest, imageTag, 'request');
      continue;
    }
    const guarding = world.readings.sameRequest === 'earlier-counts' ? repository.images : before;
    const guards = (status: string) =>
      status !== 'ARCHIVED' || world.readings.deleteBehindArchived === 'refused';
    const isGuarded = guarding.some(
      ({ references, status }) => guards(status) && references?.includes(image.digest),
    );
    if (isGuarded) {
      failures.push('ImageReferencedByManifestList');
      continue;
    }
    removeImage(world, place, repository, image, 'request');
    removed.push(image.digest);
    rows.push(
      ...(image.tags.length === 0 ? ['-'] : image.tags).map((tag) => `${image.digest} ${tag}`),
    );
  }
  letFollow(place, repository, removed, atMs);
  return { rows, failures };
}

function idFault(repository: ReferenceRepository, { imageDigest, imageTag }: Id) {
  if (imageDigest === undefined && imageTag === undefined) return 'MissingDigestAndTag';
  if (imageDigest !== undefined && !/^[\w+.-]+:[0-9a-fA-F]+$/.test(imageDigest)) {
    return 'InvalidImageDigest';
  }
  if (imageTag === '') return 'InvalidImageTag';
  const byFirst = lookUp(repository, imageDigest === undefined ? { imageTag } : { imageDigest });
  if (byFirst === undefined) return 'ImageNotFound';
  const both = lookUp(repository, { imageDigest, imageTag });
  return both === undefined ? 'ImageTagDoesNotMatchDigest' : undefined;
}

function removeImage(
  world: ReferenceWorld,
  place: ReferencePlace,
  repository: ReferenceRepository,
  image: ReferenceImage,
  cause: string,
): void {
  repository.images = repository.images.filter((one) => one !== image);
  place.due = place.due.filter(
    ({ repository: name, digest }) => name !== repository.name || digest !== image.digest,
  );
  say(world, place, 'image-deleted', repository.name, image.digest, image.tags.join(','), cause);
}

/** In a repository with a lifecycle policy artifacts follow their subject once a day in their storage class. */
function letFollow(
  place: ReferencePlace,
  repository: ReferenceRepository,
  removed: readonly string[],
  atMs: number,
  kind: 'cleanup' | 'archival' = 'cleanup',
): void {
  if (repository.lifecycle === undefined) return;
  const goes = new Map(removed.map((digest) => [digest, atMs]));
  for (let found = true; found; ) {
    found = false;
    for (const image of repository.images) {
      const { digest, subject } = image;
      const subjectAtMs = subject === undefined ? undefined : goes.get(subject);
      if (subject === undefined || subjectAtMs === undefined || goes.has(digest)) continue;
      const isHeld = repository.images.some(
        (index) =>
          index.status !== 'ARCHIVED' &&
          index.references?.includes(digest) &&
          !goes.has(index.digest),
      );
      if (isHeld) continue;
      const sinceMs = Math.max(image.pushedAtMs, image.archivedAtMs ?? 0, image.activatedAtMs ?? 0);
      const dueMs = Math.max(subjectAtMs, sinceMs + day);
      goes.set(digest, dueMs);
      place.due = place.due.filter(
        (due) => due.kind !== kind || due.repository !== repository.name || due.digest !== digest,
      );
      place.due.push({
        kind,
        repository: repository.name,
        digest,
        subject,
        atMs: dueMs,
      });
      found = true;
    }
  }
}

function batchGet(
  world: ReferenceWorld,
  place: ReferencePlace,
  { repositoryName, imageIds }: OperationInputs['BatchGetImage'],
  atMs: number,
) {
  const repository = theRepository(place, repositoryName);
  const rows: string[] = [];
  const failures: string[] = [];
  const asked = new Set(imageIds.map((id) => JSON.stringify([id.imageDigest, id.imageTag])));
  for (const text of asked) {
    const [imageDigest, imageTag] = JSON.parse(text).map(
      (part: string | null) => part ?? undefined,
    );
    const code = idFault(repository, { imageDigest, imageTag });
    const image = lookUp(repository, { imageDigest, imageTag });
    if (code !== undefined || image === undefined) {
      failures.push(code ?? 'ImageNotFound');
      continue;
    }
    if (image.status !== 'ACTIVE') {
      failures.push(world.readings.archivedPull);
      continue;
    }
    rows.push(`${image.digest} ${imageTag ?? '-'}`);
    const isFresh =
      image.pulledAtMs !== undefined &&
      atMs - image.pulledAtMs < (world.readings.pullTime === 'every-pull' ? 1 : day);
    if (isFresh) continue;
    image.pulledAtMs = atMs;
    say(world, place, 'pull-recorded', repositoryName, image.digest, imageTag ?? '-');
  }
  return { rows, failures };
}

function updateStorageClass(
  world: ReferenceWorld,
  place: ReferencePlace,
  { repositoryName, imageId, targetStorageClass }: OperationInputs['UpdateImageStorageClass'],
  atMs: number,
): unknown {
  const repository = theRepository(place, repositoryName);
  const image = theImage(repository, imageId);
  if (targetStorageClass === 'STANDARD') {
    if (image.status !== 'ARCHIVED') return refuse('ImageStorageClassUpdateNotSupportedException');
    image.status = 'ACTIVATING';
    const due = {
      repository: repositoryName,
      digest: image.digest,
      subject: '',
      atMs: atMs + 1_200_000,
    };
    place.due.push({ kind: 'activation', ...due });
    return say(world, place, 'image-activating', repositoryName, image.digest, 'request');
  }
  const isHeld =
    world.readings.archiveBehindIndex === 'refused' &&
    repository.images.some(
      ({ references, status }) => status !== 'ARCHIVED' && references?.includes(image.digest),
    );
  if (image.status !== 'ACTIVE' || isHeld) {
    return refuse('ImageStorageClassUpdateNotSupportedException');
  }
  archive(world, place, repository, image, 'request', atMs);
  if (world.readings.archivedSubject === 'artifacts-stay') return undefined;
  return letFollow(place, repository, [image.digest], atMs, 'archival');
}

function archive(
  world: ReferenceWorld,
  place: ReferencePlace,
  repository: ReferenceRepository,
  image: ReferenceImage,
  cause: string,
  atMs: number,
): void {
  image.status = 'ARCHIVED';
  image.archivedAtMs = atMs;
  say(world, place, 'image-archived', repository.name, image.digest, cause);
}

function lifecycleRun(
  world: ReferenceWorld,
  place: ReferencePlace,
  name: string | undefined,
  atMs: number,
): void {
  const all = place.repositories.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const repository of name === undefined ? all : [theRepository(place, name)]) {
    const { lifecycle } = repository;
    if (lifecycle === undefined) continue;
    const fates = referenceRun(
      lifecycle.policy,
      { images: repository.images.map(asInventory), nowMs: atMs },
      world.lifecycle,
    );
    const of = (...outcomes: readonly string[]) =>
      fates.filter(({ outcome }) => outcomes.includes(outcome));
    for (const { image, action } of of('expire', 'transition')) {
      const found = repository.images.find(({ digest }) => digest === image.imageDigest);
      if (found === undefined) continue;
      if (action?.type === 'EXPIRE') removeImage(world, place, repository, found, 'lifecycle');
      else archive(world, place, repository, found, 'lifecycle', atMs);
    }
    // What is about an image that went follows it, one after the other.
    let waiting = of('cascade');
    for (let size = -1; size !== waiting.length; ) {
      size = waiting.length;
      waiting = waiting.filter(({ image, action }) => {
        const { imageDigest, subjectManifestDigest: about } = image;
        const found = repository.images.find(({ digest }) => digest === imageDigest);
        const subject = repository.images.find(({ digest }) => digest === about);
        const expires = action?.type === 'EXPIRE';
        const isAlone = expires ? subject === undefined : subject?.status === 'ARCHIVED';
        if (found === undefined || !isAlone) return true;
        if (expires) removeImage(world, place, repository, found, 'lifecycle-cascade');
        else archive(world, place, repository, found, 'lifecycle-cascade', atMs);
        return false;
      });
    }
    const sorted = (wanted: readonly string[]) =>
      fates
        .flatMap(({ image, outcome, owner }) =>
          wanted.includes(outcome) ? [`${image.imageDigest}:${owner?.rulePriority}`] : [],
        )
        .toSorted()
        .join(',');
    lifecycle.ranAtMs = atMs;
    const lists = [sorted(['expire', 'transition']), sorted(['blocked'])];
    say(world, place, 'policy-executed', repository.name, ...lists);
  }
}

function asInventory(image: ReferenceImage) {
  return {
    imageDigest: image.digest,
    imageTags: image.tags,
    imagePushedAtMs: image.pushedAtMs,
    imageStatus: image.status,
    lastRecordedPullTimeMs: image.pulledAtMs,
    lastArchivedAtMs: image.archivedAtMs,
    lastActivatedAtMs: image.activatedAtMs,
    subjectManifestDigest: image.subject,
    references: image.references,
    imageManifestMediaType: image.mediaType,
  };
}

function clockTick(world: ReferenceWorld, place: ReferencePlace, nowMs: number): void {
  const word = (due: Due) => `${due.kind} ${due.repository} ${due.digest}`;
  const ready = place.due
    .filter(({ atMs }) => atMs <= nowMs)
    .toSorted((a, b) => a.atMs - b.atMs || (word(a) < word(b) ? -1 : 1));
  place.due = place.due.filter(({ atMs }) => atMs > nowMs);
  for (const { kind, repository: name, digest, subject, atMs } of ready) {
    const repository = place.repositories.find((one) => one.name === name);
    const image = repository?.images.find((one) => one.digest === digest);
    if (repository === undefined || image === undefined) continue;
    if (kind !== 'activation') {
      const isBack = repository.images.some((one) => one.digest === subject);
      const isHeld = repository.images.some(
        ({ references, status }) => status !== 'ARCHIVED' && references?.includes(digest),
      );
      if (isHeld) continue;
      if (kind === 'cleanup') {
        if (!isBack) removeImage(world, place, repository, image, 'referrer-cleanup');
        continue;
      }
      const about = repository.images.find((one) => one.digest === subject);
      if (about?.status === 'ARCHIVED' && image.status === 'ACTIVE')
        archive(world, place, repository, image, 'referrer-cleanup', atMs);
      continue;
    }
    if (image.status !== 'ACTIVATING') continue;
    image.status = 'ACTIVE';
    image.activatedAtMs = atMs;
    if (world.readings.restoredPushedAt === 'restoring') image.pushedAtMs = atMs;
    image.isScanned = false;
    say(world, place, 'image-restored', name, digest, 'clock');
    scan(world, place, repository, image, 'restored', atMs);
    replicate(world, place, repository, image, [...image.tags], 'restore', atMs);
  }
}
