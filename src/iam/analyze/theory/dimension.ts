import type { Literal } from './literal.js';
import { hasShape } from './shape.js';
import type { Texts } from './texts.js';

/** What is known of a dimension: the candidates left, a bit each, or the literals that must hold. */
export type State = bigint | readonly Literal[];

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
  start(): State;
  /** The state with one more literal; undefined when they exclude each other. */
  narrow(state: State, literal: Literal): State | undefined;
  /** Values that fulfil the state, other than some single text if one is given. */
  values(state: State, beside?: string): Values | undefined;
}

/** A dimension with one value at most. */
export class SingleDimension implements Dimension {
  readonly name: string;
  readonly texts: Texts;
  readonly isList = false;
  private readonly presence: Presence;
  private candidates: readonly string[] | null = null;
  private masks: (bigint | undefined)[] = [];
  private readonly known = new Map<string, Values | null>();

  constructor(name: string, texts: Texts, presence: Presence) {
    this.name = name;
    this.texts = texts;
    this.presence = presence;
  }

  start(): State {
    const candidates = this.texts.candidates();
    if (candidates !== this.candidates) {
      // Other candidates mean other bits.
      this.candidates = candidates;
      this.masks = [];
    }
    if (candidates === null) return [];
    const present = this.presence.canBePresent
      ? ((1n << BigInt(candidates.length)) - 1n) << 1n
      : 0n;
    return present | (this.presence.canBeAbsent ? 1n : 0n);
  }

  narrow(state: State, literal: Literal): State | undefined {
    if (typeof state === 'bigint') {
      const left = state & this.mask(literal);
      return left === 0n ? undefined : left;
    }
    if (state.includes(literal)) return state;
    const more = withLiteral(state, literal);
    return this.values(more) === undefined ? undefined : more;
  }

  private mask(literal: Literal): bigint {
    const known = this.masks[literal.number];
    if (known !== undefined) return known;
    const { absent } = literal.says;
    let mask = absent ? 1n : 0n;
    for (const [index, text] of (this.candidates ?? []).entries()) {
      if (holdsFor(literal, text)) mask |= 1n << BigInt(index + 1);
    }
    this.masks[literal.number] = mask;
    return mask;
  }

  values(state: State, beside?: string): Values | undefined {
    if (typeof state === 'bigint') return this.firstCandidate(state, beside);
    const key = `${state.map(({ number }) => number).join()} ${beside ?? ''}`;
    const known = this.known.get(key);
    if (known !== undefined) return known ?? undefined;
    const found = this.search(state, beside);
    this.known.set(key, found ?? null);
    return found;
  }

  private firstCandidate(state: bigint, beside: string | undefined): Values | undefined {
    if ((state & 1n) !== 0n) return [];
    for (const [index, text] of (this.candidates ?? []).entries()) {
      if (text !== beside && (state & (1n << BigInt(index + 1))) !== 0n) return [text];
    }
    // The only candidate left may stand for others.
    const other = beside === undefined ? undefined : this.texts.another(beside);
    return other === undefined ? undefined : [other];
  }

  private search(state: readonly Literal[], beside: string | undefined): Values | undefined {
    if (this.presence.canBeAbsent && state.every(({ says }) => says.absent)) return [];
    if (!this.presence.canBePresent) return undefined;
    const text = this.texts.find(unionsOf(state, true), unionsOf(state, false), listed(beside));
    return text === undefined ? undefined : [text];
  }
}

/** A dimension that may hold several values, of which the order does not matter. */
export class ListDimension implements Dimension {
  readonly name: string;
  readonly texts: Texts;
  readonly isList = true;
  private readonly presence: Presence;
  private readonly known = new Map<string, Values | null>();

  constructor(name: string, texts: Texts, presence: Presence) {
    this.name = name;
    this.texts = texts;
    this.presence = presence;
  }

  start(): State {
    return [];
  }

  narrow(state: State, literal: Literal): State | undefined {
    if (typeof state === 'bigint' || state.includes(literal)) return state;
    const more = withLiteral(state, literal);
    return this.values(more) === undefined ? undefined : more;
  }

  values(state: State): Values | undefined {
    if (typeof state === 'bigint') return undefined;
    const key = state.map(({ number }) => number).join();
    const known = this.known.get(key);
    if (known !== undefined) return known ?? undefined;
    const found = this.search(state);
    this.known.set(key, found ?? null);
    return found;
  }

  private search(state: readonly Literal[]): Values | undefined {
    if (this.presence.canBeAbsent && state.every(({ says }) => says.absent)) return [];
    if (!this.presence.canBePresent) return undefined;
    const single = this.texts.find(unionsOf(state, true), unionsOf(state, false));
    return single === undefined ? this.several(state) : [single];
  }

  /** Two values or more: all of them where every one should be, and one for each literal that asks for some. */
  private several(state: readonly Literal[]): Values | undefined {
    if (state.some(({ says }) => says.of === 'one' && !says.several)) return undefined;
    const every = state.filter(({ says }) => says.of === 'every');
    const some = state.filter(({ says }) => says.of === 'some');
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

function holdsFor({ says }: Literal, text: string): boolean {
  return says.union.shapes.some((shape) => hasShape(shape, text)) === says.inside;
}

function withLiteral(state: readonly Literal[], literal: Literal): readonly Literal[] {
  return [...state, literal].sort((a, b) => a.number - b.number);
}

function unionsOf(state: readonly Literal[], inside: boolean) {
  return state.filter(({ says }) => says.inside === inside).map(({ says }) => says.union);
}

function listed(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
