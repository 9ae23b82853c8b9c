import { unreachable } from '../base/invariant.js';
import type { Image } from '../model/image.js';
import type { Clock, LifecycleReadings, StorageClass } from './types.js';

/** The storage class in which rules find an image, or `none` when no rule sees it. */
export function storageClassOf(image: Image, readings: LifecycleReadings): StorageClass | 'none' {
  switch (image.imageStatus) {
    case 'ARCHIVED':
      return 'archive';
    case 'ACTIVATING':
      return readings.activating === 'archived' ? 'archive' : 'none';
    default:
      return 'standard';
  }
}

/** The instant of an image on a clock; NaN when it was never set, which no cut lies after. */
export function instantOn(clock: Clock, image: Image): number {
  switch (clock) {
    case 'pushed':
      return image.lastActivatedAtMs ?? image.imagePushedAtMs;
    case 'firstPushed':
      return image.imagePushedAtMs;
    case 'pulled':
      return lastUse(image);
    case 'transitioned':
      return image.lastArchivedAtMs ?? Number.NaN;
    default:
      return unreachable(clock);
  }
}

/** The last pull, unless the image was restored after it; without either, the push. */
function lastUse(image: Image): number {
  const { lastRecordedPullTimeMs: pulled, lastActivatedAtMs: activated } = image;
  if (pulled === undefined) return activated ?? image.imagePushedAtMs;
  return activated !== undefined && activated > pulled ? activated : pulled;
}

/**
 * The clock by which images of a storage class are ranked, and the order in which they are acted on: an archived image
 * goes by its archiving, any other by its push, and one that no rule sees as if it were active.
 */
export function rankingClock(storageClass: StorageClass | 'none'): Clock {
  return storageClass === 'archive' ? 'transitioned' : 'pushed';
}
