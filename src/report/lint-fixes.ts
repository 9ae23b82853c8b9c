import type { AppliedFix } from '../lint/index.js';
import { paletteOf, printable, type Style } from './style.js';

/** Most lines of a change that are shown on each side. */
const lineCountMax = 20;

/** What was mended, or would be: each change with the lines before and after it. */
export function lintFixesText(
  applied: readonly AppliedFix[],
  { isDryRun }: { readonly isDryRun: boolean },
  style: Style,
): string {
  const palette = paletteOf(style);
  return applied
    .map(({ path, code, title, before, edit }) => {
      const first = before.lastIndexOf('\n', edit.start - 1) + 1;
      const newline = before.indexOf('\n', edit.end);
      const last = newline === -1 ? before.length : newline;
      const old = before.slice(first, last);
      const now = before.slice(first, edit.start) + edit.text + before.slice(edit.end, last);
      const [gone, added] = differing(old.split('\n'), now.split('\n'));
      const line = before.slice(0, first).split('\n').length;
      const head = `${palette.title(`${printable(path)}:${line}:`)} ${isDryRun ? 'would ' : ''}${printable(title)} ${palette.quiet(code)}`;
      return [
        head,
        ...shown(gone).map((text) => palette.bad(`  - ${text}`)),
        ...shown(added).map((text) => palette.good(`  + ${text}`)),
        '',
      ].join('\n');
    })
    .join('');
}

/** The lines of two texts without those that both begin or end with. */
function differing(
  old: readonly string[],
  now: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return [old.slice(start, old.length - tail), now.slice(start, now.length - tail)];
}

function shown(all: readonly string[]): readonly string[] {
  const lines = all.filter((line) => line.trim() !== '');
  const kept = lines.slice(0, lineCountMax).map((line) => indented(line));
  return lines.length > lineCountMax ? [...kept, '…'] : kept;
}

function indented(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return indent + printable(line);
}
