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
