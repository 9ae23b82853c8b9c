import { type Budget, BudgetSpent } from '../../../base/budget.js';
import { allTexts, isInDomain, type TextDomain } from '../../../glob/domain.js';
import { allOf, anyOf, matching, negated, type TextFormula } from '../../../glob/formula.js';
import { findText } from '../../../glob/language.js';
import { type Pattern, patternOf, patternOfText } from '../../../glob/pattern.js';
import { languageMemory } from '../../../glob/terms.js';
import {
  addressCandidates,
  bytesCandidates,
  instantCandidates,
  numberCandidates,
} from './candidates.js';
import { cellTexts } from './cells.js';
import { type Shape, shapeKey, shapeSize } from './shape.js';
import { StandIns } from './stand-ins.js';
import { Union } from './union.js';

/** What the texts of a dimension stand for, and with that, how they are compared. */
export type Sort = 'text' | 'words' | 'number' | 'date' | 'address' | 'bytes';

export interface TextsOptions {
  readonly sort: Sort;
  /** The texts there can be; all of them unless said otherwise. */
  readonly domain?: TextDomain | undefined;
  /** All the texts there are, for `words`; else texts one likes to read, where any would do. */
  readonly words?: readonly string[] | undefined;
}

/**
 * The texts of one dimension, and the unions of shapes that policies put them into.
 *
 * Where all shapes are texts, beginnings, ranges and the like, some few texts stand for all others: one of every cell
 * that the shapes cut. Otherwise the algebra of patterns is asked.
 */
export class Texts {
  readonly sort: Sort;
  private readonly domain: TextDomain;
  private readonly words: readonly string[];
  private readonly budget: Budget;
  private readonly unions = new Map<string, Union>();
  private readonly memory = languageMemory();
  private readonly patternsOf: (readonly Pattern[] | undefined)[] = [];
  private readonly known = new Map<string, KnownText>();
  private readonly pool: KnownText[] = [];
  private chosen: StandIns | null | undefined;

  constructor({ sort, domain = allTexts, words = [] }: TextsOptions, budget: Budget) {
    this.sort = sort;
    this.domain = domain;
    this.words = words;
    this.budget = budget;
  }

  /** The union of some shapes. A new one may cut cells that the stand-ins do not tell apart yet. */
  union(shapes: readonly Shape[]): Union {
    for (const shape of shapes) this.budget.take(shapeSize(shape));
    const key = [...new Set(shapes.map(shapeKey))].sort().join('|');
    const known = this.unions.get(key);
    if (known !== undefined) return known;
    const union = new Union(this.unions.size, shapes);
    this.unions.set(key, union);
    this.chosen = undefined;
    return union;
  }

  /** Texts that stand for all others; `null` when no few can. */
  standIns(): StandIns | null {
    if (this.chosen === undefined) {
      const chosen = this.choose();
      this.chosen = chosen && new StandIns(chosen, this.budget);
    }
    return this.chosen;
  }

  private choose(): readonly string[] | null {
    const shapes = [...this.unions.values()].flatMap((union) => union.shapes);
    this.budget.take(shapes.length);
    switch (this.sort) {
      case 'words':
        return [...new Set([...this.words, ...this.constantsOf(shapes)])];
      case 'number':
        return numberCandidates(valuesOf(shapes));
      case 'date':
        return instantCandidates(valuesOf(shapes));
      case 'address':
        return addressCandidates(
          shapes.flatMap((shape) => (shape.kind === 'addresses' ? [shape.range] : [])),
        );
      case 'bytes':
        return bytesCandidates(
          shapes.flatMap((shape) => (shape.kind === 'bytes' ? [shape.text] : [])),
        );
      default:
        return shapes.some(({ kind }) => kind === 'pattern') ? null : this.cells(shapes);
    }
  }

  private cells(shapes: readonly Shape[]): readonly string[] {
    const beginnings = shapes.flatMap((shape) => (shape.kind === 'beginning' ? [shape.text] : []));
    return cellTexts(new Set(this.constantsOf(shapes)), new Set(beginnings), {
      words: this.words,
      budget: this.budget,
      has: (text) => this.has(text),
      search: (beginning, longer, texts) => {
        for (const text of [...longer, ...texts]) this.budget.take(1 + text.length);
        const others = [...longer.map(beginningPattern), ...texts.map(patternOfText)];
        return this.search(
          allOf([matching(beginningPattern(beginning)), negated(anyOf(others.map(matching)))]),
        );
      },
    });
  }

  /** The texts that some shapes name, as far as there are such. */
  private constantsOf(shapes: readonly Shape[]): readonly string[] {
    return shapes.flatMap((shape) =>
      shape.kind === 'text' && this.has(shape.text) ? [shape.text] : [],
    );
  }

