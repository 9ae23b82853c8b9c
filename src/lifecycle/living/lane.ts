import { at } from '../../base/invariant.js';
import type { CompiledRule } from '../types.js';

/** Where an image stands in the lane of a rule. */
export interface Place<Who> {
  readonly who: Who;
  readonly imageDigest: string;
  readonly lane: Lane<Who>;
  /** The instant by which the rule looks at the image. */
  readonly instantMs: number;
  /** Whether it lies before the rule's cut, so that the rule marks it if it owns it. */
  beyond: boolean;
  /** Whether the image has left the lane; it is swept out later. */
  gone: boolean;
}

/**
 * The images a rule looks at, oldest first, the greater digest first among equals, with a boundary: what stands before
 * it lies beyond the rule's cut. An age rule moves its boundary with time; a count rule keeps `newest` images behind it,
 * whoever comes and goes. Each step costs what it changes, not what there is.
 */
export class Lane<Who> {
  private places: Place<Who>[] = [];
  private boundary = 0;
  /** Images on either side of the boundary that have not left. */
  private inside = 0;
  private beyond = 0;
  private gone = 0;
  /** Steps over images that have left, since they were last swept out. */
  private wasted = 0;
  private cutMs = Number.NEGATIVE_INFINITY;
  readonly keep: CompiledRule['keep'];
  /** Told of every image that crosses the boundary, after it has. */
  private readonly crossed: (place: Place<Who>) => void;

  constructor(keep: CompiledRule['keep'], crossed: (place: Place<Who>) => void) {
    this.keep = keep;
    this.crossed = crossed;
  }

  /** Whether an image with such an instant is looked at: a count ranks no image whose instant is not known. */
  takes(instantMs: number): boolean {
    return 'newest' in this.keep ? Number.isFinite(instantMs) : !Number.isNaN(instantMs);
  }

  /** Takes in all places of a repository at once and tells of no crossing. */
  fill(places: readonly Place<Who>[]): void {
    this.places = [...places].sort((a, b) => (isOlder(a, b) ? -1 : 1));
    const { length } = this.places;
    this.boundary = 'newest' in this.keep ? Math.max(length - this.keep.newest, 0) : 0;
    this.beyond = this.boundary;
    this.inside = length - this.boundary;
    for (let i = 0; i < this.boundary; i++) at(this.places, i).beyond = true;
  }

  add(place: Place<Who>): void {
    const index = this.indexFor(place);
    if (index === this.places.length) this.places.push(place);
    else this.places.splice(index, 0, place);
    const full = 'newest' in this.keep && this.inside >= this.keep.newest;
    const beyond = 'newest' in this.keep ? full && index <= this.boundary : this.isPast(place);
    if (beyond) {
      this.boundary += 1;
      this.beyond += 1;
      place.beyond = true;
      this.crossed(place);
      return;
    }
    // Whatever it overtakes before the boundary has left the lane.
    this.boundary = Math.min(this.boundary, index);
    this.inside += 1;
    if (full) this.pushOut();
  }

  remove(place: Place<Who>): void {
    place.gone = true;
    this.gone += 1;
    if (place.beyond) {
      this.beyond -= 1;
    } else {
      this.inside -= 1;
      if ('newest' in this.keep && this.beyond > 0) this.pullIn();
    }
    const length = this.places.length;
    if (this.gone > length / 2 || this.wasted > length) this.sweep();
  }

  /** Moves the boundary of an age rule on to an instant. */
  advance(nowMs: number): void {
    if ('newest' in this.keep) return;
    this.cutMs = nowMs - this.keep.forMs;
    let place = this.places[this.boundary];
    while (place !== undefined && this.isPast(place)) {
      this.boundary += 1;
      if (!place.gone) {
        this.inside -= 1;
        this.beyond += 1;
        place.beyond = true;
        this.crossed(place);
      }
      place = this.places[this.boundary];
    }
  }

  /** The instant after which time alone carries another image over the boundary; undefined when it never does. */
  nextDueMs(): number | undefined {
    if ('newest' in this.keep) return undefined;
    for (let i = this.boundary; i < this.places.length; i++) {
      const { gone, instantMs } = at(this.places, i);
      if (!gone) return Number.isFinite(instantMs) ? instantMs + this.keep.forMs : undefined;
    }
    return undefined;
  }

  private isPast({ instantMs }: Place<Who>): boolean {
    return instantMs < this.cutMs;
  }

  /** The oldest image that is kept makes room. */
  private pushOut(): void {
    let place = at(this.places, this.boundary);
    while (place.gone) {
      this.wasted += 1;
      this.boundary += 1;
      place = at(this.places, this.boundary);
    }
    this.boundary += 1;
    this.inside -= 1;
    this.beyond += 1;
    place.beyond = true;
    this.crossed(place);
  }

  /** The newest image beyond the boundary takes the room that was left. */
  private pullIn(): void {
    let place: Place<Who>;
    do {
      this.boundary -= 1;
      this.wasted += 1;
      place = at(this.places, this.boundary);
    } while (place.gone);
    this.beyond -= 1;
    this.inside += 1;
    place.beyond = false;
    this.crossed(place);
  }

  private sweep(): void {
    let before = 0;
    for (let i = 0; i < this.boundary; i++) if (!at(this.places, i).gone) before += 1;
    this.places = this.places.filter(({ gone }) => !gone);
    this.boundary = before;
    this.gone = 0;
    this.wasted = 0;
  }

  /** Where a place belongs: mostly at the end, for time goes on. */
  private indexFor(place: Place<Who>): number {
    let low = 0;
    let high = this.places.length;
    const last = this.places[high - 1];
    if (last === undefined || isOlder(last, place)) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isOlder(at(this.places, middle), place)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isOlder<Who>(a: Place<Who>, b: Place<Who>): boolean {
  if (a.instantMs !== b.instantMs) return a.instantMs < b.instantMs;
  return a.imageDigest > b.imageDigest;
}
