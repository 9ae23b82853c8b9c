import type { Budget } from '../base/budget.js';
import { capitalOf, noFence, type Pattern, smallOf, type Token } from './pattern.js';
import { type Place, placesOf } from './places.js';

/** Stands for any letter that no pattern in question tells from the others. */
export const otherLetter = -1;

/**
 * A union of patterns as a deterministic automaton whose states are made when they are first reached.
 *
 * A state is the set of places in the patterns at which a text may have arrived. Once it has arrived at a `*` without a
 * fence, places before it on the same way say nothing more: whatever they lead to ends in "anything, then the rest
 * behind that `*`", which the `*` itself leads to. So they are dropped, and a pattern without `?` has no more states
 * than places.
 *
 * Steps go by the places and ways looked at; a state that was reached before costs none.
 */
export class PatternAutomaton {
  private readonly places: readonly Place[];
  private readonly states: AutomatonState[] = [];
  private readonly few = new Map<number, number>();
  private readonly many = new Map<string, number>();
  /** For each place the last round in which it was reached. */
  private readonly reachedIn: number[] = [];
  private round = 0;

  constructor(union: readonly Pattern[], budget: Budget) {
    this.places = placesOf(union, budget);
    this.reach([0], budget);
  }

  /** The state before the first letter is 0. */
  state(number: number): AutomatonState {
    const state = this.states[number];
    if (state === undefined) throw new Error(`ecr-drydock has a bug: no state ${number}`);
    return state;
  }

  /** The state behind a letter. */
  step(number: number, letter: number, budget: Budget): number {
    const state = this.state(number);
    const told = state.letters.has(letter) ? letter : otherLetter;
    const known = state.behind.get(told);
    if (known !== undefined) return known;
    const next = this.reach(this.arrivals(state.places, told, budget), budget);
    state.behind.set(told, next);
    return next;
  }

  /** Whether everything that leads on from `one` also leads on from `other`: certain when true, open when false. */
  isWithin(one: number, other: number, budget: Budget): boolean {
    if (one === other) return true;
    const [narrow, wide] = [this.state(one), this.state(other)];
    return narrow.places.every((place) => {
      budget.take(wide.places.length);
      return wide.places.includes(place) || this.isPassed(place, wide.stars);
    });
  }

  private arrivals(places: readonly number[], letter: number, budget: Budget): readonly number[] {
    const behind: number[] = [];
    for (const place of places) {
      const { loop, ways } = this.place(place);
      budget.take(1 + ways.length);
      if (loop !== undefined && takes(loop, letter)) behind.push(place);
      for (const { token, to } of ways) if (takes(token, letter)) behind.push(to);
    }
    return behind;
  }

  private reach(arrived: readonly number[], budget: Budget): number {
    const places: number[] = [];
    const stars = new Map<number, number>();
    this.round += 1;
    const arrive = (number: number): void => {
      if (this.reachedIn[number] === this.round) return;
      this.reachedIn[number] = this.round;
      places.push(number);
      const { loop, chain, depth, stars: next, ways } = this.place(number);
      budget.take(1 + next.length + ways.length);
      if (loop?.fence === noFence) stars.set(chain, Math.max(depth, stars.get(chain) ?? depth));
      for (const star of next) arrive(star);
    };
    for (const number of arrived) arrive(number);
    const kept = stars.size === 0 ? places : places.filter((place) => !this.isPassed(place, stars));
    return this.stateOf(kept);
  }

  /** Whether a way leads from a place to a star, and none past it; the deepest star of each chain tells. */
  private isPassed(number: number, stars: ReadonlyMap<number, number>): boolean {
    const { chain, depth } = this.place(number);
    return (stars.get(chain) ?? depth) > depth;
  }

  private stateOf(places: readonly number[]): number {
    const [one = -1, two = -1] = places;
    if (places.length <= 2) {
      // Nearly all states are such, and a number names one faster than a text.
      const key = (Math.min(one, two) + 1) * (this.places.length + 1) + Math.max(one, two) + 1;
      return this.numberOf(this.few, key, places);
    }
    const inOrder = [...places].sort((a, b) => a - b);
    return this.numberOf(this.many, inOrder.join(), inOrder);
  }

  private numberOf<Key>(known: Map<Key, number>, key: Key, places: readonly number[]): number {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, this.states.length);
    return this.states.push(stateAt(this.places, places)) - 1;
  }

  private place(number: number): Place {
    const place = this.places[number];
    if (place === undefined) throw new Error(`ecr-drydock has a bug: no place ${number}`);
    return place;
  }
}

export interface AutomatonState {
  readonly places: readonly number[];
  /** By chain how deep the deepest `*` without a fence is among the places. */
  readonly stars: ReadonlyMap<number, number>;
  /** No text leads on from here to a match. */
  readonly isDead: boolean;
  /** Every text does. */
  readonly isOpen: boolean;
  /** The text so far matches. */
  readonly matches: boolean;
  /** The letters it tells apart. */
  readonly letters: ReadonlySet<number>;
  /** The state behind each of them, as far as it was asked for, and behind any other letter. */
  readonly behind: Map<number, number>;
}

function stateAt(all: readonly Place[], places: readonly number[]): AutomatonState {
  const letters = new Set<number>();
  const stars = new Map<number, number>();
  let [isOpen, matches] = [false, false];
  for (const number of places) {
    const { loop, ways, isEnd, chain, depth } = all[number] as Place; // states hold places of this list
    if (loop !== undefined) noteLetters(letters, loop);
    for (const { token } of ways) noteLetters(letters, token);
    if (isEnd) matches = true;
    if (loop?.fence !== noFence) continue;
    stars.set(chain, Math.max(depth, stars.get(chain) ?? depth));
    if (isEnd) isOpen = true;
  }
  const isDead = places.length === 0;
  return { places, stars, isDead, isOpen, matches, letters, behind: new Map() };
}

function noteLetters(letters: Set<number>, token: Token): void {
  const letter = token.kind === 'letter' ? token.letter : token.fence;
  if (letter === noFence) return;
  letters.add(letter);
  if (token.kind === 'letter' && token.ignoreCase) letters.add(capitalOf(letter));
}

/** Whether a token stands for a letter. */
export function takes(token: Token, letter: number): boolean {
  if (token.kind === 'wildcard') return token.fence === noFence || token.fence !== letter;
  return token.letter === (token.ignoreCase ? smallOf(letter) : letter);
}
