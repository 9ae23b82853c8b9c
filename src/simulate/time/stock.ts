import type { Image } from '../../model/image.js';
import { billedBytes } from '../cost/stored.js';
import type { FrameCounts } from './types.js';

type Counts = { -readonly [Key in keyof FrameCounts]: FrameCounts[Key] };

const nothing: FrameCounts = {
  images: 0,
  archivedImages: 0,
  standardBytes: 0,
  archiveBytes: 0,
  pushed: 0,
  pulled: 0,
  missedPulls: 0,
  expired: 0,
  archived: 0,
  blocked: 0,
  deleted: 0,
  failedDeletions: 0,
};

/** What is counted one by one, from frame to frame. */
type Happening = Exclude<
  keyof FrameCounts,
  'images' | 'archivedImages' | 'standardBytes' | 'archiveBytes' | 'blocked'
>;

/** What a repository holds, kept up with every change, and what has happened since the last frame. */
export class Stock {
  private readonly counts: Counts = { ...nothing };

  add(image: Image): void {
    this.weigh(image, 1);
  }

  remove(image: Image): void {
    this.weigh(image, -1);
  }

  replace(before: Image, after: Image): void {
    this.weigh(before, -1);
    this.weigh(after, 1);
  }

  count(what: Happening): void {
    this.counts[what] += 1;
  }

  /** The counts of a frame; what is counted from frame to frame starts anew. */
  frame(blocked: number): FrameCounts {
    const { images, archivedImages, standardBytes, archiveBytes } = this.counts;
    const frame = { ...this.counts, blocked };
    Object.assign(this.counts, { ...nothing, images, archivedImages, standardBytes, archiveBytes });
    return frame;
  }

  private weigh(image: Image, sign: 1 | -1): void {
    const bytes = sign * billedBytes(image);
    this.counts.images += sign;
    if (image.imageStatus === 'ARCHIVED') {
      this.counts.archivedImages += sign;
      this.counts.archiveBytes += bytes;
    } else {
      this.counts.standardBytes += bytes;
    }
  }
}

/** Counts of several repositories together. */
export function sumOfCounts(frames: readonly FrameCounts[]): FrameCounts {
  const sum: Counts = { ...nothing };
  for (const frame of frames) {
    sum.images += frame.images;
    sum.archivedImages += frame.archivedImages;
    sum.standardBytes += frame.standardBytes;
    sum.archiveBytes += frame.archiveBytes;
    sum.pushed += frame.pushed;
    sum.pulled += frame.pulled;
    sum.missedPulls += frame.missedPulls;
    sum.expired += frame.expired;
    sum.archived += frame.archived;
    sum.blocked += frame.blocked;
    sum.deleted += frame.deleted;
    sum.failedDeletions += frame.failedDeletions;
  }
  return sum;
}
