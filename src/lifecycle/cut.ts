import { byCodeUnit, nthLargest } from '../base/order.js';
import type { Image } from '../model/image.js';

/**
 * What a rule acts on: every image whose clock is before `beforeMs`, and at that very instant those whose digest is
 * greater than `afterDigest`; without one, none.
 */
export interface Cut {
  readonly beforeMs: number;
  readonly afterDigest?: string | undefined;
  /** Images that stand at the cut's instant on both sides of it: only their digests decide. */
  readonly tied: number;
}

/** The cut of a rule that keeps everything. */
export const keepsAll: Cut = { beforeMs: Number.NEGATIVE_INFINITY, tied: 0 };

/** Whether an image with this instant lies before the cut. */
export function isBefore(cut: Cut, instantMs: number, { imageDigest }: Image): boolean {
  if (instantMs !== cut.beforeMs) return instantMs < cut.beforeMs;
  return cut.afterDigest !== undefined && imageDigest > cut.afterDigest;
}

/** Everything whose age exceeds a duration. */
export function cutByAge(nowMs: number, forMs: number): Cut {
  return { beforeMs: nowMs - forMs, tied: 0 };
}

/** The images that a rule ranks. */
export interface Pool {
  readonly images: readonly Image[];
  /** The instant that ranks each image; one that is not finite ranks nowhere. */
  readonly instants: Float64Array;
  /** For each image a word in which the rule's bit is set when it selects the image. */
  readonly words: Uint32Array;
  readonly bit: number;
}

/** Everything after the newest `newest` of a pool, the smaller digest counting as newer among equals. */
export function cutByCount(pool: Pool, newest: number, scratch: Float64Array): Cut {
  const { instants, words, bit } = pool;
  let members = 0;
  for (let i = 0; i < words.length; i++) {
    // The arrays are as long as the list of images, here and below.
    const instant = instants[i] as number;
    if (((words[i] as number) & bit) !== 0 && Number.isFinite(instant)) {
      scratch[members] = instant;
      members += 1;
    }
  }
  if (members <= newest) return keepsAll;
  const beforeMs = nthLargest(scratch, members, newest);
  let newer = 0;
  let equal = 0;
  for (let i = 0; i < words.length; i++) {
    if (((words[i] as number) & bit) === 0) continue;
    const instant = instants[i] as number;
    if (instant > beforeMs) newer += 1;
    else if (instant === beforeMs) equal += 1;
  }
  const kept = newest - newer;
  if (kept === equal) return { beforeMs, tied: 0 };
  return { beforeMs, afterDigest: nthDigest(pool, beforeMs, kept), tied: equal };
}

/** The n-th smallest digest, n from 1, of the pool's images at an instant. */
function nthDigest({ images, instants, words, bit }: Pool, instantMs: number, n: number): string {
  const digests: string[] = [];
  for (let i = 0; i < words.length; i++) {
    if (((words[i] as number) & bit) !== 0 && instants[i] === instantMs) {
      digests.push((images[i] as Image).imageDigest);
    }
  }
  return digests.sort(byCodeUnit)[n - 1] as string;
}
