import { imagesPerRepositoryMax } from '../facts/image.js';
import {
  cleanupAgeMinMs,
  cleanupWithinMs,
  cosignTagPattern,
  referrersTagPattern,
} from '../facts/signing.js';
import type { Image } from '../model/image.js';
import type {
  FollowingArtifact,
  LeftArtifact,
  SignatureRemoval,
  SignatureRemovalPlan,
  SigningReadings,
} from './types.js';

/**
 * What becomes of signatures and other reference artifacts when images are deleted by digest: which go with their image
 * and when, which stay, and which images an index keeps from being deleted.
 */
export function planSignatureRemoval(
  removal: SignatureRemoval,
  { readings = {} }: { readonly readings?: SigningReadings | undefined } = {},
): SignatureRemovalPlan {
  const { images, remove } = removal;
  const present = new Map(images.map((image) => [image.imageDigest, image]));
  const asked = [...new Set(remove)];
  const blocked = blockedBy(images, new Set(asked.filter((digest) => present.has(digest))));
  const deleted = asked.filter((digest) => present.has(digest) && !blocked.has(digest));
  const { following, left } = aftermath(removal, new Set(deleted), new Set(asked), readings);
  const gone = new Set([...deleted, ...following.map(({ imageDigest }) => imageDigest)]);
  const staying = [...present.values()].filter(({ imageDigest }) => !gone.has(imageDigest));
  return {
    deleted,
    blocked: asked.flatMap((imageDigest) => {
      const by = blocked.get(imageDigest);
      return by === undefined ? [] : [{ imageDigest, blockedBy: by }];
    }),
    following,
    left,
    missing: asked.filter((digest) => !present.has(digest)),
    imageCount: staying.length,
    referrerCount: staying.filter(({ subjectManifestDigest: subject }) => subject !== undefined)
      .length,
    imageCountMax: imagesPerRepositoryMax,
  };
}

/** For each image that cannot go, the indexes that stay and point at it. An index that cannot go keeps its images. */
function blockedBy(
  images: readonly Image[],
  removing: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const parents = parentsOf(images);
  const blocked = new Map<string, readonly string[]>();
  for (let found = -1; found !== blocked.size; ) {
    found = blocked.size;
    for (const digest of removing) {
      const staying = (parents.get(digest) ?? []).filter(
        (parent) => !removing.has(parent) || blocked.has(parent),
      );
      if (staying.length > 0) blocked.set(digest, staying);
    }
  }
  return blocked;
}

/** The indexes that point at each digest. */
function parentsOf(images: readonly Image[]): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const { imageDigest, references = [] } of images) {
    for (const child of new Set(references)) {
      if (child === imageDigest) continue;
      const found = parents.get(child);
      if (found === undefined) parents.set(child, [imageDigest]);
      else found.push(imageDigest);
    }
  }
  return parents;
}

/** What refers to the deleted images, and what refers to that in turn. An index that stays keeps its artifacts. */
function aftermath(
  removal: SignatureRemoval,
  deleted: ReadonlySet<string>,
  asked: ReadonlySet<string>,
  readings: SigningReadings,
): { following: FollowingArtifact[]; left: LeftArtifact[] } {
  const { images, atMs, hasLifecyclePolicy } = removal;
  const cleans = hasLifecyclePolicy || readings.withoutPolicy === 'removed';
  const parents = parentsOf(images);
  const gone = new Map([...deleted].map((digest) => [digest, { fromMs: atMs, toMs: atMs }]));
  const { referrersBehindIndex, archivedIndex } = readings;
  const archived = new Set(
    images.filter(({ imageStatus }) => imageStatus === 'ARCHIVED').map((one) => one.imageDigest),
  );
  const keeps = (parent: string) =>
    !gone.has(parent) && (archivedIndex === 'guards' || !archived.has(parent));
  const keeping = (digest: string) =>
    referrersBehindIndex === 'follow' ? [] : (parents.get(digest) ?? []).filter(keeps);
  const orphans = () =>
    images.flatMap((image) => {
      const { imageDigest, subjectManifestDigest: subject } = image;
      const orphaned = subject !== undefined && gone.has(subject);
      return orphaned && !gone.has(imageDigest) && !asked.has(imageDigest)
        ? [{ image, about: { imageDigest, subjectManifestDigest: subject } }]
        : [];
    });
  const following: FollowingArtifact[] = [];
  for (let found = -1; cleans && found !== following.length; ) {
    found = following.length;
    for (const { image, about } of orphans()) {
      const subject = gone.get(about.subjectManifestDigest);
      if (subject === undefined || keeping(image.imageDigest).length > 0) continue;
      const { fromMs, toMs } = span(image, subject);
      following.push({ ...about, notBeforeMs: fromMs, notAfterMs: toMs });
      gone.set(image.imageDigest, { fromMs, toMs });
    }
  }
  const left = orphans().map(({ about }): LeftArtifact => {
    if (!cleans) return { ...about, reason: 'no-lifecycle-policy' };
    return { ...about, reason: 'behind-index', blockedBy: keeping(about.imageDigest) };
  });
  return { following, left: [...left, ...taggedArtifacts(images, gone, asked)] };
}

/** When something goes: at the earliest and at the latest. */
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** An artifact must have been a day in its storage class, and is gone a day after its subject at the latest. */
function span(image: Image, subject: Span): Span {
  const { imagePushedAtMs, lastArchivedAtMs, lastActivatedAtMs } = image;
  const since = Math.max(imagePushedAtMs, lastArchivedAtMs ?? 0, lastActivatedAtMs ?? 0);
  const oldEnoughMs = since + cleanupAgeMinMs;
  return {
    fromMs: Math.max(subject.fromMs, oldEnoughMs),
    toMs: Math.max(subject.toMs, oldEnoughMs) + cleanupWithinMs,
  };
}

/** Artifacts of before OCI 1.1, which only a tag ties to their image. */
function taggedArtifacts(
  images: readonly Image[],
  gone: ReadonlyMap<string, Span>,
  asked: ReadonlySet<string>,
): LeftArtifact[] {
  return images.flatMap(({ imageDigest, imageTags, subjectManifestDigest }): LeftArtifact[] => {
    const tied = subjectManifestDigest !== undefined && gone.has(subjectManifestDigest);
    if (gone.has(imageDigest) || asked.has(imageDigest) || tied) return [];
    for (const tag of imageTags) {
      const found = taggedSubject(tag);
      if (found !== undefined && gone.has(found.subjectManifestDigest)) {
        return [{ imageDigest, ...found }];
      }
    }
    return [];
  });
}

const referrersTag = new RegExp(referrersTagPattern);
const cosignTag = new RegExp(cosignTagPattern);

/** The image that a tag says it is about, by the two schemes in use before OCI 1.1. */
export function taggedSubject(
  tag: string,
): { subjectManifestDigest: string; reason: 'referrers-index' | 'tagged-signature' } | undefined {
  const index = referrersTag.exec(tag)?.[1];
  if (index !== undefined) {
    return { subjectManifestDigest: `sha256:${index}`, reason: 'referrers-index' };
  }
  const signature = cosignTag.exec(tag)?.[1];
  if (signature === undefined) return undefined;
  return { subjectManifestDigest: `sha256:${signature}`, reason: 'tagged-signature' };
}
