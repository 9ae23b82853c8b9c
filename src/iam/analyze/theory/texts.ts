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
  private readonly patternsOf = new Map<number, readonly Pattern[]>();
  private readonly texts = new Map<string, KnownText>();
  private readonly pool: KnownText[] = [];
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
    const isPlain = shapes.every(({ kind }) => kind === 'text');
    const texts = isPlain ? new Set(constantsOf(shapes)) : undefined;
    const union = { number: this.unions.size, shapes, texts };
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
    const fits = (known: KnownText) =>
      !beside.includes(known.text) &&
      inside.every((union) => isInside(known, union)) &&
      !outside.some((union) => isInside(known, union));
    const candidates = this.candidates();
    if (candidates !== null && beside.length === 0) {
      return candidates.map((text) => this.known(text)).find(fits)?.text;
    }
    const few = inside.find(({ shapes }) => shapes.every(({ kind }) => kind === 'text'));
    if (few !== undefined) {
      const own = constantsOf(few.shapes).filter((text) => this.has(text));
      return own.map((text) => this.known(text)).find(fits)?.text;
    }
    const ready = this.pool.find(fits) ?? this.readable().find(fits);
    if (ready !== undefined) return ready.text;
    const found = this.searchShapes(inside, outside, beside);
    if (found !== undefined && found !== givenUp) this.pool.push(this.known(found));
    return found;
  }

  /** Texts that were met, and those one likes to read. */
  private readable(): readonly KnownText[] {
    return [...(this.candidates() ?? []), ...this.words]
      .filter((text) => this.has(text))
      .map((text) => this.known(text));
  }

  private known(text: string): KnownText {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const made = { text, inside: new Map<number, boolean>() };
    this.texts.set(text, made);
    return made;
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
    return isInside(this.known(text), union);
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

  private patterns(union: Union): readonly Pattern[] {
    const known = this.patternsOf.get(union.number);
    if (known !== undefined) return known;
    const made = union.shapes.map(patternOfShape);
    this.patternsOf.set(union.number, made);
    return made;
  }
}

/** A text, and which unions it was found to be inside of. */
interface KnownText {
  readonly text: string;
  readonly inside: Map<number, boolean>;
}

function isInside({ text, inside }: KnownText, { number, shapes, texts }: Union): boolean {
  if (texts !== undefined) return texts.has(text);
  const known = inside.get(number);
  if (known !== undefined) return known;
  const found = shapes.some((shape) => hasShape(shape, text));
  inside.set(number, found);
  return found;
}

function oneOf(patterns: readonly Pattern[]): TextFormula {
  const [first] = patterns;
  return patterns.length === 1 && first !== undefined
    ? matching(first)
    : anyOf(patterns.map(matching));
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
