import type { Image } from '../../model/image.js';
import { type Guard, guardOf, keepsFrom } from '../guard.js';
import type { ActionType, LifecycleReadings } from '../types.js';
import type { Place } from './lane.js';

/** An image that lives in a repository. */
export interface Living {
  /** As it is now: another value takes its place when something happens to the image. */
  image: Image;
  /** The rule that owns it, by its index, or `nobody`. */
  owner: number;
  /** What its owner does to it once it marks it. */
  action: ActionType | undefined;
  /** Whether its owner marks it. */
  marked: boolean;
  /** Where it stands in the lanes of rules. */
  places: readonly Place<Living>[];
  /** The images an index points to, each once and not itself. */
  readonly children: readonly string[];
  /** What it keeps its children from if it is an index, whatever this run does. */
  holds: Guard;
  /** How many indexes keep it from which action, whatever this run does. */
  readonly holders: { [Action in ActionType]: number };
}

/** Who points to whom in a repository: indexes to the images behind them, referrers to their subject. */
export class Family {
  private readonly byDigest = new Map<string, Living>();
  private readonly parents = new Map<string, Set<Living>>();
  private readonly referrers = new Map<string, Set<Living>>();
  /** Images whose own mark may take them away in the next run: marked, and held back by none. */
  readonly ready = new Set<Living>();
  private readonly readings: LifecycleReadings;

  constructor(readings: LifecycleReadings) {
    this.readings = readings;
  }

  get size(): number {
    return this.byDigest.size;
  }

  all(): IterableIterator<Living> {
    return this.byDigest.values();
  }

  get(imageDigest: string): Living | undefined {
    return this.byDigest.get(imageDigest);
  }

  /** Whether some index points to the image, itself included. */
  isChild({ imageDigest }: Image): boolean {
    return this.parents.has(imageDigest);
  }

  parentsOf({ image }: Living): Iterable<Living> {
    return this.parents.get(image.imageDigest) ?? [];
  }

  referrersOf({ image }: Living): Iterable<Living> {
    return this.referrers.get(image.imageDigest) ?? [];
  }

  *childrenOf({ children }: Living): Generator<Living> {
    for (const digest of children) {
      const child = this.byDigest.get(digest);
      if (child !== undefined) yield child;
    }
  }

  /** Takes in an image and gives the digests that are pointed to by an index for the first time. */
  add(living: Living): readonly string[] {
    const { imageDigest, subjectManifestDigest, references = [] } = living.image;
    this.byDigest.set(imageDigest, living);
    if (subjectManifestDigest !== undefined) link(this.referrers, subjectManifestDigest, living);
    const adopted = references.filter((digest) => link(this.parents, digest, living));
    for (const parent of this.parentsOf(living)) {
      if (parent !== living) count(living, parent.holds, 1);
    }
    return adopted;
  }

  /** Lets an image go and gives the digests that no index points to any more. */
  remove(living: Living): readonly string[] {
    const { imageDigest, subjectManifestDigest, references = [] } = living.image;
    this.setHolds(living, 0);
    this.ready.delete(living);
    this.byDigest.delete(imageDigest);
    if (subjectManifestDigest !== undefined) unlink(this.referrers, subjectManifestDigest, living);
    return references.filter((digest) => unlink(this.parents, digest, living));
  }

  /** Draws the consequences once an image has changed its mark or its status. */
  refresh(living: Living): void {
    this.setHolds(living, this.guardOf(living, living.marked));
    this.refreshReady(living);
  }

  /** What an index keeps its images from, given whether its own mark takes it away. */
  guardOf({ image, children, action }: Living, goes: boolean): Guard {
    return children.length === 0 ? 0 : guardOf(image, goes ? action : undefined, this.readings);
  }

  private setHolds(living: Living, holds: Guard): void {
    const before = living.holds;
    if (before === holds) return;
    living.holds = holds;
    for (const child of this.childrenOf(living)) {
      count(child, before, -1);
      count(child, holds, 1);
      this.refreshReady(child);
    }
  }

  private refreshReady(living: Living): void {
    const { marked, action, holders } = living;
    if (marked && action !== undefined && holders[action] === 0) this.ready.add(living);
    else this.ready.delete(living);
  }
}

/** Counts an index to what it keeps a child from. */
function count({ holders }: Living, guard: Guard, by: 1 | -1): void {
  if (keepsFrom(guard, 'expire')) holders.expire += by;
  if (keepsFrom(guard, 'transition')) holders.transition += by;
}

/** Whether it is the first link from there. */
function link(links: Map<string, Set<Living>>, digest: string, living: Living): boolean {
  const known = links.get(digest);
  if (known === undefined) links.set(digest, new Set([living]));
  else known.add(living);
  return known === undefined;
}

/** Whether it was the last link from there. */
function unlink(links: Map<string, Set<Living>>, digest: string, living: Living): boolean {
  const known = links.get(digest);
  if (known === undefined || !known.delete(living) || known.size > 0) return false;
  return links.delete(digest);
}
