import { indexMediaTypes } from '../../facts/image.js';
import type { ArrivalCause } from '../events.js';
import { imageOf, taggedImage, withImage, withNewImage, withTag } from '../images.js';
import type { ImageDescription } from '../operations.js';
import { type Draft, dropDue, keepRepository, repositoryOf, tell } from '../step/draft.js';
import type { Repository, StoredImage } from '../types.js';

/** A manifest on its way into a repository that is there. */
export interface Arriving {
  readonly repositoryName: string;
  readonly image: ArrivingImage;
  /** Taken from whoever holds it; that it may be is decided before. */
  readonly imageTag?: string | undefined;
  readonly cause: ArrivalCause;
}

export interface ArrivingImage extends ImageDescription {
  readonly imageDigest: string;
  readonly imageManifest?: string | undefined;
}

/**
 * Puts a manifest into its repository, and a tag on it. What was archived is restored; a tag that moves leaves its
 * former image behind. Gives the image as it stands then, or undefined when nothing changed.
 */
export function arrive(draft: Draft, arriving: Arriving): StoredImage | undefined {
  const { repositoryName, image, imageTag, cause } = arriving;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return undefined;
  const before = imageOf(repository, image.imageDigest);
  const present = withPresent(draft, repository, arriving, before);
  const tagged = imageTag === undefined ? present : withMovedTag(draft, present, arriving);
  if (tagged === repository) return undefined;
  keepRepository(draft, tagged);
  const after = imageOf(tagged, image.imageDigest);
  if (after === undefined) return undefined;
  const isRetagged = after.imageTags !== before?.imageTags;
  if (isRetagged || before?.imagePushedAtMs !== after.imagePushedAtMs) {
    tell(draft, {
      kind: 'image-pushed',
      repositoryName,
      imageDigest: image.imageDigest,
      imageTag,
      isNew: before === undefined,
      ...mediaOf(after),
      cause,
    });
  }
  return after;
}

/** What events tell of an image beside its name. */
export function mediaOf({
  imageManifestMediaType,
  artifactMediaType,
  subjectManifestDigest,
}: ImageDescription) {
  return { imageManifestMediaType, artifactMediaType, subjectManifestDigest };
}

/** The repository with the image in it, and in standard storage. */
function withPresent(
  draft: Draft,
  repository: Repository,
  { repositoryName, image, cause }: Arriving,
  before: StoredImage | undefined,
): Repository {
  const { atMs } = draft.place;
  if (before === undefined) return withNewImage(repository, newImage(repository, image, atMs));
  const { imageStatus = 'ACTIVE', imageDigest, imageTags } = before;
  const pushed = pushedAgain(draft, before, cause);
  if (imageStatus === 'ACTIVE')
    return pushed === before ? repository : withImage(repository, pushed);
  dropDue(draft, { repositoryName, imageDigest }, 'activation');
  tell(draft, {
    kind: 'image-restored',
    repositoryName,
    imageDigest,
    imageTags,
    ...mediaOf(before),
    cause: cause === 'replication' ? 'replication' : 'push',
  });
  return withImage(repository, restored(draft, pushed));
}

/** An image back in standard storage; what was found in it before is forgotten. */
export function restored({ state, place }: Draft, image: StoredImage): StoredImage {
  const { imageScanStatus: _, ...rest } = image;
  const { atMs } = place;
  const isNewer = state.registry.readings.registry.restoredPushedAt === 'restoring';
  const pushed = isNewer ? { imagePushedAtMs: atMs } : {};
  return { ...rest, ...pushed, imageStatus: 'ACTIVE', lastActivatedAtMs: atMs };
}

function pushedAgain({ state, place }: Draft, image: StoredImage, cause: ArrivalCause) {
  const isNewer = state.registry.readings.registry.pushedAt === 'every-push';
  if (!isNewer || cause !== 'request' || image.imagePushedAtMs === place.atMs) return image;
  return { ...image, imagePushedAtMs: place.atMs };
}

function newImage(repository: Repository, image: ArrivingImage, atMs: number): StoredImage {
  const { imageDigest, references, imageManifest, subjectManifestDigest: subject } = image;
  const { imageManifestMediaType: mediaType, artifactMediaType } = image;
  const size = image.imageSizeInBytes ?? largestOf(repository, references ?? []);
  return {
    imageDigest,
    imageTags: [],
    imagePushedAtMs: atMs,
    ...(size === undefined ? {} : { imageSizeInBytes: size }),
    ...(mediaType === undefined ? {} : { imageManifestMediaType: mediaType }),
    ...(artifactMediaType === undefined ? {} : { artifactMediaType }),
    ...(subject === undefined ? {} : { subjectManifestDigest: subject }),
    ...(references === undefined ? {} : { references }),
    ...(imageManifest === undefined ? {} : { imageManifest }),
  };
}

/** The size of an index: that of the largest image behind it, as far as any is known. */
function largestOf(repository: Repository, references: readonly string[]): number | undefined {
  const sizes = references.flatMap((digest) => imageOf(repository, digest)?.imageSizeInBytes ?? []);
  return sizes.length === 0 ? undefined : Math.max(...sizes);
}

function withMovedTag(
  draft: Draft,
  repository: Repository,
  { repositoryName, image: { imageDigest }, imageTag = '' }: Arriving,
): Repository {
  const image = imageOf(repository, imageDigest);
  if (image === undefined) return repository;
  const holder = taggedImage(repository, imageTag);
  if (holder !== undefined && holder.imageDigest !== imageDigest) {
    const from = { repositoryName, imageDigest: holder.imageDigest };
    tell(draft, { kind: 'tag-removed', ...from, imageTag, cause: 'moved' });
  }
  return withTag(repository, image, imageTag);
}

/** Whether a manifest only points to others. */
export function isIndex({ references, imageManifestMediaType }: ImageDescription): boolean {
  return (
    references !== undefined || indexMediaTypes.some((type) => type === imageManifestMediaType)
  );
}
