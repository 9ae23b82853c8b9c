import { replicationActions } from '../../facts/ecr-actions.js';
import { tagAction } from '../../facts/replication.js';
import { authorizeWorkflow } from '../../iam/ecr/index.js';
import { repositoryArn } from '../../model/arn.js';
import { isSameRegistry, type RegistryAddress } from '../../model/registry.js';
import {
  type CompiledReplication,
  type DestinationPlan,
  type DestinationState,
  planReplication,
  type ReplicationCause,
  type ReplicationPlan,
  type TagState,
} from '../../replication-rules/index.js';
import { compileTagRule } from '../../tagging/index.js';
import { imageOf, taggedImage, withImage } from '../images.js';
import { arrive } from '../push/arrive.js';
import { createByTemplate } from '../push/create.js';
import { imageLimit, tagLimit } from '../push/decide.js';
import { scan } from '../push/scan.js';
import { sign } from '../push/sign.js';
import {
  addressOf,
  type Draft,
  elsewhere,
  keepRepository,
  regionalOf,
  repositoryOf,
  tell,
} from '../step/draft.js';
import type { BoundReadings, ImageReplicationStatus, Repository, StoredImage } from '../types.js';
import { tagStateOf, templateStateOf } from './states.js';

/** What came into the source, and how; only a push, a restore and a pull-through import travel. */
export interface Sending {
  readonly repositoryName: string;
  readonly image: StoredImage;
  readonly imageTags: readonly string[];
  readonly cause: Extract<ReplicationCause, 'push' | 'restore' | 'pull-through'>;
}

/**
 * Copies an image to every destination of the registry's replication, and remembers in the source how it went. What
 * arrives there is not sent on.
 */
export function replicate(draft: Draft, sending: Sending): void {
  const { replication } = regionalOf(draft);
  const source = repositoryOf(draft, sending.repositoryName);
  if (replication === undefined || source === undefined) return;
  const plan = planned(draft, replication.compiled, sending, source);
  const statuses = plan.destinations.flatMap((destination): ImageReplicationStatus[] => {
    if (destination.outcome === 'filtered' || destination.outcome === 'skipped') return [];
    const { region, registryId } = destination;
    const status = send(draft, sending, plan, destination, source);
    return [{ region, registryId, status }];
  });
  if (statuses.length === 0) return;
  const sent = repositoryOf(draft, sending.repositoryName);
  const image = sent === undefined ? undefined : imageOf(sent, sending.image.imageDigest);
  if (sent === undefined || image === undefined) return;
  keepRepository(draft, withImage(sent, withStatuses(image, statuses)));
}

/** The plan with what the destinations that are meant say; of the others nothing is asked. */
function planned(
  draft: Draft,
  compiled: CompiledReplication,
  sending: Sending,
  source: Repository,
): ReplicationPlan {
  const { repositoryName, image, imageTags, cause } = sending;
  const push = {
    repositoryName,
    imageDigest: image.imageDigest,
    imageTags,
    cause,
    atMs: draft.place.atMs,
    references: deepReferences(source, image),
  };
  const { destinations } = planReplication(compiled, push);
  const meant = destinations.filter(({ outcome }) => outcome === 'copied' || outcome === 'depends');
  const world = meant.map((destination) => stateOf(draft, destination, push));
  return planReplication(compiled, push, world);
}

/** Every image behind an index that is there, however deep, those that others need first. */
function deepReferences(repository: Repository, image: StoredImage): readonly string[] {
  const found = new Set<string>();
  const walk = ({ references = [] }: StoredImage): void => {
    for (const digest of references) {
      const child = imageOf(repository, digest);
      if (child === undefined || found.has(digest)) continue;
      walk(child);
      found.add(digest);
    }
  };
  walk(image);
  return [...found];
}

interface Sent {
  readonly repositoryName: string;
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly references: readonly string[];
}

