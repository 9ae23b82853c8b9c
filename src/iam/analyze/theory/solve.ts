import type { Budget } from '../../../base/budget.js';
import { at } from '../../../base/invariant.js';
import type { State, Values } from './dimension.js';
import type { Formula } from './formula.js';
import type { Literal } from './literal.js';
import type { Space } from './space.js';

/** Values for every dimension, by its number. */
export type Model = readonly Values[];

/** `none` is a proof. */
export type Solution =
  | { readonly kind: 'found'; readonly model: Model }
  | { readonly kind: 'none' };

/**
 * Looks for values that fulfil a formula. What must hold narrows the dimensions; of alternatives those go that a
 * dimension excludes, and a single one that is left must hold; only then one is tried after the other.
 *
 * Steps go by the parts of the formula looked at, over and over, and by what the dimensions take.
 */
export function solve(space: Space, formula: Formula): Solution {
  const search = new Search(space);
  const states: State[] = [];
  space.budget.take(space.dimensions.length);
  for (const dimension of space.dimensions) {
    const state = dimension.start();
    if (state === undefined) return { kind: 'none' };
    states.push(state);
  }
  const model = search.from(states, [formula], new Set());
  return model === undefined ? { kind: 'none' } : { kind: 'found', model };
}

type Alternatives = readonly Formula[];

/** What is known on the way to a model, and which alternatives are still to be chosen from. */
interface Task {
  readonly states: State[];
  open: Alternatives[];
  readonly ruledOut: Set<number>;
}

class Search {
  private readonly space: Space;
  private readonly budget: Budget;

  constructor(space: Space) {
    this.space = space;
    this.budget = space.budget;
  }

  /** `ruledOut` holds the keys of what must not hold as a whole, though each of its parts may. */
  from(
    states: State[],
    asked: readonly Formula[],
    ruledOut: ReadonlySet<number>,
  ): Model | undefined {
    this.budget.take(1 + asked.length + states.length + ruledOut.size);
    const task: Task = { states, open: [], ruledOut: new Set(ruledOut) };
    for (const formula of asked) if (!this.assert(formula, task)) return undefined;
    const left = this.propagate(task);
    if (left === undefined) return undefined;
    const [fewest, others] = takeFewest(left);
    if (fewest === undefined) return this.model(states);
    const refused: Formula[] = [];
    for (const alternative of fewest) {
      const next = [...refused, alternative, ...others.map(anyOf)];
      const found = this.from([...states], next, task.ruledOut);
      if (found !== undefined) return found;
      if (alternative.kind === 'literal') {
        refused.push({ kind: 'literal', literal: alternative.literal.opposite });
      }
    }
    return undefined;
  }

  /** Makes a formula hold; alternatives are put off. False when it cannot. */
  private assert(formula: Formula, task: Task): boolean {
    this.budget.take(1);
    switch (formula.kind) {
      case 'constant':
        return formula.holds;
      case 'literal':
        return this.narrow(formula.literal, task.states);
      case 'all':
        return formula.of.every((part) => this.assert(part, task));
      default:
        task.open.push(formula.of);
        task.ruledOut.add(this.space.keys.ofContrary(formula));
        return true;
    }
  }

  private narrow(literal: Literal, states: State[]): boolean {
    const { dimension } = literal;
    const state = at(this.space.dimensions, dimension).narrow(at(states, dimension), literal);
    if (state === undefined) return false;
    states[dimension] = state;
    return true;
  }

  /** Alternatives that are still open once nothing more follows; undefined when some have none left. */
  private propagate(task: Task): readonly Alternatives[] | undefined {
    for (let isNews = true; isNews; ) {
      isNews = false;
      const asked = task.open;
      const left: Alternatives[] = [];
      task.open = left;
      for (const alternatives of asked) {
        const kept = this.possible(alternatives, task);
        if (kept === 'fulfilled') continue;
        const [only] = kept;
        if (only === undefined) return undefined;
        if (kept.length > 1) left.push(kept);
        else {
          isNews = true;
          if (!this.assert(only, task)) return undefined;
        }
      }
    }
    return task.open;
  }

  private possible(
    alternatives: Alternatives,
    { states, ruledOut }: Task,
  ): Alternatives | 'fulfilled' {
    const kept: Formula[] = [];
    for (const alternative of alternatives) {
      this.budget.take(1);
      if (alternative.kind === 'all' && ruledOut.has(this.space.keys.of(alternative))) continue;
      if (this.isCertain(alternative, states)) return 'fulfilled';
      if (this.isPossible(alternative, states)) kept.push(alternative);
    }
    return kept;
  }

  /** False is certain: some part of it is excluded. */
  private isPossible(formula: Formula, states: readonly State[]): boolean {
    this.budget.take(1);
    switch (formula.kind) {
      case 'constant':
        return formula.holds;
      case 'literal':
        return this.admits(formula.literal, states);
      case 'all':
        return formula.of.every((part) => this.isPossible(part, states));
      default:
        return formula.of.some((part) => this.isPossible(part, states));
    }
  }

  /** True is certain: its contrary is excluded. */
  private isCertain(formula: Formula, states: readonly State[]): boolean {
    this.budget.take(1);
    switch (formula.kind) {
      case 'constant':
        return formula.holds;
      case 'literal':
        return !this.admits(formula.literal.opposite, states);
      case 'all':
        return formula.of.every((part) => this.isCertain(part, states));
      default:
        return formula.of.some((part) => this.isCertain(part, states));
    }
  }

  private admits(literal: Literal, states: readonly State[]): boolean {
    const { dimension } = literal;
    return at(this.space.dimensions, dimension).admits(at(states, dimension), literal);
  }

  private model(states: readonly State[]): Model | undefined {
    const { dimensions, apart } = this.space;
    const model: Values[] = [];
    this.budget.take(dimensions.length);
    for (const [number, dimension] of dimensions.entries()) {
      const values = dimension.values(at(states, number));
      if (values === undefined) return undefined;
      model.push(values);
    }
    return apart === undefined ? model : this.apart(model, states, apart);
  }

  /** Two dimensions are to differ: where both chose alike, one of them takes something else. */
  private apart(
    model: Values[],
    states: readonly State[],
    pair: readonly [number, number],
  ): Model | undefined {
    const [one, other] = pair;
    const [first] = at(model, one);
    if (first === undefined || first !== at(model, other)[0]) return model;
    for (const number of pair) {
      const values = at(this.space.dimensions, number).values(at(states, number), first);
      if (values === undefined) continue;
      model[number] = values;
      return model;
    }
    return undefined;
  }
}

function anyOf(of: Alternatives): Formula {
  return { kind: 'any', of };
}

function takeFewest(
  open: readonly Alternatives[],
): readonly [Alternatives | undefined, readonly Alternatives[]] {
  let fewest: Alternatives | undefined;
  for (const alternatives of open) {
    if (fewest === undefined || alternatives.length < fewest.length) fewest = alternatives;
  }
  return [fewest, open.filter((alternatives) => alternatives !== fewest)];
}
