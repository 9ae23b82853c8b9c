import type { Literal } from './literal.js';
import type { Union } from './shape.js';
import type { Texts } from './texts.js';

/** What is known of a dimension: the candidates left, a bit each, or the literals that must hold. */
export type State = bigint | Narrowed;

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
  /** Values that fulfil the state, other than some single text if one is given. */
  values(state: State, beside?: string): Values | undefined;
}

/** States that were met before, from the one in which nothing is asked. */
class States {
  private first: Narrowed | null | undefined;
  private readonly pairs = new Map<number, boolean>();
  private readonly texts: Texts;
  private readonly search: (literals: readonly Literal[]) => Values | undefined;

  constructor(texts: Texts, search: (literals: readonly Literal[]) => Values | undefined) {
    this.texts = texts;
    this.search = search;
  }

  start(): Narrowed | undefined {
    if (this.first === undefined) this.first = this.make([]);
    return this.first ?? undefined;
  }

  narrow(state: Narrowed, literal: Literal): Narrowed | undefined {
    if (state.literals.includes(literal)) return state;
    let next = state.next.get(literal.number);
    if (next === undefined) {
      next = this.more(state, literal);
      state.next.set(literal.number, next);
    }
    return next ?? undefined;
  }

  private more({ literals, values }: Narrowed, literal: Literal): Narrowed | null {
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
  private candidates: readonly string[] | null = null;
  private masks: (bigint | undefined)[] = [];
  private readonly states: States;

  constructor(name: string, texts: Texts, presence: Presence) {
    this.name = name;
    this.texts = texts;
    this.presence = presence;
    this.states = new States(texts, (literals) => this.search(literals, undefined));
  }

  start(): State | undefined {
    const candidates = this.texts.candidates();
    if (candidates !== this.candidates) {
      // Other candidates mean other bits.
      this.candidates = candidates;
      this.masks = [];
    }
    if (candidates === null) return this.states.start();
    const present = this.presence.canBePresent
      ? ((1n << BigInt(candidates.length)) - 1n) << 1n
      : 0n;
    return present | (this.presence.canBeAbsent ? 1n : 0n);
  }

  narrow(state: State, literal: Literal): State | undefined {
    if (typeof state !== 'bigint') return this.states.narrow(state, literal);
    const left = state & this.mask(literal);
    return left === 0n ? undefined : left;
  }

  private mask(literal: Literal): bigint {
    const known = this.masks[literal.number];
    if (known !== undefined) return known;
    // Written digit by digit, as every shift of a long number copies all of it.
    const digits = (this.candidates ?? []).map((text) =>
      isRight(literal, text, this.texts) ? '1' : '0',
    );
    const mask = BigInt(`0b${digits.reverse().join('')}${literal.says.absent ? '1' : '0'}`);
    this.masks[literal.number] = mask;
    return mask;
  }

  values(state: State, beside?: string): Values | undefined {
    if (typeof state === 'bigint') return this.firstCandidate(state, beside);
    return beside === undefined ? state.values : this.search(state.literals, beside);
  }

  private firstCandidate(state: bigint, beside: string | undefined): Values | undefined {
    if ((state & 1n) !== 0n) return [];
    const digits = state.toString(2);
    for (const [index, text] of (this.candidates ?? []).entries()) {
      if (text !== beside && digits[digits.length - 2 - index] === '1') return [text];
    }
    // The only candidate left may stand for others.
    const other = beside === undefined ? undefined : this.texts.another(beside);
    return other === undefined ? undefined : [other];
  }

  private search(literals: readonly Literal[], beside: string | undefined): Values | undefined {
    if (this.presence.canBeAbsent && literals.every(({ says }) => says.absent)) return [];
    if (!this.presence.canBePresent) return undefined;
    const text = this.texts.find(
      unionsOf(literals, true),
      unionsOf(literals, false),
      listed(beside),
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
  private readonly states: States;

  constructor(name: string, texts: Texts, presence: Presence) {
    this.name = name;
    this.texts = texts;
    this.presence = presence;
    this.states = new States(texts, (literals) => this.search(literals));
  }

  start(): State | undefined {
    return this.states.start();
  }

  narrow(state: State, literal: Literal): State | undefined {
    return typeof state === 'bigint' ? state : this.states.narrow(state, literal);
  }

  values(state: State): Values | undefined {
    return typeof state === 'bigint' ? undefined : state.values;
  }

  private search(literals: readonly Literal[]): Values | undefined {
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

function listed(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
