import type { Budget } from '../base/budget.js';
import { unreachable } from '../base/invariant.js';
import { otherLetter, PatternAutomaton } from './automaton.js';
import type { TextFormula } from './formula.js';
import type { Pattern } from './pattern.js';

/**
 * What is still asked of the rest of a text, after some of its letters. Terms that mean the same by the laws of `all`
 * and `any` are one term with one number, so that a search meets few of them; a pattern that can no longer match, or no
 * longer fail, is decided at once and takes its share of the term with it.
 *
 * Steps go by the parts of the terms looked at, and by what their automata take.
 */
export class Terms {
  private readonly terms: Term[] = [
    { kind: 'constant', holds: false },
    { kind: 'constant', holds: true },
  ];
  private readonly groups = new Map<string, number>();
  private readonly automata: PatternAutomaton[] = [];
  /** For each automaton the terms of its states: asked for, and asked against. */
  private readonly literals: number[][] = [];
  private readonly automatonOf = new Map<Pattern, number>();
  private readonly gatheredIn: number[] = [];
  private round = 0;
  private readonly memory: LanguageMemory;
  private readonly budget: Budget;

  constructor(memory: LanguageMemory, budget: Budget) {
    this.memory = memory;
    this.budget = budget;
  }

  term(number: number): Term {
    const term = this.terms[number];
    if (term === undefined) throw new Error(`ecr-drydock has a bug: no term ${number}`);
    return term;
  }

  /** The term of a formula. Negations go down to the patterns, where they cost nothing. */
  of(formula: TextFormula, isNegated = false): number {
    switch (formula.kind) {
      case 'matches':
        return this.literal(this.known(formula.pattern), 0, isNegated);
      case 'not':
        return this.of(formula.of, !isNegated);
      case 'all':
      case 'any':
        return this.ofGroup(formula, isNegated);
      default:
        return unreachable(formula);
    }
  }

  /** Patterns of which any may match are one automaton, however many they are. */
  private ofGroup({ kind, of }: FormulaGroup, isNegated: boolean): number {
    this.budget.take(1 + of.length);
    const union = kind === 'any' ? of.filter((part) => part.kind === 'matches') : [];
    const others = kind === 'any' ? of.filter((part) => part.kind !== 'matches') : of;
    const parts = others.map((part) => this.of(part, isNegated));
    if (union.length > 0) {
      const automaton = this.taken(
        new PatternAutomaton(
          union.map(({ pattern }) => pattern),
          this.budget,
        ),
      );
      parts.push(this.literal(automaton, 0, isNegated));
    }
    return this.group((kind === 'all') !== isNegated ? 'all' : 'any', this.inOrder(parts));
  }

  /** Whether the rest may be empty. */
  holdsAtEnd(number: number): boolean {
    const term = this.term(number);
    this.budget.take(1);
    switch (term.kind) {
      case 'constant':
        return term.holds;
      case 'literal':
        return this.automatonAt(term).state(term.state).matches !== term.isNegated;
      case 'all':
        return term.of.every((part) => this.holdsAtEnd(part));
      case 'any':
        return term.of.some((part) => this.holdsAtEnd(part));
      default:
        return unreachable(term);
    }
  }

  /** What is asked behind a letter. */
  behind(number: number, letter: number): number {
    const term = this.term(number);
    this.budget.take(1);
    switch (term.kind) {
      case 'constant':
        return number;
      case 'literal':
        return this.literal(
          term.automaton,
          this.automatonAt(term).step(term.state, letter, this.budget),
          term.isNegated,
        );
      case 'all':
      case 'any':
        return this.groupBehind(term, letter);
      default:
        return unreachable(term);
    }
  }

  /** The patterns that must match come first: they are few, and mostly decide alone. */
  private inOrder(parts: readonly number[]): readonly number[] {
    return [...parts].sort((a, b) => this.rank(a) - this.rank(b));
  }

  /** Keeps the order of the parts. */
  private groupBehind({ kind, of }: GroupTerm, letter: number): number {
    const ends = kind === 'all' ? never : always;
    const parts: number[] = [];
    for (const part of of) {
      const behind = this.behind(part, letter);
      if (behind === ends) return ends;
      parts.push(behind);
    }
    return this.group(kind, parts);
  }

  /**
   * The letters behind which a term differs from what it is behind any other letter, and whether any other letter is
   * worth a try.
   */
  letters(number: number): { readonly told: ReadonlySet<number>; readonly others: boolean } {
    const term = this.term(number);
    const others = this.behind(number, otherLetter) !== never;
    if (term.kind === 'constant') return { told: new Set(), others };
    if (term.kind === 'literal') {
      const told = this.automatonAt(term).state(term.state).letters;
      this.budget.take(told.size);
      return { told, others };
    }
    if (term.kind === 'all' && !others) {
      // Where one part lives on certain letters only, no other letter need be thought of.
      const narrow = term.of.find((part) => this.behind(part, otherLetter) === never);
      if (narrow !== undefined) return this.letters(narrow);
    }
    const told = new Set<number>();
    for (const part of term.of) {
      const own = this.letters(part).told;
      this.budget.take(own.size);
      for (const letter of own) told.add(letter);
    }
    return { told, others };
  }

