import type { Budget } from '../../../base/budget.js';
import { type Bits, commonBits, hasBit, haveCommonBit } from './bits.js';
import type { Literal } from './literal.js';
import type { StandIns } from './stand-ins.js';
import type { Texts } from './texts.js';
import type { Union } from './union.js';

/** What is known of a dimension: the stand-ins left, or the literals that must hold. */
export type State = Bits | Narrowed;

/** Literals that hold together, and values that show it. */
export interface Narrowed {
  readonly literals: readonly Literal[];
  readonly values: Values;
  /** With one more literal, by its number; `null` where that excludes the others. Changes no answer. */
  readonly next: Map<number, Narrowed | null>;
}

/** The values of a key; none means that the request lacks it. */
export type Values = readonly string[];

/** Whether a request can do without the key, and with it. */
export interface Presence {
  readonly canBeAbsent: boolean;
  readonly canBePresent: boolean;
}

/** One independent part of a request: it decides whether all that is asked of it can be had at once. */
export interface Dimension {
  readonly name: string;
  readonly texts: Texts;
  readonly isList: boolean;
  /** Undefined where nothing can be had at all. */
  start(): State | undefined;
  /** The state with one more literal; undefined when they exclude each other. */
  narrow(state: State, literal: Literal): State | undefined;
  /** Whether there is such a state. */
  admits(state: State, literal: Literal): boolean;
  /** Values that fulfil the state, other than some single text if one is given. */
  values(state: State, beside?: string): Values | undefined;
}

/** States that were met before, from the one in which nothing is asked. */
class States {
  private first: Narrowed | null | undefined;
  private readonly pairs = new Map<number, boolean>();
  private readonly texts: Texts;
  private readonly budget: Budget;
  private readonly search: (literals: readonly Literal[]) => Values | undefined;

  constructor(
    texts: Texts,
    budget: Budget,
    search: (literals: readonly Literal[]) => Values | undefined,
  ) {
    this.texts = texts;
    this.budget = budget;
    this.search = search;
  }

  start(): Narrowed | undefined {
    if (this.first === undefined) this.first = this.make([]);
    return this.first ?? undefined;
  }

  narrow(state: Narrowed, literal: Literal): Narrowed | undefined {
    this.budget.take(1);
    let next = state.next.get(literal.number);
    if (next === undefined) {
      next = this.more(state, literal);
      state.next.set(literal.number, next);
    }
    return next ?? undefined;
  }

  private more(state: Narrowed, literal: Literal): Narrowed | null {
    const { literals, values } = state;
    this.budget.take(1 + literals.length);
    if (literals.includes(literal)) return state;
    const more = [...literals, literal];
    // Values that were found for less often do for more.
    if (holdsFor(literal, values, this.texts)) return { literals: more, values, next: new Map() };
    // And most literals that exclude each other do so by twos, which is found out once.
    if (literals.length > 1 && literals.some((other) => this.exclude(other, literal))) return null;
    return this.make(more);
  }

  private exclude(one: Literal, other: Literal): boolean {
    const [small, great] = one.number < other.number ? [one, other] : [other, one];
    const key = great.number * 0x100000 + small.number;
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    const found = this.search([small, great]) === undefined;
    this.pairs.set(key, found);
    return found;
  }

  private make(literals: readonly Literal[]): Narrowed | null {
    const values = this.search(literals);
    return values === undefined ? null : { literals, values, next: new Map() };
  }
}

/** A dimension with one value at most. */
export class SingleDimension implements Dimension {
  readonly name: string;
  readonly texts: Texts;
  readonly isList = false;
  private readonly presence: Presence;
  private readonly budget: Budget;
  private standIns: StandIns | null = null;
  private sets: (Bits | undefined)[] = [];
  private readonly states: States;

  constructor(name: string, texts: Texts, presence: Presence, budget: Budget) {
    this.name = name;
    this.texts = texts;
    this.presence = presence;
    this.budget = budget;
    this.states = new States(texts, budget, (literals) => this.search(literals, undefined));
  }

  start(): State | undefined {
    const standIns = this.texts.standIns();
    if (standIns !== this.standIns) {
      // Other stand-ins mean other bits.
      this.standIns = standIns;
      this.sets = [];
    }
    if (standIns === null) return this.states.start();
    return standIns.all(this.presence.canBePresent, this.presence.canBeAbsent);
  }

  narrow(state: State, literal: Literal): State | undefined {
    if ('literals' in state) return this.states.narrow(state, literal);
    const own = this.set(literal);
    this.budget.take(2 * own.length);
    return haveCommonBit(state, own) ? commonBits(state, own) : undefined;
  }

