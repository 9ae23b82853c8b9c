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
 */
export class PatternAutomaton {
  private readonly places: readonly Place[];
  private readonly states: AutomatonState[] = [];
  private readonly few = new Map<number, number>();
  private readonly many = new Map<string, number>();

  constructor(union: readonly Pattern[]) {
    this.places = placesOf(union);
    this.reach([0]);
  }

  /** The state before the first letter is 0. */
  state(number: number): AutomatonState {
    const state = this.states[number];
    if (state === undefined) throw new Error(`ecr-drydock has a bug: no state ${number}`);
    return state;
  }

  /** The state behind a letter. */
  step(number: number, letter: number): number {
    const state = this.state(number);
    const told = state.letters.indexOf(letter);
    const known = told === -1 ? state.behindOther : state.behind[told];
    if (known !== undefined && known !== notReached) return known;
    const next = this.reach(this.arrivals(state.places, told === -1 ? otherLetter : letter));
    if (told === -1) state.behindOther = next;
    else state.behind[told] = next;
    return next;
  }

  /** Whether everything that leads on from `one` also leads on from `other`: certain when true, open when false. */
  isWithin(one: number, other: number): boolean {
    if (one === other) return true;
    const [narrow, wide] = [this.state(one), this.state(other)];
    return narrow.places.every(
      (place) => wide.places.includes(place) || this.isPassed(place, wide.stars),
    );
  }

  private arrivals(places: readonly number[], letter: number): readonly number[] {
    const behind: number[] = [];
    for (const place of places) {
      const { loop, ways } = this.place(place);
      if (loop !== undefined && takes(loop, letter)) behind.push(place);
      for (const { token, to } of ways) if (takes(token, letter)) behind.push(to);
    }
    return behind;
  }

  private reach(arrived: readonly number[]): number {
    const places: number[] = [];
    const stars: number[] = [];
    const arrive = (number: number): void => {
      if (places.includes(number)) return;
      places.push(number);
      const place = this.place(number);
      if (place.loop?.fence === noFence) stars.push(number);
      for (const star of place.stars) arrive(star);
    };
    for (const number of arrived) arrive(number);
    const kept =
      stars.length === 0 ? places : places.filter((place) => !this.isPassed(place, stars));
    return this.stateOf(kept);
  }

  /** Whether a way leads from a place to one of these stars, and none past it. */
  private isPassed(number: number, stars: readonly number[]): boolean {
    const { chain, depth } = this.place(number);
    return stars.some((star) => {
      const place = this.place(star);
      return place.chain === chain && place.depth > depth;
    });
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
  /** The `*` without a fence among the places. */
  readonly stars: readonly number[];
  /** No text leads on from here to a match. */
  readonly isDead: boolean;
  /** Every text does. */
  readonly isOpen: boolean;
  /** The text so far matches. */
  readonly matches: boolean;
  /** The letters it tells apart. */
  readonly letters: readonly number[];
  /** The state behind each of them, as far as it was asked for, and behind any other letter. */
  readonly behind: number[];
  behindOther: number;
}

const notReached = -1;

function stateAt(all: readonly Place[], places: readonly number[]): AutomatonState {
  const letters: number[] = [];
  const stars: number[] = [];
  let [isOpen, matches] = [false, false];
  for (const number of places) {
    const { loop, ways, isEnd } = all[number] as Place; // states hold places of this list
    if (loop !== undefined) noteLetters(letters, loop);
    for (const { token } of ways) noteLetters(letters, token);
    if (isEnd) matches = true;
    if (loop?.fence !== noFence) continue;
    stars.push(number);
    if (isEnd) isOpen = true;
  }
  const isDead = places.length === 0;
  const behind: number[] = [];
  return { places, stars, isDead, isOpen, matches, letters, behind, behindOther: notReached };
}

function noteLetters(letters: number[], token: Token): void {
  const letter = token.kind === 'letter' ? token.letter : token.fence;
  if (letter !== noFence && !letters.includes(letter)) letters.push(letter);
  if (token.kind !== 'letter' || !token.ignoreCase) return;
  const capital = capitalOf(letter);
  if (!letters.includes(capital)) letters.push(capital);
}

/** Whether a token stands for a letter. */
export function takes(token: Token, letter: number): boolean {
  if (token.kind === 'wildcard') return token.fence === noFence || token.fence !== letter;
  return token.letter === (token.ignoreCase ? smallOf(letter) : letter);
}
