import type { Image, LifecyclePolicy, LifecycleReadings } from '../../src/lifecycle/index.js';
import { referenceRun } from './lifecycle.js';

/**
 * One repository through time, naively. Shares no code with the library.
 *
 * The policy runs at the start and every so often after it. What happens before or at the instant of a run happens before
 * the run. A push of a new image adds it; a push of one that is there adds its tags and restores it if it is archived.
 * A tag is on one image: whoever bore it loses it. A pull is recorded with the image, unless it is not there or not
 * active. An image that was being restored at the start is restored twenty minutes later.
 *
 * Deleting by a tag takes the tag off, and the image with its last one; deleting by digest takes the image. An image that
 * an index references stays. What refers to a deleted image goes by itself, once it has been a day where it is, unless
 * the image is back by then, or an index that is not in the archive references the artifact: at the deletion, or then.
 */
export interface ReferenceQuestion {
  readonly policy: LifecyclePolicy;
  readonly readings: LifecycleReadings;
  readonly images: readonly Image[];
  readonly events: readonly ReferenceEvent[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly everyMs: number;
}

export type ReferenceEvent = { readonly atMs: number } & (
  | {
      readonly push: {
        readonly imageDigest: string;
        readonly imageTags: readonly string[];
        readonly imageSizeInBytes: number;
      };
    }
  | { readonly pull: { readonly imageTag?: string; readonly imageDigest?: string } }
  | { readonly delete: { readonly imageTag?: string; readonly imageDigest?: string } }
);

interface Due {
  readonly digest: string;
  readonly subject: string;
  readonly atMs: number;
}

export interface ReferenceFrame {
  readonly atMs: number;
  readonly images: number;
  readonly archivedImages: number;
  readonly standardBytes: number;
  readonly archiveBytes: number;
  readonly pushed: number;
  readonly pulled: number;
  readonly missedPulls: number;
  readonly expired: number;
  readonly archived: number;
  readonly blocked: number;
  readonly deleted: number;
  readonly failedDeletions: number;
  /** `digest action rule`, in ascending order; what a request deletes has `request` for a rule. */
  readonly departures: readonly string[];
}

const restoreMs = 20 * 60 * 1000;

export function referenceSimulation(question: ReferenceQuestion): readonly ReferenceFrame[] {
  const { policy, readings, events, fromMs, toMs, everyMs } = question;
  const frames: ReferenceFrame[] = [];
  const left = events.toSorted((a, b) => a.atMs - b.atMs);
  const restoring = new Set(
    question.images
      .filter(({ imageStatus }) => imageStatus === 'ACTIVATING')
      .map(({ imageDigest }) => imageDigest),
  );
  const restored = (images: readonly Image[], nowMs: number) =>
    nowMs < fromMs + restoreMs
      ? images
      : images.map((image) => {
          if (image.imageStatus !== 'ACTIVATING' || !restoring.has(image.imageDigest)) return image;
          return active(image, fromMs + restoreMs);
        });
  let images = question.images;
  let due: Due[] = [];
  let gone: string[] = [];
  const passTo = (nowMs: number) => {
    for (const one of due.toSorted((a, b) => a.atMs - b.atMs || (a.digest < b.digest ? -1 : 1))) {
      if (one.atMs > nowMs) continue;
      due = due.filter((other) => other !== one);
      const isThere = (digest: string) => images.some(({ imageDigest }) => imageDigest === digest);
      if (!isThere(one.digest) || isThere(one.subject) || isKept(images, one.digest)) continue;
      images = images.filter(({ imageDigest }) => imageDigest !== one.digest);
      gone.push(one.digest);
    }
    images = restored(images, nowMs);
  };
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += everyMs) {
    const counts = { pushed: 0, pulled: 0, missedPulls: 0, deleted: 0, failedDeletions: 0 };
    const deleted: string[] = [];
    gone = [];
    while (left[0] !== undefined && left[0].atMs <= nowMs) {
      const event = left.shift() as ReferenceEvent; // there is one
      passTo(event.atMs);
      if ('delete' in event) {
        const doomed = doomedBy(images, event.delete);
        if (doomed === undefined) counts.failedDeletions += 1;
        else if (typeof doomed === 'string') {
          const followers = followersOf(images, doomed, event.atMs);
          due = [
            ...due.filter(({ digest }) => !followers.some((other) => other.digest === digest)),
            ...followers,
          ];
          images = images.filter(({ imageDigest }) => imageDigest !== doomed);
          due = due.filter(({ digest }) => digest !== doomed);
          deleted.push(doomed);
          counts.deleted += 1;
        } else images = doomed;
      } else images = happened(images, event, counts);
    }
    passTo(nowMs);
    const fates = referenceRun(policy, { images, nowMs }, readings);
    const going = fates.filter(({ outcome }) => outcome !== 'keep' && outcome !== 'blocked');
    images = fates.flatMap(({ image, action, outcome }): readonly Image[] => {
      if (outcome === 'keep' || outcome === 'blocked') return [image];
      if (action?.type === 'EXPIRE') return [];
      return [{ ...image, imageStatus: 'ARCHIVED', lastArchivedAtMs: nowMs }];
    });
    due = due.filter(({ digest }) => images.some(({ imageDigest }) => imageDigest === digest));
    const isArchived = ({ imageStatus }: Image) => imageStatus === 'ARCHIVED';
    const bytes = (of: readonly Image[]) =>
      of
        .filter(({ imageManifestMediaType: type = '' }) => !/index|manifest\.list/.test(type))
        .reduce((sum, { imageSizeInBytes = 0 }) => sum + imageSizeInBytes, 0);
    frames.push({
      atMs: nowMs,
      images: images.length,
      archivedImages: images.filter(isArchived).length,
      standardBytes: bytes(images.filter((image) => !isArchived(image))),
      archiveBytes: bytes(images.filter(isArchived)),
      ...counts,
      expired: gone.length + going.filter(({ action }) => action?.type === 'EXPIRE').length,
      archived: going.filter(({ action }) => action?.type === 'TRANSITION').length,
      blocked: fates.filter(({ outcome }) => outcome === 'blocked').length,
      departures: [
        ...deleted.map((digest) => `${digest} EXPIRE request`),
        ...gone.map((digest) => `${digest} EXPIRE null`),
        ...going.map(({ image, action, outcome, owner }) => {
          const rule = outcome === 'cascade' ? null : owner?.rulePriority;
          return `${image.imageDigest} ${action?.type} ${rule}`;
        }),
      ].toSorted(),
    });
  }
  return frames;
}

