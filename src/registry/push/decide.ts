import { unreachable } from '../../base/invariant.js';
import { entryOf } from '../../base/persistent-map.js';
import { imagesPerRepositoryMax } from '../../facts/image.js';
import { tagsPerImageMax } from '../../facts/quotas.js';
import { messages, pushRefusals } from '../../facts/registry.js';
import { compileTagRule, decideTagWrite } from '../../tagging/index.js';
import { imageOf } from '../images.js';
import type { CommandOf, Refusal } from '../operations.js';
import { refused } from '../step/refuse.js';
import type { QuotaLimits, Repository, StoredImage } from '../types.js';
import type { PushedManifest } from './manifest.js';

/** A push that has found its repository. */
export interface Push {
  readonly repository: Repository;
  readonly manifest: PushedManifest;
  readonly command: CommandOf<'PutImage'>;
  /** Of the registry that is pushed to, which the request may name. */
  readonly registryId: string;
  readonly limits: QuotaLimits;
}

type PushFault = (typeof pushRefusals)[number]['fault'];

/** What refuses the push, by the table of refusals and in its order. */
export function refusalOfPush(push: Push): Refusal | undefined {
  const found = pushRefusals.find(({ fault }) => faults[fault](push));
  if (found === undefined) return undefined;
  const [message, ...values] = wordsOf(found.fault, push);
  return refused(found.exception, message, ...values);
}

/** Whether each fault is there. */
const faults: { readonly [Fault in PushFault]: (push: Push) => boolean } = {
  'digest-differs': ({ manifest, command: { input } }) =>
    input.imageDigest !== undefined && input.imageDigest !== manifest.imageDigest,
  'media-type-missing': ({ manifest, command: { input } }) =>
    input.imageManifest !== undefined && manifest.imageManifestMediaType === undefined,
  'layers-missing': (push) => missingLayers(push).length > 0,
  'references-missing': (push) => missingReferences(push).length > 0,
  'same-again': (push) => !isRestoring(push) && isSameAgain(push),
  'tag-immutable': (push) => tagRefusal(push) === 'ImageTagAlreadyExistsException',
  'repository-full': ({ repository, manifest, limits }) =>
    imageOf(repository, manifest.imageDigest) === undefined &&
    repository.images.size >= imageLimit(limits),
  'image-full-of-tags': (push) => {
    const { imageTag } = push.command.input;
    const { imageTags = [] } = presentImage(push) ?? {};
    const isMore = imageTag !== undefined && !imageTags.includes(imageTag);
    return isMore && imageTags.length >= tagLimit(push.limits);
  },
};

export function imageLimit(limits: QuotaLimits): number {
  return limits['images-per-repository'] ?? imagesPerRepositoryMax;
}

export function tagLimit(limits: QuotaLimits): number {
  return limits['tags-per-image'] ?? tagsPerImageMax;
}

function presentImage({ repository, manifest }: Push): StoredImage | undefined {
  return imageOf(repository, manifest.imageDigest);
}

/** An image that is pushed again is taken out of the archive, and that is no repetition. */
function isRestoring(push: Push): boolean {
  const { imageStatus = 'ACTIVE' } = presentImage(push) ?? {};
  return imageStatus !== 'ACTIVE';
}

/** Clients do not pass on that a manifest without a tag is there already. */
function isSameAgain(push: Push): boolean {
  const { input, surface } = push.command;
  if (presentImage(push) === undefined) return false;
  if (input.imageTag === undefined) return surface !== 'oci';
  return tagRefusal(push) === 'ImageAlreadyExistsException';
}

function tagRefusal(push: Push) {
  const { repository, manifest, command } = push;
  const { imageTag: tag } = command.input;
  if (tag === undefined) return undefined;
  const currentDigest = entryOf(repository.digestOfTag, tag);
  if (currentDigest === manifest.imageDigest && isRestoring(push)) return undefined;
  const write = { tag, digest: manifest.imageDigest, currentDigest, surface: command.surface };
  const verdict = decideTagWrite(compileTagRule(repository), write);
  return verdict.kind === 'refused' ? verdict.exception : undefined;
}

function missingLayers({ manifest, command }: Push): readonly string[] {
  const missing = command.outside?.missingLayers ?? [];
  // Without the manifest's text nobody knows its layers but whoever says which are missing.
  if (command.input.imageManifest === undefined) return missing;
  return manifest.layers.filter((layer) => missing.includes(layer));
}

function missingReferences({ repository, manifest }: Push): readonly string[] {
  const { references = [] } = manifest;
  return references.filter((digest) => imageOf(repository, digest) === undefined);
}

/** The message of a fault and what stands in its blanks. */
function wordsOf(fault: PushFault, push: Push): readonly [string, ...string[]] {
  const { repositoryName } = push.repository;
  const { imageTag = 'null', imageDigest = '' } = push.command.input;
  const digest = push.manifest.imageDigest;
  switch (fault) {
    case 'digest-differs':
      return [messages.digestDiffers, imageDigest, digest];
    case 'media-type-missing':
      return [messages.mediaTypeMissing];
    case 'layers-missing':
      return [messages.layersMissing, missingLayers(push).join(', '), repositoryName];
    case 'references-missing':
      return [messages.referencesMissing, missingReferences(push).join(', '), repositoryName];
    case 'same-again':
      return [messages.imageAlreadyExists, digest, imageTag, repositoryName, push.registryId];
    case 'tag-immutable':
      return [messages.imageTagAlreadyExists, imageTag, repositoryName];
    case 'repository-full':
      return [messages.repositoryFull, repositoryName, String(imageLimit(push.limits))];
    case 'image-full-of-tags':
      return [messages.imageFullOfTags, digest, String(tagLimit(push.limits))];
    default:
      return unreachable(fault);
  }
}
