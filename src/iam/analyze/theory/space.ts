import type { Budget } from '../../../base/budget.js';
import { at } from '../../../base/invariant.js';
import { type Dimension, ListDimension, type Presence, SingleDimension } from './dimension.js';
import { FormulaKeys } from './formula.js';
import { contrary, type Literal, type Saying } from './literal.js';
import type { PatternMemo } from './memo.js';
import type { Shape } from './shape.js';
import { Texts, type TextsOptions } from './texts.js';
import type { Union } from './union.js';

export interface DimensionOptions extends TextsOptions, Partial<Presence> {
  readonly isList?: boolean | undefined;
}

/** What a literal says of a value, where the dimension has but one. */
export interface About {
  readonly of?: Saying['of'] | undefined;
  readonly inside?: boolean | undefined;
  readonly absent?: boolean | undefined;
  readonly several?: boolean | undefined;
}

/** The requests in question: their dimensions, and the literals that policies state about them. */
export class Space {
  readonly budget: Budget;
  readonly dimensions: Dimension[] = [];
  readonly keys: FormulaKeys;
  /** Two dimensions that must not have the same value. */
  apart: readonly [number, number] | undefined;
  private readonly numbers = new Map<string, number>();
  private readonly literals = new Map<string, Literal>();
  private literalCount = 0;

  readonly patterns: PatternMemo;

  constructor(budget: Budget, patterns: PatternMemo) {
    this.budget = budget;
    this.keys = new FormulaKeys(budget);
    this.patterns = patterns;
  }

  /** The number of a dimension, made on first sight. */
  dimension(name: string, options: () => DimensionOptions): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const { isList = false, canBeAbsent = false, canBePresent = true, ...of } = options();
    const texts = new Texts(of, this.budget);
    const presence = { canBeAbsent, canBePresent };
    const made = isList
      ? new ListDimension(name, texts, presence, this.budget)
      : new SingleDimension(name, texts, presence, this.budget);
    const number = this.dimensions.push(made) - 1;
    this.numbers.set(name, number);
    return number;
  }

  numberOf(name: string): number | undefined {
    return this.numbers.get(name);
  }

  /** The literal that the values of a dimension have one of these shapes, or whatever `about` says. */
  literal(dimension: number, shapes: readonly Shape[], about: About = {}): Literal {
    const { texts } = at(this.dimensions, dimension);
    const { of = 'one', inside = true, absent = false, several = false } = about;
    return this.saying(dimension, { of, union: texts.union(shapes), inside, absent, several });
  }

  private saying(dimension: number, says: Saying): Literal {
    const known = this.literals.get(keyOf(dimension, says));
    if (known !== undefined) return known;
    const other = contrary(says);
    const literal: { -readonly [Name in keyof Literal]: Literal[Name] } = {
      number: this.literalCount,
      dimension,
      says,
      // Replaced below by the literal that points back.
      opposite: undefined as unknown as Literal,
    };
    const opposite: Literal = {
      number: this.literalCount + 1,
      dimension,
      says: other,
      opposite: literal,
    };
    literal.opposite = opposite;
    this.literalCount += 2;
    this.literals.set(keyOf(dimension, says), literal);
    this.literals.set(keyOf(dimension, other), opposite);
    return literal;
  }
}

function keyOf(dimension: number, { of, union, inside, absent, several }: Saying): string {
  return `${dimension} ${of} ${unionKey(union)} ${inside} ${absent} ${several}`;
}

function unionKey({ number }: Union): number {
  return number;
}
