import type { LifecycleVerdict } from '../../../src/lifecycle/analyze/index.js';
import type { Image } from '../../../src/lifecycle/index.js';
import { kindOf, type TagKind } from './lifecycle-tags.js';
import { allOf, anyOf, type Expression, equal, not, numberOf, type Term, whole } from './smt.js';

/** The instant of every question. */
export const nowMs = Date.UTC(2026, 5, 15, 12);

type Clock = 'pushed' | 'pulled' | 'restored' | 'archived';
type Values = ReadonlyMap<string, Expression>;

/**
 * So many images at most, each by itself: no index holds another one back. Instants are whole milliseconds before now.
 * Of equally old images the one with the smaller digest counts as newer; digests follow the order of the images here.
 */
export class Repository {
  private readonly constants = new Map<string, string>();
  private readonly constraints: Term[] = [];
  readonly places: readonly number[];
  readonly kinds: readonly TagKind[];

  constructor(size: number, kinds: readonly TagKind[]) {
    this.places = Array.from({ length: size }, (_, place) => place);
    this.kinds = kinds;
    for (const place of this.places) this.draw(place);
    for (const [kind, { tags }] of kinds.entries()) {
      // A tag is on one image, and of some kinds there are only so many.
      const bearers = this.places.map((place) => `(ite ${this.bears(place, kind)} 1 0)`);
      if (tags.length < size) {
        this.constraints.push(`(<= ${sum(bearers)} ${tags.length})`);
      }
    }
  }

  private draw(place: number): void {
    const declare = (name: string, sort: string) => this.constants.set(name, sort);
    declare(this.isThere(place), 'Bool');
    declare(this.isArchived(place), 'Bool');
    for (const [kind] of this.kinds.entries()) declare(this.bears(place, kind), 'Bool');
    for (const clock of ['pushed', 'pulled', 'restored', 'archived'] as const) {
      declare(this.at(place, clock), 'Int');
      declare(this.has(place, clock), 'Bool');
      // Nothing happens in the future, nor to an image before its push.
      this.constraints.push(
        `(<= ${this.at(place, clock)} 0)`,
        `(>= ${this.at(place, clock)} ${this.at(place, 'pushed')})`,
      );
    }
    // Only a restored image was ever away, and only an archived one is.
    this.constraints.push(
      `(=> ${this.has(place, 'archived')} ${this.isArchived(place)})`,
      `(=> ${this.has(place, 'restored')} ${not(this.isArchived(place))})`,
    );
    if (place > 0) this.constraints.push(`(=> ${this.isThere(place)} ${this.isThere(place - 1)})`);
  }

  isThere = (place: number): Term => `there-${place}`;
  isArchived = (place: number): Term => `away-${place}`;
  at = (place: number, clock: Clock): Term => `${clock}-${place}`;
  has = (place: number, clock: Clock): Term => `has-${clock}-${place}`;
  bears = (place: number, kind: number): Term => `bears-${place}-${kind}`;

  problem(asserted: readonly Term[]) {
    return { constants: this.constants, asserted: [...this.constraints, ...asserted] };
  }

  /** Some tag of the image matches a pattern. */
  meets(place: number, pattern: string): Term {
    return anyOf(
      this.kinds.flatMap(({ matched }, kind) =>
        matched.has(pattern) ? [this.bears(place, kind)] : [],
      ),
    );
  }

  isTagged(place: number): Term {
    return anyOf(this.kinds.map((_, kind) => this.bears(place, kind)));
  }

  /** A restored image counts from its restoring. */
  effectivePush(place: number): Term {
    const restored = this.at(place, 'restored');
    return `(ite ${this.has(place, 'restored')} ${restored} ${this.at(place, 'pushed')})`;
  }

  /** The last pull, or the restoring if that came later; without a pull what counts as the push. */
  lastUse(place: number): Term {
    const [pulled, restored] = [this.at(place, 'pulled'), this.at(place, 'restored')];
    const isLater = allOf([this.has(place, 'restored'), `(> ${restored} ${pulled})`]);
    const used = `(ite ${isLater} ${restored} ${pulled})`;
    return `(ite ${this.has(place, 'pulled')} ${used} ${this.effectivePush(place)})`;
  }

  /** The repository that the solver found. */
  images(values: Values): readonly Image[] {
    const holds = (name: Term) => values.get(name) === 'true';
    const left = this.kinds.map(({ tags }) => [...tags]);
    return this.places
      .filter((place) => holds(this.isThere(place)))
      .map((place): Image => {
        const instant = (clock: Clock) =>
          nowMs + numberOf(values.get(this.at(place, clock)) ?? '0');
        const isArchived = holds(this.isArchived(place));
        return {
          imageDigest: digestOf(place),
          imageTags: left.flatMap((tags, kind) =>
            holds(this.bears(place, kind)) ? tags.splice(0, 1) : [],
          ),
          imagePushedAtMs: instant('pushed'),
          imageStatus: isArchived ? 'ARCHIVED' : 'ACTIVE',
          ...(holds(this.has(place, 'pulled')) && { lastRecordedPullTimeMs: instant('pulled') }),
          ...(holds(this.has(place, 'restored')) && { lastActivatedAtMs: instant('restored') }),
          ...(holds(this.has(place, 'archived')) && { lastArchivedAtMs: instant('archived') }),
        };
      });
  }
}

export const sum = (terms: readonly Term[]): Term =>
  terms.length === 1 ? (terms[0] ?? '0') : `(+ 0 ${terms.join(' ')})`;

/** Digests in the order of the places. */
const digestOf = (place: number) => `sha256:${String(place).padStart(4, '0')}`;

/** The repository of a witness; undefined when one of its tags is of no kind. */
export function pinsOf(
  world: Repository,
  { images, nowMs: at }: Extract<LifecycleVerdict, { kind: 'fails' }>['witness'],
): readonly Term[] | undefined {
  const ordered = images.toSorted((a, b) => (a.imageDigest < b.imageDigest ? -1 : 1));
  const pins: Term[] = [];
  for (const [place, image] of ordered.entries()) {
    const kinds = image.imageTags.map((tag) => kindOf(world.kinds, tag));
    if (kinds.includes(-1)) return undefined;
    const pin = (name: Term, holds: boolean) => pins.push(holds ? name : not(name));
    pin(world.isThere(place), true);
    pin(world.isArchived(place), image.imageStatus === 'ARCHIVED');
    for (const kind of world.kinds.keys()) pin(world.bears(place, kind), kinds.includes(kind));
    const instants: Readonly<Record<Clock, number | undefined>> = {
      pushed: image.imagePushedAtMs,
      pulled: image.lastRecordedPullTimeMs,
      restored: image.lastActivatedAtMs,
      archived: image.lastArchivedAtMs,
    };
    for (const clock of ['pushed', 'pulled', 'restored', 'archived'] as const) {
      const instant = instants[clock];
      pin(world.has(place, clock), instant !== undefined);
      if (instant !== undefined) pins.push(equal(world.at(place, clock), whole(instant - at)));
    }
  }
  return pins;
}
