import type { Image } from '../../model/image.js';
import type { MadeBy, RepositoryFrame, StartingRepository } from '../time/types.js';
import type { Lifetimes } from './types.js';

/** How long something was watched, and whether it went then or was still there. */
export interface Watched {
  readonly ms: number;
  readonly gone: boolean;
}

/** How long things last when not all are watched to their end: the estimate of Kaplan and Meier. */
export function lifetimesOf(watched: readonly Watched[], build?: number): Lifetimes {
  const ends = watched.filter(({ gone }) => gone).map(({ ms }) => ms);
  const course = survival(watched);
  // The first length of time after which no more than such a share is left.
  const reached = (share: number) => course.find(({ left }) => left <= share + hair)?.ms;
  return {
    ...(build === undefined ? {} : { build }),
    count: watched.length,
    gone: ends.length,
    shortestMs: ends.length === 0 ? undefined : ends.reduce((a, b) => Math.min(a, b)),
    medianMs: reached(0.5),
    ninthDecileMs: reached(0.1),
    longestMs: ends.length === 0 ? undefined : ends.reduce((a, b) => Math.max(a, b)),
  };
}

/** Products of fractions come out a hair off. */
const hair = 1e-12;

/** The share that is left after each length of time at which something went. */
function survival(watched: readonly Watched[]): readonly { ms: number; left: number }[] {
  const sorted = [...watched].sort((a, b) => a.ms - b.ms);
  const course: { ms: number; left: number }[] = [];
  let left = 1;
  for (let i = 0; i < sorted.length; ) {
    const ms = sorted[i]?.ms ?? 0;
    let end = i;
    let gone = 0;
    for (; end < sorted.length && sorted[end]?.ms === ms; end++) if (sorted[end]?.gone) gone += 1;
    if (gone > 0) {
      left *= 1 - gone / (sorted.length - i);
      course.push({ ms, left });
    }
    i = end;
  }
  return course;
}

/** Notes how long the builds of a repository can be pulled: those of the schedule, and the tagged images there were. */
export class LifetimeWatch {
  private readonly watched = new Map<number | undefined, Watched[]>();
  private readonly seen = new Set<string>();
  /** Images that were tagged and not in the archive at the start. */
  private readonly there: ReadonlySet<string>;

  constructor({ images }: StartingRepository) {
    const watched = images.filter(
      ({ imageTags, imageStatus }) => imageTags.length > 0 && imageStatus !== 'ARCHIVED',
    );
    this.there = new Set(watched.map(({ imageDigest }) => imageDigest));
  }

  add(atMs: number, { departures }: RepositoryFrame): void {
    for (const { imageDigest, imagePushedAtMs, action, made } of departures) {
      this.note(imageDigest, made, { ms: atMs - imagePushedAtMs, gone: true });
      // What is archived may expire later; what has expired comes no more.
      if (action.type === 'TRANSITION') this.seen.add(imageDigest);
      else this.seen.delete(imageDigest);
    }
  }

  /** All that was noted, and what is still there in the end. */
  told(
    left: Iterable<{ readonly image: Image; readonly made: MadeBy | undefined }>,
    toMs: number,
  ): readonly Lifetimes[] {
    for (const { image, made } of left) {
      const ms = toMs - image.imagePushedAtMs;
      this.note(image.imageDigest, made, { ms, gone: false });
    }
    return [...this.watched]
      .sort(([a = -1], [b = -1]) => a - b)
      .map(([build, watched]) => lifetimesOf(watched, build));
  }

  private note(imageDigest: string, made: MadeBy | undefined, watched: Watched): void {
    const isBuild = made === undefined ? this.there.has(imageDigest) : made.as === 'image';
    if (!isBuild || this.seen.has(imageDigest)) return;
    const known = this.watched.get(made?.build);
    if (known === undefined) this.watched.set(made?.build, [watched]);
    else known.push(watched);
  }
}