  /** Whether whatever fulfils `one` fulfils `other`: certain when true, open when false. */
  isWithin(one: number, other: number): boolean {
    const narrow = this.parts(one);
    return this.parts(other).every((part) => {
      this.budget.take(narrow.length);
      return narrow.includes(part) || narrow.some((own) => this.implies(own, part));
    });
  }

  /** The patterns that must match; terms of different leads are hardly ever within each other. */
  lead(number: number): string {
    const parts = this.parts(number);
    this.budget.take(parts.length);
    return parts.filter((part) => this.rank(part) === 0).join();
  }

  private parts(number: number): readonly number[] {
    const term = this.term(number);
    return term.kind === 'all' ? term.of : [number];
  }

  private implies(one: number, other: number): boolean {
    const [narrow, wide] = [this.term(one), this.term(other)];
    if (narrow.kind !== 'literal' || wide.kind !== 'literal') return false;
    if (narrow.automaton !== wide.automaton || narrow.isNegated !== wide.isNegated) return false;
    const automaton = this.automatonAt(narrow);
    return narrow.isNegated
      ? automaton.isWithin(wide.state, narrow.state, this.budget)
      : automaton.isWithin(narrow.state, wide.state, this.budget);
  }

  private known(pattern: Pattern): number {
    const known = this.automatonOf.get(pattern);
    if (known !== undefined) return known;
    let automaton = this.memory.automata.get(pattern);
    if (automaton === undefined) {
      automaton = new PatternAutomaton([pattern], this.budget);
      this.memory.automata.set(pattern, automaton);
    }
    const number = this.taken(automaton);
    this.automatonOf.set(pattern, number);
    return number;
  }

  private taken(automaton: PatternAutomaton): number {
    this.literals.push([]);
    return this.automata.push(automaton) - 1;
  }

  private automatonAt({ automaton }: LiteralTerm): PatternAutomaton {
    const found = this.automata[automaton];
    if (found === undefined) throw new Error(`ecr-drydock has a bug: no automaton ${automaton}`);
    return found;
  }

  private literal(automaton: number, state: number, isNegated: boolean): number {
    const known = this.literals[automaton];
    const place = state * 2 + Number(isNegated);
    const number = known?.[place];
    if (number !== undefined) return number;
    const term: LiteralTerm = { kind: 'literal', automaton, state, isNegated };
    const { isDead, isOpen } = this.automatonAt(term).state(state);
    const decided = isOpen !== isNegated ? always : never;
    const made = isDead || isOpen ? decided : this.terms.push(term) - 1;
    if (known !== undefined) known[place] = made;
    return made;
  }

  private group(kind: 'all' | 'any', parts: readonly number[]): number {
    const [neutral, ends] = kind === 'all' ? [always, never] : [never, always];
    const of: number[] = [];
    this.round += 1;
    for (const part of parts) {
      if (part === ends) return ends;
      if (part === neutral) continue;
      const term = this.term(part);
      if (term.kind === kind) for (const inner of term.of) this.gather(of, inner);
      else this.gather(of, part);
    }
    if (of.length < 2) return of[0] ?? neutral;
    const key = `${kind} ${of.join()}`;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    this.groups.set(key, this.terms.length);
    return this.terms.push({ kind, of }) - 1;
  }

  /** Adds a part unless this round of gathering has it already. */
  private gather(parts: number[], part: number): void {
    this.budget.take(1);
    if (this.gatheredIn[part] === this.round) return;
    this.gatheredIn[part] = this.round;
    parts.push(part);
  }

  private rank(number: number): number {
    const term = this.term(number);
    return term.kind === 'literal' ? Number(term.isNegated) : 2;
  }
}

/** The two terms that are decided. */
export const never = 0;
export const always = 1;

export type Term = { readonly kind: 'constant'; readonly holds: boolean } | LiteralTerm | GroupTerm;

type FormulaGroup = Extract<TextFormula, { kind: 'all' | 'any' }>;

interface LiteralTerm {
  readonly kind: 'literal';
  readonly automaton: number;
  readonly state: number;
  readonly isNegated: boolean;
}

interface GroupTerm {
  readonly kind: 'all' | 'any';
  readonly of: readonly number[];
}

/** Automata made by earlier questions, for later ones about the same patterns. Changes no answer. */
export interface LanguageMemory {
  readonly automata: Map<Pattern, PatternAutomaton>;
}

/** An empty memory, for the caller to keep as long as his patterns. */
export function languageMemory(): LanguageMemory {
  return { automata: new Map() };
}
