import { deleteFailures, imageIdsMax, imageIdsMin, messages } from '../../facts/registry.js';
import { imageOf, parentsOf, withoutTag } from '../images.js';
import type { ImageFailure, ImageIdentifier, Outcome, Refusal } from '../operations.js';
import { type Draft, keepRepository, repositoryOf, tell } from '../step/draft.js';
import { distinctIds, idFailure, idFaults, imageById } from '../step/image-id.js';
import { noRepository, refused } from '../step/refuse.js';
import { done, type Turn } from '../step/turn.js';
import type { Repository, StoredImage } from '../types.js';
import { letReferrersFollow, remove, withoutCheck } from './remove.js';

/** BatchDeleteImage: the ids in their order, each against what those before it have left. */
export function batchDeleteImage({
  draft,
  input,
}: Turn<'BatchDeleteImage'>): Outcome<'BatchDeleteImage'> {
  const { repositoryName } = input;
  const miscounted = miscountedIds(input.imageIds);
  if (miscounted !== undefined) return miscounted;
  const before = repositoryOf(draft, repositoryName);
  if (before === undefined) return noRepository(draft, repositoryName);
  const imageIds: ImageIdentifier[] = [];
  const failures: ImageFailure[] = [];
  for (const imageId of distinctIds(input.imageIds)) {
    const repository = repositoryOf(draft, repositoryName) ?? before;
    const failure = failureOf(draft, { repository, before, imageId });
    if (failure !== undefined) failures.push(failure);
    else imageIds.push(...take(draft, repository, imageId));
  }
  const after = repositoryOf(draft, repositoryName) ?? before;
  const touched = new Set(imageIds.flatMap(({ imageDigest }) => imageDigest ?? []));
  const removed = [...touched].filter((digest) => imageOf(after, digest) === undefined);
  letReferrersFollow(draft, before, removed);
  return done<'BatchDeleteImage'>({ imageIds, failures });
}

/** A list of ids that is too short or too long. */
export function miscountedIds(ids: readonly ImageIdentifier[]): Refusal | undefined {
  const { tooFew, tooMany } = messages;
  if (ids.length < imageIdsMin) {
    return refused('InvalidParameterException', tooFew, 'imageIds', String(imageIdsMin));
  }
  if (ids.length > imageIdsMax) {
    return refused('InvalidParameterException', tooMany, 'imageIds', String(imageIdsMax));
  }
  return undefined;
}

interface Deletion {
  /** As those ids have left it that came earlier. */
  readonly repository: Repository;
  /** As the request found it. */
  readonly before: Repository;
  readonly imageId: ImageIdentifier;
}

/** What keeps an image from going, by the table of failures and in its order. */
function failureOf(draft: Draft, deletion: Deletion): ImageFailure | undefined {
  const { imageId, repository } = deletion;
  const found = deleteFailures.find(({ fault }) =>
    fault === 'referenced' ? guards(draft, deletion).length > 0 : idFaults[fault](deletion),
  );
  if (found === undefined) return undefined;
  const known = found.fault === 'referenced' ? imageById(repository, imageId) : undefined;
  const named = known === undefined ? imageId : { ...imageId, imageDigest: known.imageDigest };
  return idFailure(named, found.failureCode, guards(draft, deletion).join(', '));
}

/** The indexes that keep an image from going; a tag that is not its last one may go all the same. */
function guards(draft: Draft, { repository, before, imageId }: Deletion): readonly string[] {
  const image = imageById(repository, imageId);
  if (image === undefined || !goesWith(draft, image, imageId)) return [];
  const { sameRequest, deleteBehindArchived } = draft.state.registry.readings.registry;
  const among = sameRequest === 'earlier-counts' ? repository : before;
  return parentsOf(among, image.imageDigest).filter(
    (parent) =>
      deleteBehindArchived === 'refused' || imageOf(among, parent)?.imageStatus !== 'ARCHIVED',
  );
}

/** Whether the image goes, and not a tag alone. */
function goesWith(
  { state }: Draft,
  { imageTags }: StoredImage,
  { imageDigest, imageTag }: ImageIdentifier,
): boolean {
  if (imageTag === undefined) return true;
  const byTag = imageDigest === undefined;
  const takesTag = byTag || state.registry.readings.registry.tagAndDigest === 'the-tag';
  return !takesTag || imageTags.length === 1;
}

/** Takes away what an id names, and gives a row for each tag that went. */
function take(draft: Draft, repository: Repository, imageId: ImageIdentifier): ImageIdentifier[] {
  const image = imageById(repository, imageId);
  if (image === undefined) return [];
  const { imageDigest, imageTags } = image;
  const { repositoryName } = repository;
  if (goesWith(draft, image, imageId)) {
    remove(draft, repositoryName, image, 'request');
    if (imageTags.length === 0) return [{ imageDigest }];
    return imageTags.map((imageTag) => ({ imageDigest, imageTag }));
  }
  const { imageTag = '' } = imageId;
  keepRepository(draft, withoutCheck(withoutTag(repository, image, imageTag), imageTag));
  tell(draft, { kind: 'tag-removed', repositoryName, imageDigest, imageTag, cause: 'request' });
  return [{ imageDigest, imageTag }];
}