function active(image: Image, atMs: number): Image {
  return { ...image, imageStatus: 'ACTIVE', lastActivatedAtMs: atMs };
}

/** Whether an index that is not in the archive references an image. */
function isKept(images: readonly Image[], digest: string): boolean {
  return images.some(
    ({ references, imageStatus, imageDigest }) =>
      imageDigest !== digest && imageStatus !== 'ARCHIVED' && references?.includes(digest),
  );
}

/** The digest that a deletion takes away, the images with a tag less, or undefined where nothing is done. */
function doomedBy(
  images: readonly Image[],
  { imageTag, imageDigest }: { readonly imageTag?: string; readonly imageDigest?: string },
): string | readonly Image[] | undefined {
  const image = images.find(
    (one) =>
      one.imageDigest === imageDigest ||
      (imageTag !== undefined && one.imageTags.includes(imageTag)),
  );
  if (image === undefined) return undefined;
  if (imageTag !== undefined && image.imageTags.length > 1) {
    const imageTags = image.imageTags.filter((tag) => tag !== imageTag);
    return images.map((one) => (one === image ? { ...image, imageTags } : one));
  }
  const isGuarded = images.some(
    (one) => one !== image && one.references?.includes(image.imageDigest),
  );
  return isGuarded ? undefined : image.imageDigest;
}

/** What is about a deleted image, however deep, and when it goes. */
function followersOf(images: readonly Image[], deleted: string, atMs: number): Due[] {
  const goes = new Map([[deleted, atMs]]);
  const followers: Due[] = [];
  for (let before = -1; before !== followers.length; ) {
    before = followers.length;
    for (const image of images) {
      const { imageDigest: digest, subjectManifestDigest: subject = '' } = image;
      const subjectAtMs = goes.get(subject);
      const left = images.filter((one) => !goes.has(one.imageDigest));
      if (subjectAtMs === undefined || goes.has(digest) || isKept(left, digest)) continue;
      const { imagePushedAtMs, lastArchivedAtMs = 0, lastActivatedAtMs = 0 } = image;
      const sinceMs = Math.max(imagePushedAtMs, lastArchivedAtMs, lastActivatedAtMs);
      goes.set(digest, Math.max(subjectAtMs, sinceMs + dayMs));
      followers.push({ digest, subject, atMs: Math.max(subjectAtMs, sinceMs + dayMs) });
    }
  }
  return followers;
}

const dayMs = 24 * 60 * 60 * 1000;

function happened(
  images: readonly Image[],
  event: Exclude<ReferenceEvent, { readonly delete: unknown }>,
  counts: { pushed: number; pulled: number; missedPulls: number },
): readonly Image[] {
  const { atMs } = event;
  if ('push' in event) {
    const { imageDigest, imageTags, imageSizeInBytes } = event.push;
    counts.pushed += 1;
    const others = images.map((image) =>
      image.imageDigest === imageDigest
        ? image
        : { ...image, imageTags: image.imageTags.filter((tag) => !imageTags.includes(tag)) },
    );
    const known = others.find((image) => image.imageDigest === imageDigest);
    if (known === undefined) {
      const image = { imageDigest, imageTags, imageSizeInBytes, imagePushedAtMs: atMs };
      return [...others, { ...image, repositoryName: 'web' }];
    }
    return others.map((image) => {
      if (image !== known) return image;
      const awake = (image.imageStatus ?? 'ACTIVE') === 'ACTIVE' ? image : active(image, atMs);
      return { ...awake, imageTags: [...new Set([...image.imageTags, ...imageTags])] };
    });
  }
  const { imageTag, imageDigest } = event.pull;
  const pulled = images.find(
    (image) =>
      image.imageDigest === imageDigest ||
      (imageTag !== undefined && image.imageTags.includes(imageTag)),
  );
  if (pulled === undefined || (pulled.imageStatus ?? 'ACTIVE') !== 'ACTIVE') {
    counts.missedPulls += 1;
    return images;
  }
  counts.pulled += 1;
  return images.map((image) =>
    image === pulled ? { ...image, lastRecordedPullTimeMs: atMs } : image,
  );
}
