import type { Range } from './diagnostic.js';
import { nestingMax, walk } from './json-walk.js';
import { positionAt, withoutByteOrderMark } from './text-place.js';

export { nestingMax } from './json-walk.js';
export { pointer, positionAt, withoutByteOrderMark } from './text-place.js';

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
  if (source.trim() === '') {
    return unread({ kind: 'empty', message: 'the text is empty', at: '', range: whole(text) });
  }
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const range = { start: positionAt(text, deep), end: positionAt(text, deep + 1) };
    const message = `values are nested more than ${nestingMax} levels deep`;
    return unread({ kind: 'nesting', message, at: '', range });
  }
  const problems = textProblems(text);
  try {
    const value: unknown = JSON.parse(source);
    return { value, problems: problems.filter(({ kind }) => kind === 'duplicate-key') };
  } catch (error) {
    const syntax = problems.filter(({ kind }) => kind === 'syntax');
    return syntax.length > 0 ? unread(...syntax) : unread(unexplained(text, error));
  }
}

function unread(...problems: readonly TextProblem[]): JsonText {
  return { value: undefined, problems };
}

/**
 * Where the values at these JSON pointers stand in a text; pointers that lead nowhere are left out. Of a key that
 * stands twice it is the last place, as it is the last value that counts.
 */
export function locate(text: string, pointers: Iterable<string>): ReadonlyMap<string, Range> {
  const wanted = new Set(pointers);
  const found = new Map<string, Range>();
  if (wanted.size === 0 || tooDeepAt(text) !== undefined) return found;
  walk(text, {
    value: (at, range) => {
      if (wanted.has(at)) found.set(at, range);
    },
  });
  return found;
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

/** Most problems of one text that are kept; whoever mends the first ones reads it again. */
const problemCountMax = 1000;

function textProblems(text: string): TextProblem[] {
  const problems: TextProblem[] = [];
  const add = (problem: TextProblem) => {
    if (problems.length < problemCountMax) problems.push(problem);
  };
  let derailed = false;
  let lastMistake = -1;
  walk(text, {
    duplicate: (at, key, range) => {
      const message = `the key \`${key}\` stands twice in one object`;
      add({ kind: 'duplicate-key', message, at, range });
    },
    mistake: ({ says, derails = false }, range) => {
      const { offset } = range.start;
      if (!derailed && lastMistake !== offset) {
        add({ kind: 'syntax', message: says, at: '', range });
      }
      derailed ||= derails;
      lastMistake = offset;
    },
  });
  return problems;
}

/** What JSON.parse refuses although no single token is at fault. */
function unexplained(text: string, error: unknown): TextProblem {
  const message = error instanceof Error ? error.message : 'the text is not JSON';
  return {
    kind: 'syntax',
    message: `the text is not JSON: ${message}`,
    at: '',
    range: whole(text),
  };
}

function whole(text: string): Range {
  return { start: positionAt(text, 0), end: positionAt(text, text.length) };
}
