import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import type { ImageFilter, ImageIdentifier, Outcome } from '../operations.js';
import { regionalOf, repositoryOf } from '../step/draft.js';
import { noRepository } from '../step/refuse.js';
import { done, type Turn } from '../step/turn.js';
import type { Repository, StoredImage } from '../types.js';
import { imageDetail, repositoryRecord } from './records.js';
import { namedImage } from './storage-class.js';

/** All repositories by name, or those that are named in that order. All of them, without pages. */
export function describeRepositories({
  draft,
  input,
}: Turn<'DescribeRepositories'>): Outcome<'DescribeRepositories'> {
  const { repositoryNames } = input;
  const found: Repository[] = [];
  for (const name of repositoryNames ?? []) {
    const repository = repositoryOf(draft, name);
    if (repository === undefined) return noRepository(draft, name);
    found.push(repository);
  }
  const all = () =>
    valuesOf(regionalOf(draft).repositories).sort((a, b) =>
      byCodeUnit(a.repositoryName, b.repositoryName),
    );
  const repositories = repositoryNames === undefined ? all() : found;
  return done<'DescribeRepositories'>({
    repositories: repositories.map((repository) => repositoryRecord(draft.place, repository)),
  });
}

/** Images in standard storage by digest unless the filter names another status; images that are named, in their order. */
export function describeImages({
  draft,
  input,
}: Turn<'DescribeImages'>): Outcome<'DescribeImages'> {
  const { repositoryName, imageIds, filter } = input;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const named = [];
  for (const imageId of imageIds ?? []) {
    const image = namedImage(draft, repository, imageId);
    if ('exception' in image) return image;
    named.push(image);
  }
  const images = imageIds === undefined ? imagesBy(repository, filter) : named;
  return done<'DescribeImages'>({
    imageDetails: images.map((image) => imageDetail(draft.place, repositoryName, image)),
  });
}

/** A row for each tag of each image, and one for an image without tags. */
export function listImages({ draft, input }: Turn<'ListImages'>): Outcome<'ListImages'> {
  const { repositoryName, filter } = input;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const imageIds = imagesBy(repository, filter).flatMap(
    ({ imageDigest, imageTags }): ImageIdentifier[] =>
      imageTags.length === 0
        ? [{ imageDigest }]
        : imageTags.map((imageTag) => ({ imageDigest, imageTag })),
  );
  return done<'ListImages'>({ imageIds });
}

function imagesBy(
  { images }: Repository,
  { tagStatus = 'ANY', imageStatus = 'ACTIVE' }: ImageFilter = {},
): readonly StoredImage[] {
  return valuesOf(images)
    .filter(({ imageTags, imageStatus: status = 'ACTIVE' }) => {
      if (imageStatus !== 'ANY' && status !== imageStatus) return false;
      return tagStatus === 'ANY' || (tagStatus === 'TAGGED') === imageTags.length > 0;
    })
    .sort((a, b) => byCodeUnit(a.imageDigest, b.imageDigest));
}

export function describeReplicationStatus({
  draft,
  input,
}: Turn<'DescribeImageReplicationStatus'>): Outcome<'DescribeImageReplicationStatus'> {
  const { repositoryName, imageId } = input;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const image = namedImage(draft, repository, imageId);
  if ('exception' in image) return image;
  return done<'DescribeImageReplicationStatus'>({
    repositoryName,
    imageId: { ...imageId, imageDigest: image.imageDigest },
    replicationStatuses: image.replicationStatuses ?? [],
  });
}
