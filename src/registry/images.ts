import { byCodeUnit } from '../base/order.js';
import {
  emptyMap,
  entryOf,
  keysOf,
  type PersistentMap,
  withEntry,
  withoutEntry,
} from '../base/persistent-map.js';
import type { DigestSet, Repository, StoredImage } from './types.js';

/** An image of a repository by its digest, or undefined. */
export function imageOf(repository: Repository, imageDigest: string): StoredImage | undefined {
  return entryOf(repository.images, imageDigest);
}

/** The image that holds a tag, or undefined. */
export function taggedImage(repository: Repository, tag: string): StoredImage | undefined {
  const digest = entryOf(repository.digestOfTag, tag);
  return digest === undefined ? undefined : imageOf(repository, digest);
}

/** The indexes of a repository that reference a digest, in ascending order. */
export function parentsOf(repository: Repository, imageDigest: string): readonly string[] {
  return digestsIn(repository.parentsOf, imageDigest);
}

/** The artifacts of a repository that are about a digest, in ascending order. */
export function referrersOf(repository: Repository, imageDigest: string): readonly string[] {
  return digestsIn(repository.referrersOf, imageDigest);
}

/** No manifest holds its own digest: an inventory that says so says nothing. */
function digestsIn(sets: PersistentMap<DigestSet>, digest: string): readonly string[] {
  const set = entryOf(sets, digest);
  if (set === undefined) return [];
  return keysOf(set)
    .filter((other) => other !== digest)
    .sort(byCodeUnit);
}

/**
 * The repository with an image that it did not have. Its tags are taken from whoever holds them, which `withTag` says
 * to the former holder.
 */
export function withNewImage(repository: Repository, image: StoredImage): Repository {
  const { imageDigest, references = [], subjectManifestDigest: subject } = image;
  let { parentsOf, referrersOf, digestOfTag } = repository;
  for (const child of references) parentsOf = withDigest(parentsOf, child, imageDigest);
  if (subject !== undefined) referrersOf = withDigest(referrersOf, subject, imageDigest);
  for (const tag of image.imageTags) digestOfTag = withEntry(digestOfTag, tag, imageDigest);
  const images = withEntry(repository.images, imageDigest, image);
  return { ...repository, images, digestOfTag, parentsOf, referrersOf };
}

/** The repository with other facts about an image it has; neither its tags nor what it points at may differ. */
export function withImage(repository: Repository, image: StoredImage): Repository {
  return { ...repository, images: withEntry(repository.images, image.imageDigest, image) };
}

/** The repository without an image, its tags, and what it points at. */
export function withoutImage(repository: Repository, image: StoredImage): Repository {
  const { imageDigest, references = [], subjectManifestDigest: subject } = image;
  let { parentsOf, referrersOf, digestOfTag } = repository;
  for (const child of references) parentsOf = withoutDigest(parentsOf, child, imageDigest);
  if (subject !== undefined) referrersOf = withoutDigest(referrersOf, subject, imageDigest);
  for (const tag of image.imageTags) digestOfTag = withoutEntry(digestOfTag, tag);
  const images = withoutEntry(repository.images, imageDigest);
  return { ...repository, images, digestOfTag, parentsOf, referrersOf };
}

/** The repository with a tag on one of its images, and on no other. */
export function withTag(repository: Repository, image: StoredImage, tag: string): Repository {
  const holder = taggedImage(repository, tag);
  if (holder?.imageDigest === image.imageDigest) return repository;
  const freed = holder === undefined ? repository : withoutTag(repository, holder, tag);
  const tagged = { ...image, imageTags: [...image.imageTags, tag] };
  const digestOfTag = withEntry(freed.digestOfTag, tag, image.imageDigest);
  return { ...withImage(freed, tagged), digestOfTag };
}

/** The repository with a tag taken off its image, which stays. */
export function withoutTag(repository: Repository, image: StoredImage, tag: string): Repository {
  const untagged = { ...image, imageTags: image.imageTags.filter((held) => held !== tag) };
  const digestOfTag = withoutEntry(repository.digestOfTag, tag);
  return { ...withImage(repository, untagged), digestOfTag };
}

function withDigest(
  sets: PersistentMap<DigestSet>,
  of: string,
  digest: string,
): PersistentMap<DigestSet> {
  return withEntry(sets, of, withEntry(entryOf(sets, of) ?? noDigests, digest, true as const));
}

function withoutDigest(
  sets: PersistentMap<DigestSet>,
  of: string,
  digest: string,
): PersistentMap<DigestSet> {
  const left = withoutEntry(entryOf(sets, of) ?? noDigests, digest);
  return left.size === 0 ? withoutEntry(sets, of) : withEntry(sets, of, left);
}

const noDigests: DigestSet = emptyMap;
