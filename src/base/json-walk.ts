import { createScanner } from 'jsonc-parser/lib/esm/impl/scanner.js';
import type { Position, Range } from './diagnostic.js';
import { pointer, positionAfter, withoutByteOrderMark } from './text-place.js';

/** Deepest nesting that is read from text; every AWS document is far flatter. */
export const nestingMax = 200;

/** What a walk calls out. Places hold in the text as it was given. */
export interface Walker {
  /** Every value, after what it holds. */
  readonly value?: (at: string, range: Range) => void;
  /** A key that stood in the same object before. */
  readonly duplicate?: (at: string, key: string, range: Range) => void;
  /** Something that makes the text not be JSON. */
  readonly mistake?: (mistake: Mistake, range: Range) => void;
}

export interface Mistake {
  readonly says: string;
  /** What follows is misread, and further complaints would only be the echo of this one. */
  readonly derails?: boolean;
}

const noValue: Mistake = { says: 'a value is missing here, or a comma is too many' };
const noKey: Mistake = { says: 'a key in double quotes is missing here, or a comma is too many' };
const noColon: Mistake = { says: 'a colon is missing here' };
const noComma: Mistake = { says: 'a comma is missing here' };
const noBrace: Mistake = { says: 'a closing brace is missing here' };
const noBracket: Mistake = { says: 'a closing bracket is missing here' };
const noEnd: Mistake = { says: 'the document has ended, but more text follows', derails: true };
const comment: Mistake = { says: 'JSON has no comments' };
const noToken: Mistake = {
  says: 'this is not a JSON value; text stands in double quotes',
  derails: true,
};

/** By what jsonc-parser's scanner says of a token, in numbers: it declares them as constant enumerations only. */
const scanMistakes: readonly (Mistake | undefined)[] = [
  undefined,
  undefined, // a comment that is not closed is a comment all the same
  { says: 'a string is not closed', derails: true },
  { says: 'a number breaks off' },
  { says: 'a \\u escape needs four hexadecimal digits' },
  { says: 'this escape is unknown to JSON' },
  { says: 'a control character stands in a string; write it as an escape' },
];

/** The scanner's kinds of tokens; from null to number they are values. */
const openBrace = 1;
const closeBrace = 2;
const openBracket = 3;
const closeBracket = 4;
const comma = 5;
const colon = 6;
const nullWord = 7;
const string = 10;
const number = 11;
const lineComment = 12;
const blockComment = 13;
const unknown = 16;
const endOfText = 17;

/** Walks a text's tokens with the JSON pointer of each value, and reads on behind a mistake as well as it can. */
export function walk(text: string, { value, duplicate, mistake }: Walker): void {
  const source = withoutByteOrderMark(text);
  // The mark is no part of JSON, but it stands in the text whose places are given.
  const shift = text.length - source.length;
  const scanner = createScanner(source);
  let token = 0;
  let depth = 0;

  /** Where the token begins, counted on from the token before it. */
  let start: Position = { offset: 0, line: 1, column: 1 };

  /** From a place to the end of the token; one that is not finished is said to reach beyond the text. */
  const upToHere = (from: Position): Range => ({
    start: from,
    end: positionAfter(text, start, Math.min(scanner.getPosition() + shift, text.length)),
  });
  const fail = (what: Mistake) => mistake?.(what, upToHere(start));

  const next = () => {
    do {
      // Only brackets closed by the wrong partner lead deeper than a text may nest; there the reading ends.
      token = depth > nestingMax ? endOfText : scanner.scan();
      start = positionAfter(text, start, scanner.getTokenOffset() + shift);
      const wrong = scanMistakes[scanner.getTokenError()];
      if (wrong !== undefined) fail(wrong);
      if (token === lineComment || token === blockComment) fail(comment);
      if (token === unknown) fail(noToken);
    } while (token >= lineComment && token <= unknown);
    return token;
  };
  const failAndSkip = (what: Mistake, close: number) => {
    fail(what);
    while (token !== close && token !== comma && token !== endOfText) next();
  };

  const readValue = (at: string): boolean => {
    if (token === openBrace) {
      const keys = new Set<string>();
      readMembers(at, closeBrace, noBrace, () => readProperty(at, keys));
    } else if (token === openBracket) {
      readMembers(at, closeBracket, noBracket, (index) => readValue(pointer(at, index)));
    } else {
      if (token < nullWord || token > number) return false;
      value?.(at, upToHere(start));
      next();
    }
    return true;
  };
  const readMembers = (
    at: string,
    close: number,
    notClosed: Mistake,
    readMember: (index: number) => boolean,
  ) => {
    const from = start;
    depth += 1;
    next();
    let index = 0;
    let isFirst = true;
    while (token !== close && token !== endOfText) {
      if (token === comma) {
        if (isFirst) fail(noValue);
        index += 1;
        next();
      } else if (!isFirst) {
        fail(noComma);
      }
      if (!readMember(index)) failAndSkip(noValue, close);
      isFirst = false;
    }
    depth -= 1;
    value?.(at, upToHere(from));
    if (token === close) next();
    else fail(notClosed);
  };
  const readProperty = (parent: string, keys: Set<string>): boolean => {
    if (token !== string) {
      failAndSkip(noKey, closeBrace);
      return false;
    }
    const key = scanner.getTokenValue();
    const at = pointer(parent, key);
    if (keys.has(key)) duplicate?.(at, key, upToHere(start));
    keys.add(key);
    if (next() !== colon) {
      failAndSkip(noColon, closeBrace);
      return true;
    }
    next();
    if (!readValue(at)) failAndSkip(noValue, closeBrace);
    return true;
  };

  next();
  if (!readValue('')) fail(noValue);
  else if (token !== endOfText) fail(noEnd);
}