/** What a destination says about a push: its repository, tags, policy, templates and quotas. */
function stateOf(
  draft: Draft,
  { region, registryId }: RegistryAddress,
  sent: Sent,
): DestinationState {
  const there = elsewhere(draft, { region, registryId });
  const regional = regionalOf(there);
  const repository = repositoryOf(there, sent.repositoryName);
  const copy = repository === undefined ? undefined : imageOf(repository, sent.imageDigest);
  const { imageStatus = 'ACTIVE' } = copy ?? {};
  return {
    region,
    registryId,
    repository: repository === undefined ? 'missing' : 'exists',
    tags: tagStates(repository, sent, draft.state.registry.readings.registry.replicatedTags),
    copy: copy === undefined ? 'absent' : imageStatus === 'ACTIVE' ? 'present' : 'archived',
    ...permissionsOf(draft, there, sent.repositoryName),
    optedIn: 'yes',
    template: templateStateOf(regional.creationTemplates.compiled, sent.repositoryName),
    quota: isFull(draft, repository, sent) ? 'exceeded' : 'within',
  };
}

function tagStates(
  repository: Repository | undefined,
  { imageTags, imageDigest: digest }: Sent,
  readTags: BoundReadings['registry']['replicatedTags'],
): Readonly<Record<string, TagState>> {
  const states = imageTags.map((tag): readonly [string, TagState] => {
    if (repository === undefined) return [tag, 'free'];
    const currentDigest = taggedImage(repository, tag)?.imageDigest;
    const rule = compileTagRule(repository);
    const taken = readTags === 'by-filters' ? rule : { ...rule, exceptions: [] };
    return [tag, tagStateOf(taken, { tag, digest, currentDigest })];
  });
  return Object.fromEntries(states);
}

/** What the destination's registry policy lets another account's replication do. */
function permissionsOf(draft: Draft, there: Draft, repositoryName: string) {
  const { registryId: sourceAccount } = draft.place;
  if (there.place.registryId === sourceAccount) return {};
  const { registryPolicy, accountSettings } = regionalOf(there);
  const repository = repositoryArn({ ...addressOf(there), repositoryName });
  const policies = {
    registry: registryPolicy?.document,
    registryPolicyScope: accountSettings.REGISTRY_POLICY_SCOPE,
  };
  const workflow = {
    workflow: 'replicate',
    sourceAccount,
    repository,
    createRepository: true,
    atMs: draft.place.atMs,
  } as const;
  const options = { readings: draft.state.registry.readings.iam };
  const { steps } = authorizeWorkflow(policies, workflow, options);
  const replicateStep = steps.find(({ request }) => request.action.endsWith(replicationActions[0]));
  const createStep = steps.find((step) => step !== replicateStep);
  const tagging = { ...workflow, request: createStep?.request };
  const tagStep =
    tagging.request === undefined
      ? undefined
      : authorizeWorkflow(
          { ...policies, identity: [everythingAllowed] },
          { ...tagging.request, workflow: 'action', action: tagAction },
          options,
        );
  return {
    mayReplicate: permissionOf(replicateStep?.decision.kind),
    mayCreate: permissionOf(createStep?.decision.kind),
    mayTag: permissionOf(tagStep?.kind),
  };
}

/** The role that replicates may do it as far as its own account goes. */
const everythingAllowed = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
} as const;

function permissionOf(kind: string | undefined): 'allowed' | 'denied' {
  return kind === 'allowed' ? 'allowed' : 'denied';
}

function isFull(draft: Draft, repository: Repository | undefined, sent: Sent): boolean {
  const { limits } = draft.state.registry;
  const digests = [sent.imageDigest, ...sent.references];
  const isNew = (digest: string) =>
    repository === undefined || imageOf(repository, digest) === undefined;
  const size = repository?.images.size ?? 0;
  if (size + digests.filter(isNew).length > imageLimit(limits)) return true;
  const { imageTags = [] } =
    (repository === undefined ? undefined : imageOf(repository, sent.imageDigest)) ?? {};
  const tags = new Set([...imageTags, ...sent.imageTags]);
  return tags.size > Math.max(tagLimit(limits), imageTags.length);
}

