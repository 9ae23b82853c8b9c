import { printable } from './style.js';

/** Text of others for a cell or a heading, every sign of Markdown in it taken literally. */
export function literal(text: string): string {
  return printable(text).replaceAll(/[\\`*_[\]<>|]/g, '\\$&');
}

/** Text of others as code. */
export function code(text: string): string {
  return `\`${printable(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

/** A sentence of ours: what stands in backticks stays code, where only a pipe can end a cell. */
export function prose(text: string): string {
  return printable(text)
    .split('`')
    .map((part, index) =>
      index % 2 === 0 ? part.replaceAll(/[|*_<]/g, '\\$&') : part.replaceAll('|', '\\|'),
    )
    .join('`');
}

/** A table; its first row is the heading, and `aligned` holds the rule under it. */
export function markdownTable(
  rows: readonly (readonly string[])[],
  aligned: readonly string[] = (rows[0] ?? []).map(() => '---'),
): string {
  const [heading = [], ...body] = rows;
  return [heading, aligned, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
