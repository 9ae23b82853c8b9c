import type { Budget } from '../../../base/budget.js';
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

/** Of how many parts a formula is made, itself included. */
export function sizeOf(formula: Formula): number {
  if (formula.kind === 'constant' || formula.kind === 'literal') return 1;
  return formula.of.reduce((sum, part) => sum + sizeOf(part), 1);
}

/** Tells formulas apart by what they are made of, in whatever order: those that are alike have the same number. */
export class FormulaKeys {
  private readonly budget: Budget;
  private readonly keys = new WeakMap<Formula, number>();
  private readonly contraries = new WeakMap<Formula, number>();
  private readonly groups = new Map<string, number>();

  constructor(budget: Budget) {
    this.budget = budget;
  }

  of(formula: Formula): number {
    return this.key(formula, false);
  }

  /** The key of `not(formula)`. */
  ofContrary(formula: Formula): number {
    return this.key(formula, true);
  }

  private key(formula: Formula, isContrary: boolean): number {
    // Literals have even numbers of their own, and groups odd ones.
    if (formula.kind === 'literal') {
      const { literal } = formula;
      return 2 * (isContrary ? literal.opposite : literal).number;
    }
    const known = isContrary ? this.contraries : this.keys;
    const found = known.get(formula);
    if (found !== undefined) return found;
    const name = this.nameOf(formula, isContrary);
    const made = this.groups.get(name) ?? 2 * this.groups.size + 1;
    this.groups.set(name, made);
    known.set(formula, made);
    return made;
  }

  private nameOf(formula: Exclude<Formula, { kind: 'literal' }>, isContrary: boolean): string {
    if (formula.kind === 'constant') return String(formula.holds !== isContrary);
    this.budget.take(1 + formula.of.length);
    const sign = (formula.kind === 'all') !== isContrary ? '&' : '|';
    const parts = formula.of.map((part) => this.key(part, isContrary));
    return `${sign}${parts.sort((a, b) => a - b).join()}`;
  }
}
