import type { Fix } from '../base/diagnostic.js';
import { editedJson } from '../base/json-edit.js';
import { positionAt } from '../base/json-text.js';
import type { FoundDocument } from '../inputs/index.js';
import type { LintFile, TextEdit } from './types.js';

/**
 * A fix as changes of the file. Only a document that stands in the file as its own text is changed: as the whole file,
 * or within a JSON string. What a tool made anew each time, such as a plan, is left to what it was made from; so is
 * whatever is spelled in another notation.
 */
export function textEditsOf(
  found: FoundDocument,
  fix: Fix,
  { text: fileText }: LintFile,
): readonly TextEdit[] | undefined {
  if (!found.isVerbatim || (found.source !== 'document' && found.source !== 'aws-cli'))
    return undefined;
  const before = found.text;
  const after = editedJson(before, fix);
  if (after === undefined || after === before) return undefined;
  const { start, end, text } = difference(before, after);
  const range = found.rangeInFile({
    start: positionAt(before, start),
    end: positionAt(before, end),
  });
  if (range === undefined) return undefined;
  const [from, to] = [range.start.offset, range.end.offset];
  const old = before.slice(start, end);
  if (fileText.slice(from, to) === old && isOwnText(found, fileText))
    return [{ start: from, end: to, text }];
  if (!isInJsonString(found, fileText, before)) return undefined;
  return [{ start: from, end: to, text: JSON.stringify(text).slice(1, -1) }];
}

/** The one stretch in which two texts differ. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function isOwnText({ text }: FoundDocument, fileText: string): boolean {
  return fileText === text || fileText.slice(1) === text;
}

function isInJsonString(
  { place: { range } }: FoundDocument,
  fileText: string,
  text: string,
): boolean {
  if (range === undefined) return false;
  try {
    return JSON.parse(fileText.slice(range.start.offset, range.end.offset)) === text;
  } catch {
    return false;
  }
}
