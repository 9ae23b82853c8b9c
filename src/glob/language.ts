import { Budget, unlessSpent } from '../base/budget.js';
import { allTexts, type TextDomain } from './domain.js';
import { allOf, anyOf, matching, negated, type TextFormula } from './formula.js';
import { freshTextOutside } from './fresh.js';
import type { Pattern } from './pattern.js';
import { type DecidedText, searchText, type TextSearch } from './search.js';
import { type LanguageMemory, languageMemory, Terms } from './terms.js';

/** Questions about all texts at once, answered with a shortest one or a proof that there is none. */
export interface LanguageOptions {
  /** The texts in question; all of them unless said otherwise. */
  readonly domain?: TextDomain | undefined;
  /**
   * Steps that the question may take before the answer is `unknown`, or what is left of those of a greater question;
   * ten million unless said otherwise.
   */
  readonly budget?: number | Budget | undefined;
  /** Kept by the caller over many questions about the same patterns, it saves making their automata again. */
  readonly memory?: LanguageMemory | undefined;
}

/** A second or so. */
const defaultBudget = 10_000_000;

/**
 * A shortest text of the domain that does what the formula asks. `none` is a proof. Deciding this is hard in general
 * (it is PSPACE-complete), and easy for what people write: the cost grows with how many patterns that start with `*`
 * are asked for at once.
 *
 * A difference of patterns with more than eight `*` may be given a text that is short without being the shortest.
 */
export function findText(formula: TextFormula, options: LanguageOptions = {}): TextSearch {
  return answered(options, (budget) => {
    budget.take(sizeOf(formula));
    const { domain = allTexts } = options;
    const difference = differenceOf(formula);
    const found =
      difference && freshTextOutside(difference.inside, difference.outside, domain, budget);
    if (found?.kind === 'covered') return { kind: 'none' };
    return found ?? searched(formula, options, budget);
  });
}

/** The same by the search alone, which decides every formula; `findText` is the way to ask. */
export function searchProduct(formula: TextFormula, options: LanguageOptions = {}): TextSearch {
  return answered(options, (budget) => searched(formula, options, budget));
}

function searched(
  formula: TextFormula,
  { domain = allTexts, memory = languageMemory() }: LanguageOptions,
  budget: Budget,
): DecidedText {
  const terms = new Terms(memory, budget);
  return searchText(terms, terms.of(formula), domain, budget);
}

/** What is decided within the budget. */
function answered(
  { budget = defaultBudget }: LanguageOptions,
  decide: (budget: Budget) => DecidedText,
): TextSearch {
  const steps = typeof budget === 'number' ? new Budget(budget) : budget;
  const found = unlessSpent(() => decide(steps));
  return found === 'spent' ? { kind: 'unknown', reason: 'budget' } : found;
}

/** How many patterns a formula names. */
function sizeOf(formula: TextFormula): number {
  if (formula.kind === 'matches') return 1;
  if (formula.kind === 'not') return sizeOf(formula.of);
  return formula.of.reduce((sum, part) => sum + sizeOf(part), 1);
}

/**
 * Difference and inclusion: a shortest text that a pattern matches and none of some others do. `none` means that
 * together they cover it.
 */
export function textOutside(
  inside: Pattern,
  outside: readonly Pattern[],
  options: LanguageOptions = {},
): TextSearch {
  return findText(allOf([matching(inside), negated(anyOf(outside.map(matching)))]), options);
}

/** Intersection and emptiness: a shortest text that all patterns match. `none` means that they exclude each other. */
export function textInAll(patterns: readonly Pattern[], options: LanguageOptions = {}): TextSearch {
  return findText(allOf(patterns.map(matching)), options);
}

/** Equality: a shortest text that one union of patterns matches and the other does not. `none` means they are equal. */
export function textApart(
  some: readonly Pattern[],
  others: readonly Pattern[],
  options: LanguageOptions = {},
): TextSearch {
  const [one, other] = [anyOf(some.map(matching)), anyOf(others.map(matching))];
  return findText(anyOf([allOf([one, negated(other)]), allOf([other, negated(one)])]), options);
}

/** A formula that asks for one pattern and against others. */
function differenceOf(
  formula: TextFormula,
): { readonly inside: Pattern; readonly outside: readonly Pattern[] } | undefined {
  if (formula.kind !== 'all') return undefined;
  let inside: Pattern | undefined;
  const outside: Pattern[] = [];
  for (const part of formula.of) {
    if (part.kind === 'matches' && inside === undefined) inside = part.pattern;
    else if (part.kind === 'not') {
      const of = part.of.kind === 'any' ? part.of.of : [part.of];
      for (const one of of) {
        if (one.kind !== 'matches') return undefined;
        outside.push(one.pattern);
      }
    } else return undefined;
  }
  return inside && { inside, outside };
}
