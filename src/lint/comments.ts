import type { Range } from '../base/diagnostic.js';
import { positionAt } from '../base/json-text.js';

/** A comment that suppresses findings. */
export interface Comment {
  /** Codes of rules, or `domain/*`. */
  readonly rules: readonly string[];
  /** Empty when none is given. */
  readonly reason: string;
  /** The lines whose findings are meant, counted from 1; or the whole file. */
  readonly lines: { readonly first: number; readonly last: number } | 'file';
  readonly range: Range;
}

/** `ecr-drydock-ignore CODE, CODE: reason` behind `#`, `//` or `/*`; `ecr-drydock-ignore-file` means the file. */
const commentPattern =
  /(#|\/\/|\/\*)[ \t]*ecr-drydock-ignore(-file)?[ \t:]+([\w-]+\/[\w*-]+(?:[ \t]*,[ \t]*[\w-]+\/[\w*-]+)*)[ \t]*(.*)$/;

/**
 * The suppressing comments of a file. One at the end of a line means that line. One that has a line of its own means
 * the next line with code and whatever is indented below it: a resource, a block, a list, or a single value.
 */
export function commentsIn(text: string): readonly Comment[] {
  if (!text.includes('ecr-drydock-ignore')) return [];
  const lines = text.split('\n');
  const inHeredoc = heredocLines(lines);
  let offset = 0;
  return lines.flatMap((line, index) => {
    const start = offset;
    offset += line.length + 1;
    const match = inHeredoc[index] ? null : commentPattern.exec(line);
    if (match === null) return [];
    const [written, , forFile, codes = '', rest = ''] = match;
    const from = start + match.index;
    const ending = rest.trimEnd();
    const reason = (ending.endsWith('*/') ? ending.slice(0, -2) : ending).replace(/^[-–—:\s]+/, '');
    return [
      {
        rules: codes.split(',').map((code) => code.trim()),
        reason: reason.trim(),
        lines: forFile === undefined ? reach(lines, inHeredoc, index, match.index) : 'file',
        range: {
          start: positionAt(text, from),
          end: positionAt(text, from + written.trimEnd().length),
        },
      },
    ];
  });
}

function reach(
  lines: readonly string[],
  inHeredoc: readonly boolean[],
  index: number,
  column: number,
): { first: number; last: number } {
  if ((lines[index] ?? '').slice(0, column).trim() !== '')
    return { first: index + 1, last: index + 1 };
  const first = lines.findIndex((line, at) => at > index && isCode(line));
  return first === -1
    ? { first: index + 1, last: index + 1 }
    : { first: first + 1, last: lastOfBlock(lines, inHeredoc, first) + 1 };
}

function isCode(line: string): boolean {
  return !/^\s*(?:#|\/\/|\/\*.*\*\/\s*$|$)/.test(line);
}

/** The last line of what begins at a line: deeper indented lines, texts of heredocs, and the bracket that closes it. */
function lastOfBlock(
  lines: readonly string[],
  inHeredoc: readonly boolean[],
  first: number,
): number {
  const opening = lines[first] ?? '';
  const depth = indentOf(opening);
  // A list of YAML may stand no deeper than the key it belongs to.
  const closing = /:\s*$/.test(opening) ? /^\s*(?:[)\]}]|- )/ : /^\s*[)\]}]/;
  let last = first;
  for (let at = first + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const isInside = inHeredoc[at] || indentOf(line) > depth;
    if (!isInside && !(indentOf(line) === depth && closing.test(line))) break;
    last = at;
  }
  return last;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Whether each line is text of a heredoc, or closes one: what looks like a comment there is none. */
function heredocLines(lines: readonly string[]): readonly boolean[] {
  let closing: string | undefined;
  return lines.map((line) => {
    if (closing !== undefined) {
      if (line.trim() === closing) closing = undefined;
      return true;
    }
    closing = /<<[-~]?["']?([A-Za-z_]\w*)["']?\s*$/.exec(line)?.[1];
    return false;
  });
}
