import fc from 'fast-check';
import {
  diffLifecyclePolicies,
  type LifecycleVerdict,
  neverActsOnMore,
  neverDeletesMore,
} from '../../../src/lifecycle/analyze/index.js';
import {
  compareLifecycle,
  compileLifecyclePolicy,
  type FateChange,
  type Image,
  type LifecyclePolicy,
  type LifecycleRule,
} from '../../../src/lifecycle/index.js';
import { policyPair } from '../../../test/arbitraries/lifecycle-pairs.js';
import { allKinds, kindOf, prefixName, type TagKind } from './lifecycle-tags.js';
import { Disagreement, type Outcome } from './outcome.js';
import { allOf, anyOf, type Expression, equal, not, numberOf, type Term, whole } from './smt.js';
import type { Solver } from './solver.js';

/** Does a policy do the same as another one, or no more, to every repository? */
export interface LifecycleQuestion {
  readonly asks: 'same' | 'acts' | 'deletes';
  readonly before: LifecyclePolicy;
  readonly after: LifecyclePolicy;
}

const verbs = {
  same: diffLifecyclePolicies,
  acts: neverActsOnMore,
  deletes: neverDeletesMore,
} as const;

const nowMs = Date.UTC(2026, 5, 15, 12);
const dayMs = 86_400_000;

/**
 * What this library shows has to be a difference to Z3 as well; where it proves that there is none, Z3 may find none among
 * the repositories of one image more than the greatest count.
 */
export async function checkLifecycle(
  solver: Solver,
  question: LifecycleQuestion,
): Promise<Outcome> {
  const { asks, before, after } = question;
  const compiled = [compileLifecyclePolicy(before), compileLifecyclePolicy(after)] as const;
  const verdict = verbs[asks](...compiled);
  if (verdict.kind === 'unknown') return { kind: 'unknown', whose: 'ours' };
  const size = verdict.kind === 'fails' ? verdict.witness.images.length : sizeFor(before, after);
  const kinds = await allKinds(solver, [before, after], size);
  if (kinds === undefined) return { kind: 'unknown', whose: 'z3' };
  const world = new Repository(size, kinds);
  const differs = differsTerm(world, question);
  if (verdict.kind === 'fails') {
    const { witness } = verdict;
    const pins = pinsOf(world, witness);
    if (pins === undefined)
      throw new Disagreement('no image can have these tags', { question, witness });
    const { kind } = await solver.solve(world.problem([...pins, differs]));
    if (kind === 'unsat') {
      throw new Disagreement('Z3 sees no difference here', { question, witness });
    }
    return kind === 'unknown'
      ? { kind: 'unknown', whose: 'z3' }
      : { kind: 'agreed', answer: 'fails' };
  }
  const solution = await solver.solve(world.problem([differs]));
  if (solution.kind === 'unknown') return { kind: 'unknown', whose: 'z3' };
  if (solution.kind === 'unsat') return { kind: 'agreed', answer: 'holds' };
  const images = world.images(solution.values);
  const { changes } = compareLifecycle(...compiled, { images, nowMs });
  throw new Disagreement(
    changes.some((change) => isAsked(asks, change))
      ? 'a difference was missed'
      : 'Z3 sees a difference where the preview shows none',
    { question, images },
  );
}

function isAsked(asks: LifecycleQuestion['asks'], { before, after }: FateChange): boolean {
  const [was, is] = [before.action?.type, after.action?.type];
  if (asks === 'same') return was !== is;
  return asks === 'acts'
    ? was === undefined && is !== undefined
    : was !== 'EXPIRE' && is === 'EXPIRE';
}

function sizeFor(...policies: readonly LifecyclePolicy[]): number {
  const counts = policies.flatMap(({ rules }) =>
    rules.flatMap(({ selection: { countType, countNumber } }) =>
      countType === 'imageCountMoreThan' ? [countNumber] : [],
    ),
  );
  return 1 + Math.max(0, ...counts);
}

// ---- a repository as the solver is asked about it -------------------------------------------------------------------

type Clock = 'pushed' | 'pulled' | 'restored' | 'archived';
type Values = ReadonlyMap<string, Expression>;

/**
 * So many images at most, each by itself: no index holds another one back. Instants are whole milliseconds before now.
 * Of equally old images the one with the smaller digest counts as newer; digests follow the order of the images here.
 */