/** Sends to one destination; an event for the image with each of its tags tells there how it went. */
function send(
  draft: Draft,
  { repositoryName, image, imageTags }: Sending,
  { images }: ReplicationPlan,
  destination: DestinationPlan,
  source: Repository,
): 'COMPLETE' | 'FAILED' {
  const { region, registryId } = destination;
  const there = elsewhere(draft, { region, registryId });
  const { registryId: sourceRegistryId, region: sourceRegion } = draft.place;
  const from = { sourceRegistryId, sourceRegion };
  const units = imageTags.length === 0 ? [undefined] : imageTags;
  const failure = failureOf(destination);
  if (failure !== undefined || isSameRegistry(there.place, draft.place)) {
    for (const imageTag of units) {
      const what = { repositoryName, imageDigest: image.imageDigest, imageTag };
      tell(there, { kind: 'replicated', ...what, ...from, result: 'FAILED', failure });
    }
    return 'FAILED';
  }
  if (repositoryOf(there, repositoryName) === undefined) {
    createByTemplate(there, repositoryName, 'REPLICATION');
  }
  for (const { imageDigest, part } of images) {
    const child = part === 'image' ? undefined : imageOf(source, imageDigest);
    if (child !== undefined) settle(there, repositoryName, child, undefined);
  }
  const { withheldTagStatus } = draft.state.registry.readings.registry;
  let status: 'COMPLETE' | 'FAILED' = 'COMPLETE';
  for (const imageTag of units) {
    const isWithheld = fateOf(destination, imageTag) === 'withheld';
    settle(there, repositoryName, image, isWithheld ? undefined : imageTag);
    const what = { repositoryName, imageDigest: image.imageDigest };
    const tags = isWithheld ? { withheldTag: imageTag } : { imageTag };
    const failed = isWithheld && withheldTagStatus === 'FAILED';
    if (failed) status = 'FAILED';
    const result = failed ? 'FAILED' : 'SUCCESS';
    tell(there, { kind: 'replicated', ...what, ...tags, ...from, result });
  }
  return status;
}

function failureOf(destination: DestinationPlan): string | undefined {
  switch (destination.outcome) {
    case 'denied':
      return destination.missing;
    case 'failed':
    case 'unsupported':
      return destination.reason;
    case 'depends':
      return destination.on.join(', ');
    default:
      return undefined;
  }
}

function fateOf(destination: DestinationPlan, tag: string | undefined) {
  if (destination.outcome !== 'copied') return undefined;
  return destination.tags.find(({ imageTag }) => imageTag === tag)?.fate;
}

/** Lets one manifest arrive, and be scanned and signed as arrivals are there. */
function settle(
  there: Draft,
  repositoryName: string,
  sent: StoredImage,
  imageTag: string | undefined,
): void {
  const { imageDigest, imageSizeInBytes, references, subjectManifestDigest } = sent;
  const { imageManifest, imageManifestMediaType, artifactMediaType } = sent;
  const image = {
    imageDigest,
    imageSizeInBytes,
    references,
    subjectManifestDigest,
    imageManifest,
    imageManifestMediaType,
    artifactMediaType,
  };
  const arrived = arrive(there, { repositoryName, image, imageTag, cause: 'replication' });
  if (arrived === undefined) return;
  scan(there, repositoryName, imageDigest, 'replicated');
  sign(there, { repositoryName, imageDigest, cause: 'replicated' });
}

/** The image with its statuses, one for each registry, by Region and then by account. */
function withStatuses(
  image: StoredImage,
  statuses: readonly ImageReplicationStatus[],
): StoredImage {
  const before = image.replicationStatuses ?? [];
  const kept = before.filter((old) => !statuses.some((status) => isSameRegistry(old, status)));
  const key = ({ region, registryId }: RegistryAddress) => `${region} ${registryId}`;
  const all = [...kept, ...statuses].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return { ...image, replicationStatuses: all };
}
