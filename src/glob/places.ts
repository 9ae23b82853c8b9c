import type { Budget } from '../base/budget.js';
import { isStar, type Pattern, type Token } from './pattern.js';

/**
 * A place in a union of patterns: before the first token, behind one, or within a `*`. Patterns that begin alike share
 * their places, so a union is a tree.
 */
export interface Place {
  /** The `*` this place is within: its letters lead back here. */
  readonly loop: Extract<Token, { kind: 'wildcard' }> | undefined;
  /** Where a letter leads. */
  readonly ways: { readonly token: Token; readonly to: number }[];
  /** The `*` that stand here: a text that has arrived here is within them, too. */
  readonly stars: number[];
  /** Whether a pattern ends here. */
  isEnd: boolean;
  readonly depth: number;
  /** Places on one way with nothing branching off and no end between them are of one chain. */
  chain: number;
}

/** All places of a union; the first is where every text begins. Steps go by tokens and the ways that branch off. */
export function placesOf(union: readonly Pattern[], budget: Budget): readonly Place[] {
  const places: Place[] = [placeAt(undefined, 0)];
  for (const { tokens } of union) {
    let at = 0;
    for (const token of tokens) {
      const { ways, stars } = places[at] as Place; // within the list, here and below
      budget.take(2 + ways.length + stars.length);
      at = placeBehind(places, at, token);
    }
    (places[at] as Place).isEnd = true;
  }
  // A place comes later than the one it was reached from, so chains are told from the ends.
  for (let number = places.length - 1; number >= 0; number--) {
    const place = places[number] as Place;
    const [next, ...others] = [...place.stars, ...place.ways.map(({ to }) => to)];
    const goesOn = next !== undefined && others.length === 0 && !place.isEnd;
    place.chain = goesOn ? (places[next] as Place).chain : number;
  }
  return places;
}

function placeBehind(places: Place[], from: number, token: Token): number {
  const { ways, stars, depth } = places[from] as Place;
  if (isStar(token)) {
    const known = stars.find((star) => places[star]?.loop?.fence === token.fence);
    if (known !== undefined) return known;
    const star = places.push(placeAt(token, depth + 1)) - 1;
    stars.push(star);
    return star;
  }
  const known = ways.find((way) => isSameToken(way.token, token));
  if (known !== undefined) return known.to;
  const to = places.push(placeAt(undefined, depth + 1)) - 1;
  ways.push({ token, to });
  return to;
}

function placeAt(loop: Place['loop'], depth: number): Place {
  return { loop, ways: [], stars: [], isEnd: false, depth, chain: 0 };
}

function isSameToken(a: Token, b: Token): boolean {
  if (a.kind === 'letter') {
    return b.kind === 'letter' && a.letter === b.letter && a.ignoreCase === b.ignoreCase;
  }
  return b.kind === 'wildcard' && a.many === b.many && a.fence === b.fence;
}
