import type { Image, LifecyclePolicy, LifecycleReadings } from '../../src/lifecycle/index.js';
import { referenceRun } from './lifecycle.js';

/**
 * One repository through time, naively. Shares no code with the library.
 *
 * The policy runs at the start and every so often after it. What happens before or at the instant of a run happens before
 * the run. A push of a new image adds it; a push of one that is there adds its tags and restores it if it is archived.
 * A tag is on one image: whoever bore it loses it. A pull is recorded with the image, unless it is not there or not
 * active. An image that was being restored at the start is restored twenty minutes later.
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
);

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
  /** `digest action rule`, in ascending order. */
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
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += everyMs) {
    const counts = { pushed: 0, pulled: 0, missedPulls: 0 };
    while (left[0] !== undefined && left[0].atMs <= nowMs) {
      const event = left.shift() as ReferenceEvent; // there is one
      images = restored(images, event.atMs);
      images = happened(images, event, counts);
    }
    images = restored(images, nowMs);
    const fates = referenceRun(policy, { images, nowMs }, readings);
    const going = fates.filter(({ outcome }) => outcome !== 'keep' && outcome !== 'blocked');
    images = fates.flatMap(({ image, action, outcome }): readonly Image[] => {
      if (outcome === 'keep' || outcome === 'blocked') return [image];
      if (action?.type === 'EXPIRE') return [];
      return [{ ...image, imageStatus: 'ARCHIVED', lastArchivedAtMs: nowMs }];
    });
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
      expired: going.filter(({ action }) => action?.type === 'EXPIRE').length,
      archived: going.filter(({ action }) => action?.type === 'TRANSITION').length,
      blocked: fates.filter(({ outcome }) => outcome === 'blocked').length,
      departures: going
        .map(({ image, action, outcome, owner }) => {
          const rule = outcome === 'cascade' ? null : owner?.rulePriority;
          return `${image.imageDigest} ${action?.type} ${rule}`;
        })
        .toSorted(),
    });
  }
  return frames;
}

function active(image: Image, atMs: number): Image {
  return { ...image, imageStatus: 'ACTIVE', lastActivatedAtMs: atMs };
}

function happened(
  images: readonly Image[],
  event: ReferenceEvent,
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
