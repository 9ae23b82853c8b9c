import { unreachable } from '../../base/invariant.js';
import { entryOf, withEntry } from '../../base/persistent-map.js';
import { createRepositoryActions, pullThroughMissActions } from '../../facts/ecr-actions.js';
import { messages } from '../../facts/registry.js';
import {
  type CachePull,
  decidePull,
  type PullVerdict,
  resolveUpstream,
  type UpstreamAnswer,
} from '../../pull-through/index.js';
import { compileTagRule } from '../../tagging/index.js';
import { imageOf } from '../images.js';
import type { CommandOf, ImageIdentifier, Upstream, UpstreamImage } from '../operations.js';
import { arrive, isIndex } from '../push/arrive.js';
import { createByTemplate } from '../push/create.js';
import { imageLimit } from '../push/decide.js';
import { scan } from '../push/scan.js';
import { sign } from '../push/sign.js';
import { replicate } from '../replication/send.js';
import { tagStateOf } from '../replication/states.js';
import { unauthorizedFor } from '../step/authorize.js';
import { type Draft, keepRepository, regionalOf, repositoryOf, tell } from '../step/draft.js';
import { idFailure, idFaults, imageById } from '../step/image-id.js';
import { noRepository, refused } from '../step/refuse.js';
import type { Repository } from '../types.js';
import { emptyRepository } from '../value.js';
import { type Pulled, pulledFrom } from './pulled.js';

type Pull = CommandOf<'BatchGetImage'>;

/** A pull from a repository that caches an upstream: served as it is here, or imported first. */
export function pullThrough(draft: Draft, command: Pull, imageId: ImageIdentifier): Pulled {
  const { repositoryName } = command.input;
  const spelling = misspelt(imageId);
  if (spelling !== undefined) return idFailure(imageId, spelling);
  const verdict = verdictOf(draft, command, imageId);
  switch (verdict.kind) {
    case 'ordinary':
      return pulledFrom(draft, repositoryName, imageId);
    case 'served':
      if (verdict.asked && verdict.freshUntilMs !== undefined) noteCheck(draft, command, imageId);
      return pulledFrom(draft, repositoryName, imageId);
    case 'imported':
      return imported(draft, command, imageId, verdict);
    case 'failed':
      return failed(draft, command, imageId, verdict);
    // Everything was told, so nothing can hang on something unknown.
    case 'depends':
      return idFailure(imageId, 'UpstreamUnavailable');
    default:
      return unreachable(verdict);
  }
}

/** An id that is wrong whatever the repository holds. */
function misspelt(imageId: ImageIdentifier) {
  const question = { repository: nowhere, imageId };
  if (idFaults['no-id'](question)) return 'MissingDigestAndTag';
  if (idFaults['digest-spelling'](question)) return 'InvalidImageDigest';
  return idFaults['tag-spelling'](question) ? 'InvalidImageTag' : undefined;
}

const nowhere: Repository = /* @__PURE__ */ emptyRepository('', 0, {
  imageTagMutability: 'MUTABLE',
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: 'AES256' },
  resourceTags: [],
});

function referenceOf({ imageDigest, imageTag = '' }: ImageIdentifier): string {
  return imageDigest ?? imageTag;
}

function verdictOf(draft: Draft, command: Pull, imageId: ImageIdentifier): PullVerdict {
  const { repositoryName } = command.input;
  const repository = repositoryOf(draft, repositoryName);
  const image = repository === undefined ? undefined : imageById(repository, imageId);
  const reference = referenceOf(imageId);
  const upstream = command.outside?.upstream ?? { kind: 'unavailable' };
  const pull: CachePull = {
    repositoryName,
    registryId: draft.place.registryId,
    reference,
    atMs: draft.place.atMs,
    repository: repository === undefined ? 'missing' : 'exists',
    cached:
      repository === undefined || image === undefined
        ? undefined
        : {
            digest: image.imageDigest,
            // What was never checked counts from its arrival.
            checkedAtMs: entryOf(repository.upstreamChecks, reference) ?? image.imagePushedAtMs,
          },
    upstream: answerOf(upstream),
    tag: isLocked(repository, imageId, upstream) ? 'locked' : 'movable',
    mayImport: permission(draft, command, pullThroughMissActions[0]),
    mayCreateRepository: permission(draft, command, createRepositoryActions[0]),
  };
  return decidePull(regionalOf(draft).pullThrough.compiled, pull);
}

function answerOf(upstream: Upstream): UpstreamAnswer {
  if (upstream.kind !== 'has') return upstream;
  return { kind: 'has', digest: upstream.image.imageDigest, isIndex: isIndex(upstream.image) };
}

