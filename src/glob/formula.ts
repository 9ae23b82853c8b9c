import type { Pattern } from './pattern.js';

/** What is asked of a text: to match a pattern, or a combination of that. An empty `all` always holds, an empty `any` never. */
export type TextFormula =
  | { readonly kind: 'matches'; readonly pattern: Pattern }
  | { readonly kind: 'not'; readonly of: TextFormula }
  | { readonly kind: 'all' | 'any'; readonly of: readonly TextFormula[] };

/** The text matches a pattern. */
export function matching(pattern: Pattern): TextFormula {
  return { kind: 'matches', pattern };
}

/** The text does not do what a formula asks. */
export function negated(of: TextFormula): TextFormula {
  return { kind: 'not', of };
}

/** The text does all that is asked. */
export function allOf(of: readonly TextFormula[]): TextFormula {
  return { kind: 'all', of };
}

/** The text does something that is asked. */
export function anyOf(of: readonly TextFormula[]): TextFormula {
  return { kind: 'any', of };
}
