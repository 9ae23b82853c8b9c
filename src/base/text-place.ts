import type { Position } from './diagnostic.js';

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
export function positionAfter(text: string, from: Position, offset: number): Position {
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

/** Positions of any offsets in a text, in any order: the lines are counted once. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { offset, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Where each line begins. Counted first, since growing a list cost more than finding the lines did. */
function lineStarts(text: string): Uint32Array {
  const next = text.includes('\r') ? nextLine : nextLineOfFeeds;
  let count = 1;
  for (let start = next(text, 0); start !== 0; start = next(text, start)) count += 1;
  const starts = new Uint32Array(count);
  for (let i = 1, start = next(text, 0); i < count; i++, start = next(text, start)) {
    starts[i] = start;
  }
  return starts;
}

/** Where the next line begins; 0 when there is none. */
function nextLineOfFeeds(text: string, from: number): number {
  return text.indexOf('\n', from) + 1;
}

/** The same where lines may end with a carriage return, with or without a line feed. */
function nextLine(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || (c === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) return i + 1;
  }
  return 0;
}
