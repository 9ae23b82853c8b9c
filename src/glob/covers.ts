import type { Budget } from '../base/budget.js';
import { takes } from './automaton.js';
import { capitalOf, isStar, noFence, type Pattern, type Token } from './pattern.js';

/**
 * Whether one pattern matches all that another one does: certain when true. It reads the inner pattern as a text whose
 * wildcards are letters that only a wildcard of the outer one may stand for, which takes no longer than matching: a step for
 * each token looked at.
 */
export function coversPattern(outer: Pattern, inner: Pattern, budget?: Budget): boolean {
  const [over, under] = [outer.tokens, inner.tokens];
  let [o, u] = [0, 0];
  // Where the last star stands and what it takes next: of those without a fence, and of those behind it with one. A
  // fenced star that may not take more cannot be helped by the fenced ones before it, but by the free one.
  let [free, freeNext, fenced, fencedNext] = [-1, 0, -1, 0];
  while (u < under.length) {
    budget?.take(1);
    const token = over[o];
    const part = under[u] as Token; // within bounds
    if (token !== undefined && isStar(token)) {
      if (token.fence === noFence) [free, freeNext, fenced] = [o, u, -1];
      else [fenced, fencedNext] = [o, u];
      o += 1;
    } else if (token !== undefined && coversToken(token, part)) {
      o += 1;
      u += 1;
    } else if (fenced !== -1 && coversToken(over[fenced] as Token, under[fencedNext] as Token)) {
      fencedNext += 1;
      [o, u] = [fenced + 1, fencedNext];
    } else if (free !== -1) {
      freeNext += 1;
      [o, u, fenced] = [free + 1, freeNext, -1];
    } else return false;
  }
  while (o < over.length && isStar(over[o] as Token)) o += 1;
  return o === over.length;
}

/** Whether one token, or one turn of a star, stands for all that the other one does. */
function coversToken(outer: Token, inner: Token): boolean {
  if (inner.kind === 'letter') {
    return (
      takes(outer, inner.letter) && (!inner.ignoreCase || takes(outer, capitalOf(inner.letter)))
    );
  }
  if (outer.kind === 'letter' || (inner.many && !outer.many)) return false;
  return outer.fence === noFence || outer.fence === inner.fence;
}
