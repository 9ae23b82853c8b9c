import { at } from '../../base/invariant.js';
import { byCodeUnit } from '../../base/order.js';
import type { Image } from '../../model/image.js';
import { imageAction } from '../actions.js';
import { archivedAt } from '../apply.js';
import { instantOn, rankingClock, storageClassOf } from '../clocks.js';
import { guardOf, keepsFrom } from '../guard.js';
import { indexGlobs, missOf, stampTags, type TagSheet, tagSheet } from '../select.js';
import { nobody } from '../settle.js';
import type { ActionType, CompiledLifecyclePolicy, CompiledRule, ImageAction } from '../types.js';
import { Family, type Living } from './family.js';
import { Lane, type Place } from './lane.js';

/** An image that a run removes or archives. */
export interface Departure {
  /** As it was before the run. */
  readonly image: Image;
  readonly action: ImageAction;
  /** The rule that acts; null when the image goes with the one it refers to. */
  readonly rulePriority: number | null;
}

/** What one run of the policy did. */
export interface LivingRun {
  /** Oldest first by the instant that ranks them, the greater digest first among equals; what follows its subject last. */
  readonly departures: readonly Departure[];
  /** Images that are marked and held back by an index that stays. */
  readonly blockedCount: number;
}

/**
 * One repository that lives under a lifecycle policy: images come and change, and the policy runs again and again. A run
 * does what `previewLifecycle` says of the images at that instant, at the cost of what has changed since the last one.
 * Time must not run backwards. No digest stands twice; of several records of one the first counts.
 */
export class LivingRepository {
  private readonly compiled: CompiledLifecyclePolicy;
  private readonly lanes: readonly Lane<Living>[];
  private readonly family: Family;
  private readonly sheet: TagSheet;
  private readonly globIndex: ReturnType<typeof indexGlobs>;
  private markedCount = 0;

  constructor(compiled: CompiledLifecyclePolicy, images: readonly Image[]) {
    this.compiled = compiled;
    this.family = new Family(compiled.readings);
    this.sheet = tagSheet(compiled);
    this.globIndex = indexGlobs(compiled.globs);
    this.lanes = compiled.rules.map(
      ({ keep }, rule) => new Lane(keep, (place) => this.onCrossing(rule, place)),
    );
    this.fill(images);
  }

  get size(): number {
    return this.family.size;
  }

  /** The image of a digest, as it is now. */
  get(imageDigest: string): Image | undefined {
    return this.family.get(imageDigest)?.image;
  }

  /** Whether an index points to an image: any, or one that is not in the archive. */
  isReferenced(imageDigest: string, by: 'by-any' | 'by-active' = 'by-any'): boolean {
    const living = this.family.get(imageDigest);
    if (living === undefined) return false;
    for (const parent of this.family.parentsOf(living)) {
      if (parent === living) continue;
      if (by === 'by-any' || parent.image.imageStatus !== 'ARCHIVED') return true;
    }
    return false;
  }

  /** Whether an artifact is about an image. */
  isSubject(imageDigest: string): boolean {
    const living = this.family.get(imageDigest);
    return (
      living !== undefined && ![...this.family.referrersOf(living)].every((one) => one === living)
    );
  }

  *images(): Generator<Image> {
    for (const { image } of this.family.all()) yield image;
  }

  /** A new image; one whose digest is there already is left alone. */
  add(image: Image): void {
    if (this.family.get(image.imageDigest) !== undefined) return;
    const living = born(image);
    const adopted = this.family.add(living);
    this.select(living);
    this.onKinship(adopted);
  }

  /** Something happened to an image: its tags, its last pull or its status are others now. */
  change(image: Image): void {
    const living = this.family.get(image.imageDigest);
    if (living === undefined) return;
    living.image = image;
    this.select(living);
  }

  remove(imageDigest: string): void {
    const living = this.family.get(imageDigest);
    if (living !== undefined) this.removeLiving(living);
  }