function isLocked(
  repository: Repository | undefined,
  { imageTag: tag }: ImageIdentifier,
  upstream: Upstream,
): boolean {
  if (repository === undefined || tag === undefined || upstream.kind !== 'has') return false;
  const currentDigest = entryOf(repository.digestOfTag, tag);
  const write = { tag, digest: upstream.image.imageDigest, currentDigest };
  return tagStateOf(compileTagRule(repository), write) === 'locked';
}

function permission(draft: Draft, command: Pull, name: string): 'allowed' | 'denied' {
  const { repositoryName } = command.input;
  const refusal = unauthorizedFor(draft, command, name, repositoryName);
  return refusal === undefined ? 'allowed' : 'denied';
}

function noteCheck(draft: Draft, { input }: Pull, imageId: ImageIdentifier): void {
  const repository = repositoryOf(draft, input.repositoryName);
  if (repository === undefined) return;
  const reference = referenceOf(imageId);
  const upstreamChecks = withEntry(repository.upstreamChecks, reference, draft.place.atMs);
  keepRepository(draft, { ...repository, upstreamChecks });
  tell(draft, { kind: 'upstream-checked', repositoryName: repository.repositoryName, reference });
}

function imported(
  draft: Draft,
  command: Pull,
  imageId: ImageIdentifier,
  { createsRepository }: Extract<PullVerdict, { kind: 'imported' }>,
): Pulled {
  const { repositoryName } = command.input;
  const { imageTag } = imageId;
  const upstream = command.outside?.upstream;
  if (upstream?.kind !== 'has') return idFailure(imageId, 'UpstreamUnavailable');
  if (createsRepository) createByTemplate(draft, repositoryName, 'PULL_THROUGH_CACHE');
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const images = [...childrenOf(upstream, repository), upstream.image];
  const { length: newOnes } = images.filter(
    ({ imageDigest }) => imageOf(repository, imageDigest) === undefined,
  );
  if (repository.images.size + newOnes > imageLimit(draft.state.registry.limits)) {
    const limit = String(imageLimit(draft.state.registry.limits));
    return refused('LimitExceededException', messages.repositoryFull, repositoryName, limit);
  }
  for (const image of images) {
    const isAsked = image === upstream.image;
    const tag = isAsked ? imageTag : undefined;
    const arrived = arrive(draft, { repositoryName, image, imageTag: tag, cause: 'pull-through' });
    if (arrived === undefined) continue;
    const { imageDigest } = image;
    scan(draft, repositoryName, imageDigest, 'pull-through');
    sign(draft, { repositoryName, imageDigest, cause: 'pull-through' });
    const imageTags = tag === undefined ? [] : [tag];
    replicate(draft, { repositoryName, image: arrived, imageTags, cause: 'pull-through' });
  }
  noteCheck(draft, command, imageId);
  const { compiled, document } = regionalOf(draft).pullThrough;
  const resolution = resolveUpstream(compiled, repositoryName);
  if (resolution.kind === 'cached') {
    const { upstreamRegistryUrl, rule } = resolution;
    const ecrRepositoryPrefix = document[rule]?.ecrRepositoryPrefix ?? '';
    const { imageDigest } = upstream.image;
    const what = { repositoryName, imageDigest, imageTag };
    tell(draft, { kind: 'upstream-synced', ...what, ecrRepositoryPrefix, upstreamRegistryUrl });
  }
  return pulledFrom(draft, repositoryName, { imageDigest: upstream.image.imageDigest, ...imageId });
}

/** The images behind an upstream's index, all of which come along; of those not described the digest is all we know. */
function childrenOf(
  { image, images = [] }: Extract<Upstream, { kind: 'has' }>,
  repository: Repository,
): readonly UpstreamImage[] {
  const told = new Set(images.map(({ imageDigest }) => imageDigest));
  const untold = (image.references ?? []).filter(
    (digest) => !told.has(digest) && imageOf(repository, digest) === undefined,
  );
  return [...images, ...untold.map((imageDigest) => ({ imageDigest }))];
}

function failed(
  draft: Draft,
  command: Pull,
  imageId: ImageIdentifier,
  { failure }: Extract<PullVerdict, { kind: 'failed' }>,
): Pulled {
  switch (failure) {
    case 'name-unknown':
      return noRepository(draft, command.input.repositoryName);
    case 'manifest-unknown':
      return idFailure(imageId, 'ImageNotFound');
    case 'forbidden':
      return refused('UnableToGetUpstreamImageException', messages.upstream);
    case 'UpstreamAccessDenied':
    case 'UpstreamTooManyRequests':
    case 'UpstreamUnavailable':
      return idFailure(imageId, failure);
    default:
      return unreachable(failure);
  }
}
