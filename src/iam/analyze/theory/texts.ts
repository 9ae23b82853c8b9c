import { allTexts, isInDomain, type TextDomain } from '../../../glob/domain.js';
import { allOf, anyOf, matching, negated, type TextFormula } from '../../../glob/formula.js';
import { findText } from '../../../glob/language.js';
import { type Pattern, patternOf, patternOfText } from '../../../glob/pattern.js';
import { languageMemory } from '../../../glob/terms.js';
import { type Budget, spend } from './budget.js';
import {
  addressCandidates,
  bytesCandidates,
  instantCandidates,
  numberCandidates,
} from './candidates.js';
import { hasShape, type Shape, shapeKey, type Union } from './shape.js';

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
  private readonly formulas = new Map<number, TextFormula>();
  private chosen: readonly string[] | null | undefined;

  constructor({ sort, domain = allTexts, words = [] }: TextsOptions, budget: Budget) {
    this.sort = sort;
    this.domain = domain;
    this.words = words;
    this.budget = budget;
  }

  /** The union of some shapes. A new one may cut cells that the candidates do not tell apart yet. */
  union(shapes: readonly Shape[]): Union {
    const key = [...new Set(shapes.map(shapeKey))].sort().join('|');
    const known = this.unions.get(key);
    if (known !== undefined) return known;
    const union = { number: this.unions.size, shapes };
    this.unions.set(key, union);
    this.chosen = undefined;
    return union;
  }

  /** Texts that stand for all others; `null` when no few can. */
  candidates(): readonly string[] | null {
    if (this.chosen === undefined) this.chosen = this.choose();
    return this.chosen;
  }

  private choose(): readonly string[] | null {
    const shapes = [...this.unions.values()].flatMap((union) => union.shapes);
    switch (this.sort) {
      case 'words':
        return [
          ...new Set([...this.words, ...constantsOf(shapes).filter((text) => this.has(text))]),
        ];
      case 'number':
        return numberCandidates(valuesOf(shapes));
      case 'date':
        return instantCandidates(valuesOf(shapes));
      case 'address':
        return addressCandidates(
          shapes.flatMap((shape) => (shape.kind === 'addresses' ? [shape.range] : [])),
        );
      case 'bytes':
        return bytesCandidates(constantsOf(shapes));
      default:
        return shapes.some(({ kind }) => kind === 'pattern') ? null : this.cells(shapes);
    }
  }

  private has(text: string): boolean {
    return isInDomain(this.domain, text);
  }

  /** Texts are leaves of a tree of beginnings: one stands for each text asked for, one for each beginning's rest. */
  private cells(shapes: readonly Shape[]): readonly string[] {
    const constants = new Set(constantsOf(shapes).filter((text) => this.has(text)));
    const beginnings = new Set(
      shapes.flatMap((shape) => (shape.kind === 'beginning' ? [shape.text] : [])),
    );
    const fresh: string[] = [];
    for (const beginning of new Set(['', ...beginnings])) {
      const longer = [...beginnings].filter((other) => isLonger(other, beginning));
      const own = this.fresh(beginning, longer, constants);
      if (own !== undefined) fresh.push(own);
    }
    return [...new Set([...constants, ...fresh])];
  }

  /** A text that begins so, is no constant and has no longer beginning. */
  private fresh(
    beginning: string,
    longer: readonly string[],
    constants: ReadonlySet<string>,
  ): string | undefined {
    const isFree = (text: string) =>
      text.startsWith(beginning) &&
      this.has(text) &&
      !constants.has(text) &&
      !longer.some((other) => text.startsWith(other));
    const ready =
      this.words.find(isFree) ??
      [beginning, ...quickEndings.map((end) => `${beginning}${end}`)].find(isFree);
    if (ready !== undefined) return ready;
    const rest = [...longer.map((text) => `${text}*`), ...constants].filter((text) =>
      text.startsWith(beginning),
    );
    return this.search(
      allOf([
        matching(beginningPattern(beginning)),
        negated(
          anyOf(
            rest.map((text) =>
              matching(
                constants.has(text) ? patternOfText(text) : beginningPattern(text.slice(0, -1)),
              ),
            ),
          ),
        ),
      ]),
    );
  }

  /** A text inside some unions and outside others, and none of those beside; undefined when there is none. */
  find(
    inside: readonly Union[],
    outside: readonly Union[],
    beside: readonly string[] = [],
  ): string | undefined {
    const fits = (text: string) =>
      !beside.includes(text) &&
      inside.every(({ shapes }) => shapes.some((shape) => hasShape(shape, text))) &&
      !outside.some(({ shapes }) => shapes.some((shape) => hasShape(shape, text)));
    const candidates = this.candidates();
    if (candidates !== null && beside.length === 0) return candidates.find(fits);
    const few = inside.find(({ shapes }) => shapes.every(({ kind }) => kind === 'text'));
    if (few !== undefined) {
      return constantsOf(few.shapes).find((text) => this.has(text) && fits(text));
    }
    return (
      candidates?.find(fits) ??
      this.words.find((text) => this.has(text) && fits(text)) ??
      this.search(
        allOf([
          ...inside.map((union) => this.formula(union)),
          negated(anyOf(outside.map((union) => this.formula(union)))),
          negated(anyOf(beside.map((text) => matching(patternOfText(text))))),
        ]),
      )
    );
  }

  /** Another text that no union tells from this one. */
  another(text: string): string | undefined {
    const unions = [...this.unions.values()];
    const holds = ({ shapes }: Union) => shapes.some((shape) => hasShape(shape, text));
    return this.find(
      unions.filter(holds),
      unions.filter((union) => !holds(union)),
      [text],
    );
  }

  /** What the search gives up on counts as found, by a text that means nothing. */
  private search(formula: TextFormula): string | undefined {
    if (this.sort !== 'text') return undefined;
    const { domain, memory } = this;
    const left = Math.max(this.budget.left, 1);
    const found = findText(formula, { domain, memory, budget: left });
    if (found.kind === 'unknown') {
      spend(this.budget, left + 1);
      return givenUp;
    }
    spend(this.budget, found.kind === 'none' ? found.states : 1);
    return found.kind === 'found' ? found.text : undefined;
  }

  private formula(union: Union): TextFormula {
    const known = this.formulas.get(union.number);
    if (known !== undefined) return known;
    const made = anyOf(union.shapes.map((shape) => matching(patternOfShape(shape))));
    this.formulas.set(union.number, made);
    return made;
  }
}

/** Stands for a text that nobody found, where nobody showed that there is none. The budget is spent then. */
const givenUp = '';

const quickEndings = ['x', 'z', 'q', 'xyz', '0', '/x'];

function isLonger(text: string, beginning: string): boolean {
  return text.length > beginning.length && text.startsWith(beginning);
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

function constantsOf(shapes: readonly Shape[]): readonly string[] {
  return shapes.flatMap((shape) =>
    shape.kind === 'text' || shape.kind === 'bytes' ? [shape.text] : [],
  );
}

function valuesOf(shapes: readonly Shape[]): readonly number[] {
  return shapes.flatMap((shape) =>
    shape.kind === 'number' || shape.kind === 'date' ? [shape.value] : [],
  );
}