  /** The instant after which time alone makes a rule mark another image; undefined when it never does. */
  nextDueMs(): number | undefined {
    const dues = this.lanes.flatMap((lane) => lane.nextDueMs() ?? []);
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  /** Runs the policy at an instant: everything it expires is gone afterwards, and what it archives stands in the archive. */
  run(nowMs: number): LivingRun {
    for (const lane of this.lanes) lane.advance(nowMs);
    const acted = this.unheld();
    const blockedCount = this.markedCount - acted.size;
    if (acted.size === 0) return { departures: [], blockedCount };
    const marks = [...acted].map((living) => ({ living, rule: this.ruleOf(living) }));
    const departures = this.inOrder(
      marks.map(({ living, rule }) => ({
        image: living.image,
        action: imageAction(rule.action),
        rulePriority: rule.priority,
      })),
    );
    const followers = this.inOrder(this.followers(marks));
    const all = [...departures, ...followers];
    for (const { image, action } of all) {
      if (action.type === 'EXPIRE') this.remove(image.imageDigest);
      else this.change(archivedAt(image, nowMs));
    }
    return { departures: all, blockedCount };
  }

  private fill(images: readonly Image[]): void {
    for (const image of images) {
      if (this.family.get(image.imageDigest) === undefined) this.family.add(born(image));
    }
    const places = this.lanes.map((): Place<Living>[] => []);
    for (const living of this.family.all()) {
      this.own(living);
      living.places = this.wanted(living).map(({ rule, instantMs }) => {
        const lane = at(this.lanes, rule);
        const place = placeOf(living, lane, instantMs);
        at(places, rule).push(place);
        return place;
      });
    }
    for (const [rule, lane] of this.lanes.entries()) lane.fill(places[rule] ?? []);
    for (const living of this.family.all()) this.remark(living);
    for (const living of this.family.all()) this.family.refresh(living);
  }

  /** Marked images that no index holds back: an index that goes itself holds nothing, unless it is held back in turn. */
  private unheld(): Set<Living> {
    const acted = new Set(this.family.ready);
    const open = [...acted];
    for (let living = open.pop(); living !== undefined; living = open.pop()) {
      if (!acted.has(living) || !this.isHeld(living, acted)) continue;
      acted.delete(living);
      for (const child of this.family.childrenOf(living)) if (acted.has(child)) open.push(child);
    }
    return acted;
  }

  private isHeld(living: Living, acted: ReadonlySet<Living>): boolean {
    for (const parent of this.family.parentsOf(living)) {
      if (parent === living || living.action === undefined) continue;
      const guard = this.family.guardOf(parent, acted.has(parent));
      if (keepsFrom(guard, living.action)) return true;
    }
    return false;
  }

  /**
   * What refers to an image that goes follows it, and what refers to that in turn. By a reading, what an index keeps
   * waits until that has followed as well, and stays if it does not.
   */
  private followers(
    marks: readonly { readonly living: Living; readonly rule: CompiledRule }[],
  ): readonly Departure[] {
    const going = new Map<Living, ActionType>();
    for (const { living, rule } of marks) going.set(living, rule.action);
    const following: Departure[] = [];
    const open = [...going];
    let waiting: [Living, ActionType][] = [];
    while (open.length > 0) {
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const [subject, action] = next;
        for (const living of this.family.referrersOf(subject)) {
          const archived = living.image.imageStatus === 'ARCHIVED';
          if (living.marked || going.has(living) || (action === 'transition' && archived)) continue;
          waiting.push([living, action]);
        }
      }
      const free = waiting.filter(([living, action]) => !this.staysBehind(living, action, going));
      waiting = waiting.filter((one) => !free.includes(one));
      for (const [living, action] of free) {
        if (going.has(living)) continue;
        going.set(living, action);
        const { image } = living;
        following.push({ image, action: imageAction(action), rulePriority: null });
        open.push([living, action]);
      }
    }
    return following;
  }

  /** Whether an index that is left after the run keeps an artifact from following its subject. */
  private staysBehind(
    living: Living,
    action: ActionType,
    going: ReadonlyMap<Living, ActionType>,
  ): boolean {
    const { readings } = this.compiled;
    if (readings.referrersBehindIndex === 'follow') return false;
    for (const parent of this.family.parentsOf(living)) {
      if (parent === living) continue;
      const afterwards = { ...readings, childAfterParent: 'same-run' as const };
      if (keepsFrom(guardOf(parent.image, going.get(parent), afterwards), action)) return true;
    }
    return false;
  }

  private inOrder(departures: readonly Departure[]): readonly Departure[] {
    const { readings } = this.compiled;
    return departures
      .map((departure) => {
        const clock = rankingClock(storageClassOf(departure.image, readings));
        const instantMs = instantOn(clock, departure.image);
        return { departure, instantMs: Number.isNaN(instantMs) ? -Infinity : instantMs };
      })
      .sort(
        (a, b) =>
          compared(a.instantMs, b.instantMs) ||
          byCodeUnit(b.departure.image.imageDigest, a.departure.image.imageDigest),
      )
      .map(({ departure }) => departure);
  }