  admits(state: State, literal: Literal): boolean {
    if ('literals' in state) return this.states.narrow(state, literal) !== undefined;
    const own = this.set(literal);
    this.budget.take(own.length);
    return haveCommonBit(state, own);
  }

  /** The stand-ins for which a literal is right. */
  private set({ number, says: { union, inside, absent } }: Literal): Bits {
    const known = this.sets[number];
    if (known !== undefined) return known;
    const made = this.standIns?.of(union, inside, absent) ?? [];
    this.sets[number] = made;
    return made;
  }

  values(state: State, beside?: string): Values | undefined {
    if (!('literals' in state)) return this.firstOf(state, beside);
    return beside === undefined ? state.values : this.search(state.literals, beside);
  }

  private firstOf(state: Bits, beside: string | undefined): Values | undefined {
    if (hasBit(state, 0)) return [];
    const { texts = [] } = this.standIns ?? {};
    this.budget.take(texts.length);
    for (const [index, text] of texts.entries()) {
      if (text !== beside && hasBit(state, index + 1)) return [text];
    }
    // The only stand-in left may stand for others.
    const other = beside === undefined ? undefined : this.texts.another(beside);
    return other === undefined ? undefined : [other];
  }

  private search(literals: readonly Literal[], beside: string | undefined): Values | undefined {
    this.budget.take(1 + literals.length);
    if (this.presence.canBeAbsent && literals.every(({ says }) => says.absent)) return [];
    if (!this.presence.canBePresent) return undefined;
    const text = this.texts.find(
      unionsOf(literals, true),
      unionsOf(literals, false),
      beside === undefined ? [] : [beside],
    );
    return text === undefined ? undefined : [text];
  }
}

/** A dimension that may hold several values, of which the order does not matter. */
export class ListDimension implements Dimension {
  readonly name: string;
  readonly texts: Texts;
  readonly isList = true;
  private readonly presence: Presence;
  private readonly budget: Budget;
  private readonly states: States;

  constructor(name: string, texts: Texts, presence: Presence, budget: Budget) {
    this.name = name;
    this.texts = texts;
    this.presence = presence;
    this.budget = budget;
    this.states = new States(texts, budget, (literals) => this.search(literals));
  }

  start(): State | undefined {
    return this.states.start();
  }

  narrow(state: State, literal: Literal): State | undefined {
    return 'literals' in state ? this.states.narrow(state, literal) : state;
  }

  admits(state: State, literal: Literal): boolean {
    return this.narrow(state, literal) !== undefined;
  }

  values(state: State): Values | undefined {
    return 'literals' in state ? state.values : undefined;
  }

  private search(literals: readonly Literal[]): Values | undefined {
    this.budget.take(1 + 2 * literals.length);
    if (this.presence.canBeAbsent && literals.every(({ says }) => says.absent)) return [];
    if (!this.presence.canBePresent) return undefined;
    const single = this.texts.find(unionsOf(literals, true), unionsOf(literals, false));
    return single === undefined ? this.several(literals) : [single];
  }

  /** Two values or more: all of them where every one should be, and one for each literal that asks for some. */
  private several(literals: readonly Literal[]): Values | undefined {
    if (literals.some(({ says }) => says.of === 'one' && !says.several)) return undefined;
    const every = literals.filter(({ says }) => says.of === 'every');
    const some = literals.filter(({ says }) => says.of === 'some');
    const found = new Set<string>();
    for (const literal of some) {
      this.budget.take(literals.length);
      const asked = [...every, literal];
      const text = this.texts.find(unionsOf(asked, true), unionsOf(asked, false));
      if (text === undefined) return undefined;
      found.add(text);
    }
    while (found.size < 2) {
      const more = this.texts.find(unionsOf(every, true), unionsOf(every, false), [...found]);
      if (more === undefined) return undefined;
      found.add(more);
    }
    return [...found];
  }
}

/** Whether values are what a literal says. */
function holdsFor(literal: Literal, values: Values, texts: Texts): boolean {
  const { of, absent, several } = literal.says;
  if (values.length === 0) return absent;
  if (of === 'one' && values.length > 1) return several;
  return of === 'some'
    ? values.some((text) => isRight(literal, text, texts))
    : values.every((text) => isRight(literal, text, texts));
}

function isRight({ says }: Literal, text: string, texts: Texts): boolean {
  return texts.isInside(text, says.union) === says.inside;
}

function unionsOf(literals: readonly Literal[], inside: boolean): readonly Union[] {
  return literals.filter(({ says }) => says.inside === inside).map(({ says }) => says.union);
}
