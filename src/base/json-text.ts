import { type JSONVisitor, type ParseErrorCode, visit } from 'jsonc-parser';
import type { Position, Range } from './diagnostic.js';

/** Deepest nesting that is read from text; every AWS document is far flatter. */
export const nestingMax = 200;

/** Something that makes a text not be JSON, or not safely be JSON. */
export interface TextProblem {
  readonly kind: 'syntax' | 'empty' | 'nesting' | 'duplicate-key';
  readonly message: string;
  readonly at: string;
  readonly range: Range;
}

/** A text that was read as JSON. `value` is undefined when `problems` holds anything but duplicate keys. */
export interface JsonText {
  readonly value: unknown;
  readonly problems: readonly TextProblem[];
}

/** Reads a whole JSON document and finds what is wrong with its text, duplicate keys included, a thousand at most. */
export function readJsonText(text: string): JsonText {
  const source = withoutByteOrderMark(text);
  const shift = text.length - source.length;
  if (source.trim() === '') {
    const range = { start: positionAt(text, 0), end: positionAt(text, text.length) };
    return {
      value: undefined,
      problems: [{ kind: 'empty', message: 'the text is empty', at: '', range }],
    };
  }
  const deep = tooDeepAt(source);
  if (deep !== undefined) {
    const range = {
      start: positionAt(text, deep + shift),
      end: positionAt(text, deep + shift + 1),
    };
    const message = `values are nested more than ${nestingMax} levels deep`;
    return { value: undefined, problems: [{ kind: 'nesting', message, at: '', range }] };
  }
  const problems = textProblems(source, shift);
  try {
    const value: unknown = JSON.parse(source);
    return { value, problems: problems.filter(({ kind }) => kind === 'duplicate-key') };
  } catch (error) {
    const syntax = problems.filter(({ kind }) => kind === 'syntax');
    return { value: undefined, problems: syntax.length > 0 ? syntax : [unexplained(text, error)] };
  }
}

/**
 * Where the values at these JSON pointers stand in a text; pointers that lead nowhere are left out. Of a key that
 * stands twice it is the last place, as it is the last value that counts.
 */
export function locate(text: string, pointers: Iterable<string>): ReadonlyMap<string, Range> {
  const wanted = new Set(pointers);
  const found = new Map<string, Range>();
  const source = withoutByteOrderMark(text);
  if (wanted.size === 0 || tooDeepAt(source) !== undefined) return found;
  const shift = text.length - source.length;
  const open: Range['start'][] = [];
  walk(source, {
    value: (at, start, end) => {
      if (wanted.has(at)) found.set(at, { start: shifted(start, shift), end: shifted(end, shift) });
    },
    begin: (start) => open.push(start),
    end: (at, end) => {
      const start = open.pop();
      if (start !== undefined && wanted.has(at)) {
        found.set(at, { start: shifted(start, shift), end: shifted(end, shift) });
      }
    },
  });
  return found;
}