  private has(text: string): boolean {
    this.budget.take(text.length);
    return isInDomain(this.domain, text);
  }

  /** A text inside some unions and outside others, and none of those beside; undefined when there is none. */
  find(
    inside: readonly Union[],
    outside: readonly Union[],
    beside: readonly string[] = [],
  ): string | undefined {
    const isFit = (known: KnownText) =>
      !beside.includes(known.text) &&
      inside.every((union) => this.isKnownInside(known, union)) &&
      !outside.some((union) => this.isKnownInside(known, union));
    const firstFit = (texts: readonly string[]) =>
      texts.find((text) => isFit(this.knownText(text)));
    const standIns = this.standIns();
    if (standIns !== null && beside.length === 0) return firstFit(standIns.texts);
    const few = inside.find(({ shapes }) => shapes.every(({ kind }) => kind === 'text'));
    if (few !== undefined) return firstFit(this.constantsOf(few.shapes));
    const ready =
      this.pool.find(isFit)?.text ??
      firstFit([...(standIns?.texts ?? []), ...this.words].filter((text) => this.has(text)));
    if (ready !== undefined) return ready;
    const found = this.searchShapes(inside, outside, beside);
    if (found !== undefined) this.pool.push(this.knownText(found));
    return found;
  }

  private knownText(text: string): KnownText {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const made = { text, inside: [] };
    this.known.set(text, made);
    return made;
  }

  private isKnownInside({ text, inside }: KnownText, union: Union): boolean {
    this.budget.take(1);
    const known = inside[union.number];
    if (known !== undefined) return known;
    const found = union.has(text, this.budget);
    inside[union.number] = found;
    return found;
  }

  /** One pattern against all that must not match is far easier than a union of them, so each is asked by itself. */
  private searchShapes(
    inside: readonly Union[],
    outside: readonly Union[],
    beside: readonly string[],
  ): string | undefined {
    const others = negated(
      anyOf([
        ...outside.flatMap((union) => this.patterns(union)).map(matching),
        ...beside.map((text) => matching(patternOfText(text))),
      ]),
    );
    const [first, ...rest] = inside;
    if (first === undefined) return this.search(others);
    const also = rest.map((union) => oneOf(this.patterns(union)));
    for (const pattern of this.patterns(first)) {
      const found = this.search(allOf([matching(pattern), ...also, others]));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether a text has one of the shapes of a union. */
  isInside(text: string, union: Union): boolean {
    return this.isKnownInside(this.knownText(text), union);
  }

  /** Another text that no union tells from this one. */
  another(text: string): string | undefined {
    const unions = [...this.unions.values()];
    return this.find(
      unions.filter((union) => this.isInside(text, union)),
      unions.filter((union) => !this.isInside(text, union)),
      [text],
    );
  }

  private search(formula: TextFormula): string | undefined {
    if (this.sort !== 'text') return undefined;
    const { domain, memory, budget } = this;
    const found = findText(formula, { domain, memory, budget });
    // What the search gives up on is neither found nor excluded.
    if (found.kind === 'unknown') throw new BudgetSpent();
    return found.kind === 'found' ? found.text : undefined;
  }

  private patterns(union: Union): readonly Pattern[] {
    this.budget.take(union.shapes.length);
    const known = this.patternsOf[union.number];
    if (known !== undefined) return known;
    for (const shape of union.shapes) this.budget.take(shapeSize(shape));
    const made = union.shapes.map(patternOfShape);
    this.patternsOf[union.number] = made;
    return made;
  }
}

/** A text, and of each union whether it is inside, as far as that was asked. */
interface KnownText {
  readonly text: string;
  readonly inside: boolean[];
}

function oneOf(patterns: readonly Pattern[]): TextFormula {
  const [first] = patterns;
  return patterns.length === 1 && first !== undefined
    ? matching(first)
    : anyOf(patterns.map(matching));
}

function beginningPattern(text: string): Pattern {
  return patternOf([{ text, literal: true }, { text: '*' }]);
}

/** Only texts and their like have patterns; the other sorts are never searched. */
function patternOfShape(shape: Shape): Pattern {
  if (shape.kind === 'pattern') return shape.pattern;
  if (shape.kind === 'beginning') return beginningPattern(shape.text);
  return patternOfText(shape.kind === 'text' ? shape.text : '');
}

function valuesOf(shapes: readonly Shape[]): readonly number[] {
  return shapes.flatMap((shape) =>
    shape.kind === 'number' || shape.kind === 'date' ? [shape.value] : [],
  );
}
