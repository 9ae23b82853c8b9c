import { type JSONVisitor, type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
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

/** Reads a whole JSON document and finds all that is wrong with its text, duplicate keys included. */
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

/** Where the values at these JSON pointers stand in a text; pointers that lead nowhere are left out. */
export function locate(text: string, pointers: Iterable<string>): ReadonlyMap<string, Range> {
  const wanted = new Set(pointers);
  const found = new Map<string, Range>();
  const source = withoutByteOrderMark(text);
  if (wanted.size === 0 || tooDeepAt(source) !== undefined) return found;
  const shift = text.length - source.length;
  const open: Range['start'][] = [];
  walk(source, {
    value: (at, start, end) => {
      if (wanted.has(at) && !found.has(at))
        found.set(at, { start: shifted(start, shift), end: shifted(end, shift) });
    },
    begin: (start) => open.push(start),
    end: (at, end) => {
      const start = open.pop();
      if (start !== undefined && wanted.has(at) && !found.has(at)) {
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
  let line = 1;
  let lineStart = 0;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) {
    line += 1;
    lineStart = i + 1;
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
  const place = (offset: number, line: number, column: number): Position => ({
    offset,
    line: line + 1,
    column: column + 1,
  });
  const here = () => path.reduce<string>(pointer, '');
  const step = () => {
    const last = path.at(-1);
    if (typeof last === 'number') path[path.length - 1] = last + 1;
  };
  const ended = (offset: number, length: number, line: number, column: number) => {
    path.pop();
    walker.end?.(here(), place(offset + length, line, column + length));
  };
  const visitor: JSONVisitor = {
    onObjectBegin: (offset, _length, line, column) => {
      walker.begin?.(place(offset, line, column));
      path.push('');
    },
    onArrayBegin: (offset, _length, line, column) => {
      walker.begin?.(place(offset, line, column));
      path.push(0);
    },
    onObjectProperty: (key, offset, length, line, column) => {
      path[path.length - 1] = key;
      walker.key?.(
        here(),
        key,
        place(offset, line, column),
        place(offset + length, line, column + length),
      );
    },
    onSeparator: (character) => {
      if (character === ',') step();
    },
    onLiteralValue: (_value, offset, length, line, column) => {
      walker.value?.(
        here(),
        place(offset, line, column),
        place(offset + length, line, column + length),
      );
    },
    onObjectEnd: ended,
    onArrayEnd: ended,
    onError: (code, offset, length, line, column) => {
      walker.error?.(
        code,
        place(offset, line, column),
        place(offset + length, line, column + length),
      );
    },
  };
  visit(text, visitor, { disallowComments: true, allowTrailingComma: false });
}

function textProblems(source: string, shift: number): TextProblem[] {
  const problems: TextProblem[] = [];
  const keys: Set<string>[] = [];
  walk(source, {
    begin: () => keys.push(new Set()),
    end: () => keys.pop(),
    key: (at, key, start, end) => {
      const seen = keys.at(-1);
      const range = { start: shifted(start, shift), end: shifted(end, shift) };
      if (seen?.has(key)) {
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
  return syntaxMessages[printParseErrorCode(code)] ?? 'the text is not JSON here';
}

const syntaxMessages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not a JSON value; text stands in double quotes',
  InvalidNumberFormat: 'this number is not written as JSON wants it',
  PropertyNameExpected: 'a key in double quotes is missing here, or a comma is too many',
  ValueExpected: 'a value is missing here, or a comma is too many',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing here',
  CloseBraceExpected: 'a closing brace is missing here',
  CloseBracketExpected: 'a closing bracket is missing here',
  EndOfFileExpected: 'the document has ended, but more text follows',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'a comment is not closed, and JSON has no comments',
  UnexpectedEndOfString: 'a string is not closed',
  UnexpectedEndOfNumber: 'a number breaks off',
  InvalidUnicode: 'a \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape is unknown to JSON',
  InvalidCharacter: 'a control character stands in a string; write it as an escape',
};
