import { type Budget, BudgetSpent } from '../../base/budget.js';
import { coversPattern } from '../../glob/covers.js';
import { isInDomain, type TextDomain } from '../../glob/domain.js';
import { textInAll, textOutside } from '../../glob/language.js';
import { type Glob, matchesGlob } from '../../glob/match.js';
import { type Pattern, patternOfGlob } from '../../glob/pattern.js';
import type { TextSearch } from '../../glob/search.js';
import { tagTexts } from '../../model/tag-language.js';

/**
 * Which tags there are that meet some patterns and none of some others. Patterns are named by number. Once the budget is
 * spent, `BudgetSpent` is thrown.
 */
export class TagLogic {
  readonly domain: TextDomain = tagTexts();
  readonly budget: Budget;
  /** The pattern that every tag meets. */
  readonly everything: number;
  private readonly allLetters: Words = wordsOf(this.domain.spareLetters, this.domain);
  private readonly entries: Entry[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly covers: (boolean | undefined)[][] = [];

  constructor(budget: Budget) {
    this.budget = budget;
    this.everything = this.entered({ pattern: '*', head: '', middles: [], tail: '' });
  }

  numberOf(glob: Glob): number {
    this.budget.take(1 + glob.pattern.length);
    return this.entered(glob);
  }

  private entered(glob: Glob): number {
    const place = JSON.stringify([glob.head, ...glob.middles, glob.tail ?? null]);
    const known = this.numbers.get(place);
    if (known !== undefined) return known;
    this.numbers.set(place, this.entries.length);
    this.covers.push([]);
    return this.entries.push(entryOf(glob, this.domain)) - 1;
  }

  entry(number: number): Entry {
    const entry = this.entries[number];
    if (entry === undefined) throw new Error(`ecr-drydock has a bug: no pattern ${number}`);
    return entry;
  }

  /** Whether some tag meets the pattern. */
  canMatch(number: number): boolean {
    return this.entry(number).isPlain || this.find(number, []) !== undefined;
  }

  /** Whether every tag that meets `inner` meets `outer`. */
  isCovered(inner: number, outer: number): boolean {
    this.budget.take(1);
    const row = this.covers[inner];
    const known = row?.[outer];
    if (known !== undefined) return known;
    const [one, other] = [this.entry(inner), this.entry(outer)];
    const found =
      coversPattern(other.pattern, one.pattern, this.budget) ||
      (!(one.isPlain && this.hasSpare([outer])) && this.find(inner, [outer]) === undefined);
    if (row !== undefined) row[outer] = found;
    return found;
  }

  /** Whether each of some patterns has a tag that none of the others meets, when each of these leaves it one. */
  areFree(inner: readonly number[], outer: readonly number[]): boolean {
    this.budget.take(inner.length + outer.length);
    // With a letter to spare a union covers nothing that none of its parts covers.
    const isSplit = this.hasSpare(outer);
    return inner.every(
      (pattern) =>
        (isSplit && this.entry(pattern).isPlain) || this.find(pattern, outer) !== undefined,
    );
  }

  /** Whether only one tag meets the pattern, or none. */
  isLiteral(number: number): boolean {
    const { glob } = this.entry(number);
    // Where nothing but the pattern's own letters fits into a tag, its wildcards stand for nothing.
    return glob.tail === undefined || written(glob).length === this.domain.lengthMax;
  }

  /** The patterns without those that a tag for one of the others meets anyway. */
  fewest(numbers: readonly number[]): readonly number[] {
    const kept: number[] = [];
    for (const number of numbers) {
      if (kept.some((other) => this.isCovered(other, number))) continue;
      const rest = kept.filter((other) => !this.isCovered(number, other));
      kept.splice(0, kept.length, ...rest, number);
    }
    return kept;
  }

  private hasSpare(numbers: readonly number[]): boolean {
    let [first, second] = [0, 0];
    for (const number of numbers) {
      const { mentions } = this.entry(number);
      first |= mentions[0];
      second |= mentions[1];
    }
    return first !== this.allLetters[0] || second !== this.allLetters[1];
  }

  /** Whether some tag meets all of them by itself. */
  haveCommonTag(numbers: readonly number[]): boolean {
    const globs = numbers.map((number) => this.entry(number).glob);
    const length = globs.reduce((sum, { pattern }) => sum + 1 + pattern.length, 0);
    this.budget.take((1 + globs.length) * length);
    const strung = strungTogether(globs, this.domain.spareLetters.charAt(0));
    // Mostly this is one, and to look for the shortest grows quickly with the number of patterns.
    if (isInDomain(this.domain, strung) && globs.every((glob) => matchesGlob(glob, strung))) {
      return true;
    }
    const patterns = numbers.map((number) => this.entry(number).pattern);
    const { domain, budget } = this;
    return decided(textInAll(patterns, { domain, budget })).kind === 'found';
  }

  /** A shortest tag that meets `inner` and none of the others. */
  find(inner: number, outer: readonly number[]): string | undefined {
    const patterns = outer.map((number) => this.entry(number).pattern);
    const { domain, budget } = this;
    const found = decided(textOutside(this.entry(inner).pattern, patterns, { domain, budget }));
    return found.kind === 'found' ? found.text : undefined;
  }

  /** Letters that may stand anywhere in a tag and that none of the patterns mentions. */
  spareOf(numbers: readonly number[]): string {
    for (const number of numbers) this.budget.take(1 + this.entry(number).glob.pattern.length);
    const mentioned = new Set(numbers.flatMap((number) => [...written(this.entry(number).glob)]));
    return [...this.domain.spareLetters].filter((letter) => !mentioned.has(letter)).join('');
  }
}

/** Half a search says nothing. */
function decided(found: TextSearch): Exclude<TextSearch, { kind: 'unknown' }> {
  if (found.kind === 'unknown') throw new BudgetSpent();
  return found;
}

/** A pattern as it is thought about. */
export interface Entry {
  readonly glob: Glob;
  readonly pattern: Pattern;
  /** Whether it is a tag once something stands in place of each wildcard. */
  readonly isPlain: boolean;
  /** Which of the letters that may stand anywhere it mentions: a bit each, thirty-two in a word. */
  readonly mentions: Words;
}

type Words = readonly [number, number];

function entryOf(glob: Glob, domain: TextDomain): Entry {
  const sample = filled(glob, domain.spareLetters.charAt(0), domain.spareLetters.charAt(0));
  return {
    glob,
    pattern: patternOfGlob(glob),
    mentions: wordsOf(written(glob), domain),
    isPlain: isInDomain(domain, sample),
  };
}

/** All that some patterns ask for, one after another. */
function strungTogether(globs: readonly Glob[], first: string): string {
  const longest = (texts: readonly string[]) =>
    texts.reduce((found, text) => (text.length > found.length ? text : found), '');
  const head = longest(globs.map((glob) => glob.head));
  const tail = longest(globs.map((glob) => glob.tail ?? ''));
  return (head || first) + globs.flatMap(({ middles }) => middles).join('') + tail;
}

function written({ head, middles, tail = '' }: Glob): string {
  return [head, ...middles, tail].join('');
}

function wordsOf(text: string, { spareLetters }: TextDomain): Words {
  let [first, second] = [0, 0];
  for (const letter of text) {
    const place = spareLetters.indexOf(letter);
    if (place >= 32) second |= 1 << (place - 32);
    else if (place >= 0) first |= 1 << place;
  }
  return [first, second];
}

/** The text a pattern becomes with one text in place of its first `*` and another in place of the others. */
export function filled({ head, middles, tail }: Glob, first: string, rest: string): string {
  if (tail === undefined) return head;
  const pieces = [...middles, tail].map((piece, index) => (index === 0 ? first : rest) + piece);
  return head + pieces.join('');
}
