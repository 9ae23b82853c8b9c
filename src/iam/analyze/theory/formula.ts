import type { Literal } from './literal.js';

/** What is asked of a request, in terms of literals about its parts. An empty `all` holds, an empty `any` does not. */
export type Formula =
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Formula[] };

export const always: Formula = { kind: 'constant', holds: true };
export const never: Formula = { kind: 'constant', holds: false };

export function constant(holds: boolean): Formula {
  return holds ? always : never;
}

export function literally(literal: Literal): Formula {
  return { kind: 'literal', literal };
}

/** All of them hold. */
export function all(of: readonly Formula[]): Formula {
  return group('all', of);
}

/** At least one of them holds. */
export function any(of: readonly Formula[]): Formula {
  return group('any', of);
}

function group(kind: 'all' | 'any', of: readonly Formula[]): Formula {
  const neutral = kind === 'all';
  const kept: Formula[] = [];
  for (const part of of) {
    if (part.kind === 'constant') {
      if (part.holds !== neutral) return part;
    } else if (part.kind === kind) kept.push(...part.of);
    else kept.push(part);
  }
  const [first] = kept;
  if (first === undefined) return constant(neutral);
  return kept.length === 1 ? first : { kind, of: kept };
}

/** The formula does not hold. Negations go down to the literals, each of which has an opposite. */
export function not(formula: Formula): Formula {
  switch (formula.kind) {
    case 'constant':
      return constant(!formula.holds);
    case 'literal':
      return literally(formula.literal.opposite);
    case 'all':
      return { kind: 'any', of: formula.of.map(not) };
    default:
      return { kind: 'all', of: formula.of.map(not) };
  }
}
