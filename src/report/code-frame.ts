import type { Range } from '../base/diagnostic.js';
import { cut, type Palette, type Style } from './style.js';

/** Most lines of a place that are shown; of a longer one the beginning is. */
const lineCountMax = 3;

/**
 * The lines of a place with what is meant underlined, and the line before for orientation. In a line that is longer
 * than there are columns, such as that of a file without line breaks, only the surroundings are shown.
 */
export function codeFrame(
  text: string,
  range: Range,
  palette: Palette,
  { columns }: Style,
): readonly string[] {
  const lines = linesAround(text, range);
  const last = Math.min(range.end.line, range.start.line + lineCountMax - 1);
  const digits = String(last).length;
  return lines.flatMap(({ number, line }) => {
    if (number > last) return [];
    const isMeant = number >= range.start.line;
    const from = number === range.start.line ? range.start.column - 1 : indentOf(line);
    const to = number === range.end.line ? range.end.column - 1 : line.trimEnd().length;
    const window = windowOf(line, isMeant ? from : 0, columns - digits - 5);
    const mark = isMeant ? palette.bad('>') : ' ';
    const shown =
      `${mark} ${palette.quiet(`${String(number).padStart(digits)} |`)} ${window.shown}`.trimEnd();
    if (!isMeant || to <= from) return [shown];
    const start = Math.max(from - window.start + window.shift, 0);
    const width = Math.max(1, Math.min(to - from, window.shown.length - start));
    const below = `  ${palette.quiet(`${' '.repeat(digits)} |`)} ${' '.repeat(start)}${palette.bad('^'.repeat(width))}`;
    return [shown, below];
  });
}

/** The lines from one before a range to its end, found without splitting the whole text. */
function linesAround(
  text: string,
  { start, end }: Range,
): readonly { readonly number: number; readonly line: string }[] {
  const ownStart = start.offset - start.column + 1;
  const hasBefore = start.line > 1 && ownStart > 0;
  const from = hasBefore ? startOfLine(text, ownStart - 1) : ownStart;
  const first = hasBefore ? start.line - 1 : start.line;
  const until = text.indexOf('\n', Math.max(end.offset - 1, ownStart));
  const lines = text.slice(from, until === -1 ? text.length : until).split('\n', lineCountMax + 1);
  return lines.map((line, index) => ({ number: first + index, line: plain(line) }));
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', Math.max(offset - 1, 0)) + (offset > 0 ? 1 : 0);
}

/** One column for each UTF-16 unit, whatever it is: nothing may steer the terminal or turn the line around. */
function plain(line: string): string {
  return line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (letter) => ' '.repeat(letter.length));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** What of a line is shown: all of it if there is room, else a stretch around the place. */
function windowOf(
  line: string,
  from: number,
  width: number,
): { readonly shown: string; readonly start: number; readonly shift: number } {
  const room = Math.max(width, 20);
  if (line.length <= room) return { shown: line, start: 0, shift: 0 };
  const start = Math.max(0, Math.min(from - Math.floor(room / 4), line.length - room));
  if (start === 0) return { shown: cut(line, room), start, shift: 0 };
  return { shown: `…${cut(line.slice(start), room - 1)}`, start, shift: 1 };
}