class Repository {
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

const sum = (terms: readonly Term[]): Term =>
  terms.length === 1 ? (terms[0] ?? '0') : `(+ 0 ${terms.join(' ')})`;

/** Digests in the order of the places. */
const digestOf = (place: number) => `sha256:${String(place).padStart(4, '0')}`;

/** The repository of a witness; undefined when one of its tags is of no kind. */
function pinsOf(
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

// ---- policies as the guide words them -------------------------------------------------------------------------------

/** Some image meets another fate. */
function differsTerm(world: Repository, { asks, before, after }: LifecycleQuestion): Term {
  return anyOf(
    world.places.map((place) => {
      const [was, is] = [before, after].map((policy) => ({
        expires: isActedOn(world, policy, place, 'expire'),
        archives: isActedOn(world, policy, place, 'transition'),
      }));
      if (was === undefined || is === undefined) return 'false';
      if (asks === 'deletes') return allOf([is.expires, not(was.expires)]);
      if (asks === 'acts') {
        return allOf([anyOf([is.expires, is.archives]), not(anyOf([was.expires, was.archives]))]);
      }
      return anyOf([`(xor ${was.expires} ${is.expires})`, `(xor ${was.archives} ${is.archives})`]);
    }),
  );
}

/** An image belongs to the first rule that selects it, and only that rule's mark counts. */
function isActedOn(
  world: Repository,
  { rules }: LifecyclePolicy,
  place: number,
  action: 'expire' | 'transition',
): Term {
  const ordered = rules.toSorted((a, b) => a.rulePriority - b.rulePriority);
  return anyOf(
    ordered.map((rule, index) =>
      rule.action.type !== action
        ? 'false'
        : allOf([
            selects(world, rule, place),
            ...ordered.slice(0, index).map((higher) => not(selects(world, higher, place))),
            marks(world, rule, place),
          ]),
    ),
  );
}

function selects(world: Repository, { selection }: LifecycleRule, place: number): Term {
  const { tagStatus, tagPatternList = [], tagPrefixList = [], storageClass } = selection;
  const isArchived = world.isArchived(place);
  const tags = ((): Term => {
    if (tagStatus === 'any') return 'true';
    if (tagStatus === 'untagged') return not(world.isTagged(place));
    const asked = [...tagPatternList, ...tagPrefixList.map(prefixName)];
    return allOf(asked.map((pattern) => world.meets(place, pattern)));
  })();
  return allOf([
    world.isThere(place),
    storageClass === 'archive' ? isArchived : not(isArchived),
    tags,
  ]);
}

/** Too many or too old among all that the rule selects, whoever owns it. */
function marks(world: Repository, rule: LifecycleRule, place: number): Term {
  const { countType, countNumber } = rule.selection;
  const isOld = (instant: Term) => `(< ${instant} ${whole(-countNumber * dayMs)})`;
  switch (countType) {
    case 'sinceImagePushed':
      return isOld(world.effectivePush(place));
    case 'sinceImagePulled':
      return isOld(world.lastUse(place));
    case 'sinceImageTransitioned':
      return allOf([world.has(place, 'archived'), isOld(world.at(place, 'archived'))]);
    default: {
      const own = world.effectivePush(place);
      const newer = world.places
        .filter((other) => other !== place)
        .map((other) => {
          const order = `(${other < place ? '>=' : '>'} ${world.effectivePush(other)} ${own})`;
          return `(ite ${allOf([selects(world, rule, other), order])} 1 0)`;
        });
      return newer.length === 0 ? 'false' : `(>= ${sum(newer)} ${countNumber})`;
    }
  }
}

// ---- questions -----------------------------------------------------------------------------------------------------

/** Counts that a few images exceed. */
function small({ rules }: LifecyclePolicy): LifecyclePolicy {
  return {
    rules: rules.map((rule) => {
      const { selection } = rule;
      const isCount = selection.countType === 'imageCountMoreThan';
      const countNumber = isCount ? Math.min(3, selection.countNumber) : selection.countNumber;
      return { ...rule, selection: { ...selection, countNumber } };
    }),
  };
}

export const lifecycleQuestion: fc.Arbitrary<LifecycleQuestion> = fc
  .tuple(policyPair, fc.constantFrom('same' as const, 'acts' as const, 'deletes' as const))
  .map(([[before, after], asks]) => ({ asks, before: small(before), after: small(after) }));