  private removeLiving(living: Living): void {
    for (const place of living.places) place.lane.remove(place);
    living.places = [];
    if (living.marked) this.markedCount -= 1;
    living.marked = false;
    this.onKinship(this.family.remove(living));
  }

  /** Finds the rules that select an image anew, and its place in the lane of each. */
  private select(living: Living): void {
    this.own(living);
    const before = living.places;
    const wanted = this.wanted(living);
    const places = wanted.map(({ rule, instantMs }): Place<Living> => {
      const lane = at(this.lanes, rule);
      const known = before.find((place) => place.lane === lane && place.instantMs === instantMs);
      return known ?? placeOf(living, lane, instantMs);
    });
    living.places = places;
    for (const place of before) if (!places.includes(place)) place.lane.remove(place);
    for (const place of places) if (!before.includes(place)) place.lane.add(place);
    this.remark(living);
    this.family.refresh(living);
  }

  private own(living: Living): void {
    living.owner = this.ownerOf(living.image);
    living.action = this.compiled.rules[living.owner]?.action;
  }

  private ownerOf(image: Image): number {
    const { rules, readings } = this.compiled;
    const storageClass = storageClassOf(image, readings);
    if (storageClass === 'none' || this.isExempt(image)) return nobody;
    stampTags(this.sheet, this.compiled, this.globIndex, image.imageTags);
    for (const [r, rule] of rules.entries()) {
      if (missOf(rule, storageClass, image.imageTags.length, this.sheet) === 0) return r;
    }
    return nobody;
  }

  /** The lanes an image belongs to: its owner's, and those of all count rules that select it. Its tags are stamped. */
  private wanted({ image, owner }: Living): { rule: number; instantMs: number }[] {
    const wanted: { rule: number; instantMs: number }[] = [];
    if (owner === nobody) return wanted;
    const { rules, readings } = this.compiled;
    const storageClass = storageClassOf(image, readings);
    for (let r = owner; r < rules.length; r++) {
      const rule = at(rules, r);
      if (r !== owner && 'forMs' in rule.keep) continue;
      if (missOf(rule, storageClass, image.imageTags.length, this.sheet) !== 0) continue;
      const instantMs = instantOn(rule.clock, image);
      if (at(this.lanes, r).takes(instantMs)) wanted.push({ rule: r, instantMs });
    }
    return wanted;
  }

  private isExempt(image: Image): boolean {
    const { referrers, indexChildren } = this.compiled.readings;
    if (referrers === 'exempt' && image.subjectManifestDigest !== undefined) return true;
    return indexChildren === 'exempt' && this.family.isChild(image);
  }

  /** Images that got their first index, or lost their last, may be in other rules' sight now. */
  private onKinship(digests: readonly string[]): void {
    if (this.compiled.readings.indexChildren === 'counted') return;
    for (const digest of digests) {
      const living = this.family.get(digest);
      if (living !== undefined) this.select(living);
    }
  }

  private onCrossing(rule: number, { who, beyond }: Place<Living>): void {
    if (who.owner !== rule || who.marked === beyond) return;
    this.setMarked(who, beyond);
    this.family.refresh(who);
  }

  private remark(living: Living): void {
    const lane = this.lanes[living.owner];
    const place = living.places.find((candidate) => candidate.lane === lane);
    this.setMarked(living, place?.beyond ?? false);
  }

  private setMarked(living: Living, marked: boolean): void {
    if (living.marked === marked) return;
    living.marked = marked;
    this.markedCount += marked ? 1 : -1;
  }

  private ruleOf({ owner }: Living): CompiledRule {
    return at(this.compiled.rules, owner);
  }
}

function born(image: Image): Living {
  const { imageDigest, references = [] } = image;
  const children = [...new Set(references)].filter((digest) => digest !== imageDigest);
  const holders = { expire: 0, transition: 0 };
  const nothing = {
    owner: nobody,
    action: undefined,
    marked: false,
    places: [],
    holds: 0,
  } as const;
  return { image, children, ...nothing, holders };
}

function placeOf(who: Living, lane: Lane<Living>, instantMs: number): Place<Living> {
  const { imageDigest } = who.image;
  return { who, imageDigest, lane, instantMs, beyond: false, gone: false };
}

function compared(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
