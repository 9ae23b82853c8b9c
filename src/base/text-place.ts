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

/** A line ends as it does in editors: with a line feed, a carriage return, or both. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed !== -1 || carriage !== -1) {
    const isCarriage = carriage !== -1 && (feed === -1 || carriage < feed);
    const end = isCarriage && feed !== carriage + 1 ? carriage : feed;
    starts.push(end + 1);
    if (feed !== -1 && feed <= end) feed = text.indexOf('\n', end + 1);
    if (carriage !== -1 && carriage <= end) carriage = text.indexOf('\r', end + 1);
  }
  return starts;
}
