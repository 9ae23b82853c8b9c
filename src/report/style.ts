import picocolors from 'picocolors';
import { grouped } from '../base/quote.js';

/** How wide a text may be and whether it may be coloured; the command line asks the terminal. */
export interface Style {
  readonly columns: number;
  readonly colour: boolean;
}

type Paint = (text: string) => string;

/** The few colours that reports use, by what they mean. */
export interface Palette {
  readonly title: Paint;
  readonly quiet: Paint;
  readonly good: Paint;
  readonly careful: Paint;
  readonly bad: Paint;
}

/** Colours, or none. */
export function paletteOf({ colour }: Style): Palette {
  const { bold, dim, green, yellow, red } = picocolors.createColors(colour);
  return { title: bold, quiet: dim, good: green, careful: yellow, bad: red };
}

/**
 * A text broken at blanks so that no line is longer than there are columns; further lines are indented, and `begun`
 * columns of the first one are taken. A command to copy stays whole on a line of its own, however long: a terminal
 * breaks it, the clipboard does not.
 */
export function wrapped(text: string, columns: number, indent = '', begun = 0): string {
  const lines: string[] = [];
  let line = '';
  for (const word of piecesOf(text)) {
    const longer = line === '' ? word : `${line} ${word}`;
    const isCommand = word.startsWith('aws ') || word.startsWith('`aws ');
    const limit = columns - (lines.length > 0 ? indent.length : begun);
    if (line !== '' && (isCommand ? word.length > limit / 2 : longer.length > limit)) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join(`\n${indent}`);
}

/** The words of a text, an `aws` command with its arguments counting as one. */
function piecesOf(text: string): readonly string[] {
  const command = /`aws [^`]*`\S*|(?<=: )aws [a-z].*$/.exec(text);
  if (command === null) return text.split(' ');
  const before = text.slice(0, command.index).trimEnd();
  const after = text.slice(command.index + command[0].length).trimStart();
  return [...before.split(' '), command[0], ...(after === '' ? [] : piecesOf(after))];
}

interface TableOptions {
  readonly widthMax?: number | undefined;
  readonly right?: readonly number[] | undefined;
}

/**
 * Rows as text, each column as wide as its widest cell but no wider than `widthMax`, beyond which a cell pushes the
 * others on; numbers are set to the right, and so are the columns named in `right`.
 */
export function table(
  rows: readonly (readonly (string | number)[])[],
  { widthMax = Number.POSITIVE_INFINITY, right = [] }: TableOptions = {},
): readonly string[] {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? grouped(cell) : printable(cell))),
  );
  const widths = cells.reduce<number[]>(
    (widest, row) =>
      row.map((cell, column) => Math.max(Math.min(cell.length, widthMax), widest[column] ?? 0)),
    [],
  );
  const rightward =
    rows.at(-1)?.map((cell, column) => typeof cell === 'number' || right.includes(column)) ?? [];
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return rightward[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A size in the largest unit that leaves at least one: `0 B`, `812 kB`, `1.4 GB`; a thousand at a time, as AWS bills. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** A digest as people recognise it: the algorithm and twelve digits. */
export function shortDigest(digest: string): string {
  return digest.length > 19 ? digest.slice(0, 19) : digest;
}

/** A text cut to a width, with a sign that it was. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}

/** Text that comes from elsewhere, without what could steer a terminal or turn the line around. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