/** Adds a key or index to a JSON pointer. */
export function pointer(parent: string, key: string | number): string {
  const step = String(key);
  const isPlain = !step.includes('~') && !step.includes('/');
  return `${parent}/${isPlain ? step : step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The text without the byte-order mark that some editors and shells put in front. */
export function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Line and column of an offset; one pass over what stands before it. */
export function positionAt(text: string, offset: number): Position {
  return positionAfter(text, { offset: 0, line: 1, column: 1 }, offset);
}

/** Line and column of an offset that lies behind a known position. A line ends as it does in editors. */
function positionAfter(text: string, from: Position, offset: number): Position {
  let { line } = from;
  let lineStart = from.offset - from.column + 1;
  for (let i = from.offset; i < offset; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || (c === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) {
      line += 1;
      lineStart = i + 1;
    }
  }
  return { offset, line, column: offset - lineStart + 1 };
}

/** Offset of the first bracket that nests too deeply. A loop, not a recursion: depth is what is in doubt. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      i = endOfString(text, i);
    } else if (c === 0x7b || c === 0x5b) {
      depth += 1;
      if (depth > nestingMax) return i;
    } else if (c === 0x7d || c === 0x5d) {
      depth -= 1;
    }
  }
  return undefined;
}

/** Offset of the quote that closes the string opened at `start`, or the end of the text. */
export function endOfString(text: string, start: number): number {
  let i = text.indexOf('"', start + 1);
  while (i !== -1 && isEscaped(text, i)) i = text.indexOf('"', i + 1);
  return i === -1 ? text.length : i;
}

function isEscaped(text: string, quoteAt: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(quoteAt - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}

interface Walker {
  readonly value?: (at: string, start: Position, end: Position) => void;
  readonly begin?: (start: Position) => void;
  readonly end?: (at: string, end: Position) => void;
  readonly key?: (at: string, key: string, start: Position, end: Position) => void;
  readonly error?: (code: ParseErrorCode, start: Position, end: Position) => void;
}

/** Walks a text's tokens with the JSON pointer of each value. */
function walk(text: string, walker: Walker): void {
  const path: (string | number)[] = [];
  // The pointer to each object or list that is open, so that depth costs nothing at each value.
  const parents: string[] = [];
  const here = () => {
    const last = path.at(-1);
    return last === undefined ? '' : pointer(parents.at(-1) ?? '', last);
  };
  // Tokens come in the order of the text, so lines are counted from one to the next.
  let token: Position = { offset: 0, line: 1, column: 1 };
  const startOf = (offset: number) => {
    token = offset < token.offset ? positionAt(text, offset) : positionAfter(text, token, offset);
    return token;
  };
  // A token that is not finished is said to reach beyond the text.
  const endOf = (offset: number, length: number) =>
    positionAfter(text, startOf(offset), Math.min(offset + length, text.length));
  const begun = (first: string | number, offset: number) => {
    walker.begin?.(startOf(offset));
    parents.push(here());
    path.push(first);
  };
  const ended = (offset: number, length: number) => {
    path.pop();
    walker.end?.(parents.pop() ?? '', endOf(offset, length));
  };
  const visitor: JSONVisitor = {
    onObjectBegin: (offset) => begun('', offset),
    onArrayBegin: (offset) => begun(0, offset),
    onObjectProperty: (key, offset, length) => {
      path[path.length - 1] = key;
      walker.key?.(here(), key, startOf(offset), endOf(offset, length));
    },
    onSeparator: (character) => {
      const last = path.at(-1);
      if (character === ',' && typeof last === 'number') path[path.length - 1] = last + 1;
    },
    onLiteralValue: (_value, offset, length) => {
      walker.value?.(here(), startOf(offset), endOf(offset, length));
    },
    onObjectEnd: ended,
    onArrayEnd: ended,
    onError: (code, offset, length) => {
      walker.error?.(code, startOf(offset), endOf(offset, length));
    },
  };
  visit(text, visitor, { disallowComments: true, allowTrailingComma: false });
}

/** Most problems of one text that are kept; whoever mends the first ones reads it again. */
const problemCountMax = 1000;

function textProblems(source: string, shift: number): TextProblem[] {
  const problems: TextProblem[] = [];
  const keys: Set<string>[] = [];
  let derailed = false;
  let lastError = -1;
  walk(source, {
    begin: () => keys.push(new Set()),
    end: () => keys.pop(),
    key: (at, key, start, end) => {
      const seen = keys.at(-1);
      const range = { start: shifted(start, shift), end: shifted(end, shift) };
      if (seen?.has(key) && problems.length < problemCountMax) {
        problems.push({
          kind: 'duplicate-key',
          message: `the key \`${key}\` stands twice in one object`,
          at,
          range,
        });
      }
      seen?.add(key);
    },
    error: (code, start, end) => {
      const isEcho = derailed || lastError === start.offset;
      derailed ||= syntaxErrors[code]?.derails ?? false;
      lastError = start.offset;
      if (isEcho || problems.length >= problemCountMax) return;
      const range = { start: shifted(start, shift), end: shifted(end, shift) };
      problems.push({ kind: 'syntax', message: syntaxMessage(code), at: '', range });
    },
  });
  return problems;
}

/** A byte-order mark moves everything on its own line by one. */
function shifted(position: Position, shift: number): Position {
  if (shift === 0) return position;
  const { offset, line, column } = position;
  return { offset: offset + shift, line, column: line === 1 ? column + shift : column };
}

/** What JSON.parse refuses although no single token is at fault. */
function unexplained(text: string, error: unknown): TextProblem {
  const message = error instanceof Error ? error.message : 'the text is not JSON';
  return {
    kind: 'syntax',
    message: `the text is not JSON: ${message}`,
    at: '',
    range: { start: positionAt(text, 0), end: positionAt(text, text.length) },
  };
}

function syntaxMessage(code: ParseErrorCode): string {
  return syntaxErrors[code]?.says ?? 'the text is not JSON here';
}

/**
 * By jsonc-parser's error codes, which it declares as a constant enumeration only. Some mistakes derail the reading:
 * what follows is misread, and further complaints would only be their echo.
 */
const syntaxErrors: readonly ({ readonly says: string; readonly derails?: boolean } | undefined)[] =
  [
    undefined,
    { says: 'this is not a JSON value; text stands in double quotes', derails: true },
    { says: 'this number is not written as JSON wants it' },
    { says: 'a key in double quotes is missing here, or a comma is too many' },
    { says: 'a value is missing here, or a comma is too many' },
    { says: 'a colon is missing here' },
    { says: 'a comma is missing here' },
    { says: 'a closing brace is missing here' },
    { says: 'a closing bracket is missing here' },
    { says: 'the document has ended, but more text follows', derails: true },
    { says: 'JSON has no comments' },
    { says: 'a comment is not closed, and JSON has no comments', derails: true },
    { says: 'a string is not closed', derails: true },
    { says: 'a number breaks off' },
    { says: 'a \\u escape needs four hexadecimal digits' },
    { says: 'this escape is unknown to JSON' },
    { says: 'a control character stands in a string; write it as an escape' },
  ];
