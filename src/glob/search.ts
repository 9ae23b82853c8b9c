import type { Budget } from '../base/budget.js';
import { follow, type TextDomain } from './domain.js';
import { never, type Terms } from './terms.js';

/** The outcome of looking for a text. */
export type TextSearch = DecidedText | { readonly kind: 'unknown'; readonly reason: 'budget' };

/** The outcome where the budget lasts. */
export type DecidedText =
  /** The shortest text, or one of them. */
  | { readonly kind: 'found'; readonly text: string }
  /** There is none: a proof. */
  | { readonly kind: 'none' };

/**
 * Looks for a shortest text of a domain that fulfils a term, breadth first. Only letters that some pattern tells apart
 * are tried one by one, all others through one of them. A state is left out when one met before asks no more: whatever
 * leads on from it leads on from that one, too.
 */
export function searchText(
  terms: Terms,
  start: number,
  domain: TextDomain,
  budget: Budget,
): DecidedText {
  const { lengthMax = Number.POSITIVE_INFINITY } = domain;
  const queue: Visit[] = [];
  const met = new Met(terms);
  const visit = (visited: Visit): boolean => {
    if (visited.term === never || !met.isNew(visited.term, visited.state)) return false;
    queue.push(visited);
    return domain.isEnd(visited.state) && terms.holdsAtEnd(visited.term);
  };
  const first: Visit = { term: start, state: domain.start, letter: -1, depth: 0, from: undefined };
  if (visit(first)) return { kind: 'found', text: '' };
  for (let head = 0; head < queue.length; head++) {
    const from = queue[head] as Visit; // within bounds
    if (from.depth === lengthMax) break;
    for (const [letter, state] of waysOn(terms, domain, from, budget)) {
      const term = terms.behind(from.term, letter);
      const next: Visit = { term, state, letter, depth: from.depth + 1, from };
      if (visit(next)) return { kind: 'found', text: textTo(next) };
    }
  }
  return { kind: 'none' };
}

interface Visit {
  readonly term: number;
  readonly state: number;
  readonly letter: number;
  readonly depth: number;
  readonly from: Visit | undefined;
}

/** On each road of the domain every letter told apart, and one letter for all the others. */
function waysOn(
  terms: Terms,
  domain: TextDomain,
  { term, state }: Visit,
  budget: Budget,
): readonly (readonly [letter: number, state: number])[] {
  const { told, others } = terms.letters(term);
  const roads = domain.roads(state);
  const ways: [number, number][] = [];
  budget.take(told.size * roads.length);
  for (const letter of told) {
    const to = follow(domain, state, letter);
    if (to !== -1) ways.push([letter, to]);
  }
  if (!others) return ways;
  for (const { letters, to } of roads) {
    const letter =
      letters === undefined
        ? letterBeside(domain, { state, to }, told, budget)
        : firstBeside(letters, told, budget);
    if (letter !== -1) ways.push([letter, to]);
  }
  return ways;
}

function firstBeside(letters: string, told: ReadonlySet<number>, budget: Budget): number {
  for (let i = 0; i < letters.length; i++) {
    budget.take(1);
    const letter = letters.charCodeAt(i);
    if (!told.has(letter)) return letter;
  }
  return -1;
}

/** A letter of a road that takes all that no other road takes. */
function letterBeside(
  domain: TextDomain,
  { state, to }: { readonly state: number; readonly to: number },
  told: ReadonlySet<number>,
  budget: Budget,
): number {
  const spare = firstBeside(domain.spareLetters, told, budget);
  if (spare !== -1 && follow(domain, state, spare) === to) return spare;
  for (let letter = firstUnread; letter < letterCount; letter++) {
    budget.take(domain.roads(state).length);
    if (!told.has(letter) && follow(domain, state, letter) === to) return letter;
  }
  return -1;
}

/** Where letters begin that nobody writes in a pattern, before the surrogates, which are no letters by themselves. */
const firstUnread = 0x100;
const letterCount = 0xd800;

function textTo(last: Visit): string {
  const letters: string[] = [];
  for (let visit = last; visit.from !== undefined; visit = visit.from) {
    letters.push(String.fromCharCode(visit.letter));
  }
  return letters.reverse().join('');
}

/** The states met so far. */
class Met {
  private readonly terms: Terms;
  private readonly seen = new Set<string>();
  private readonly widest = new Map<string, number[]>();

  constructor(terms: Terms) {
    this.terms = terms;
  }

  /** Notes a state. False when it, or one that asks no more, was met before. */
  isNew(term: number, state: number): boolean {
    const key = `${term} ${state}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    const place = `${this.terms.lead(term)} ${state}`;
    const rivals = this.widest.get(place);
    if (rivals === undefined) {
      this.widest.set(place, [term]);
      return true;
    }
    if (rivals.some((rival) => this.terms.isWithin(term, rival))) return false;
    const kept = rivals.filter((rival) => !this.terms.isWithin(rival, term));
    kept.push(term);
    this.widest.set(place, kept.slice(-rivalCount));
    return true;
  }
}

/** Enough to catch nearly all; comparing with every state met would cost more than it saves. */
const rivalCount = 256;
