import { capped, type Diagnostic, type Position, type Range } from '../base/diagnostic.js';
import { placed } from '../base/document.js';
import { readJsonText, withoutByteOrderMark } from '../base/json-text.js';
import type { FactId } from '../facts/ledger/index.js';
import { splitDocuments } from './split.js';

/** The name under which this room's findings go. */
export const domain = 'inputs';

/** One JSON document of an input, with the pointer at which it stands in it. */
export interface Page {
  readonly value: unknown;
  /** Empty when the input is a single document, else `/0`, `/1`, …, as if all were members of one list. */
  readonly at: string;
}

/** An input cut into its documents. */
export interface Pages {
  readonly pages: readonly Page[];
  /** What is not JSON, one finding a stretch of text; each has its range already. */
  readonly broken: readonly Diagnostic[];
  /** Findings in the order of the input, at most a thousand, each with the range it points at. */
  readonly report: (found: readonly Diagnostic[]) => readonly Diagnostic[];
}

/**
 * Takes an input as a value, or as text that holds one JSON document or several one after another. The whole text is
 * tried first; only what is not one document is cut into pieces, and a place is looked up only for what is reported.
 */
export function readPages(input: unknown, pageKeys: readonly string[]): Pages {
  if (typeof input !== 'string') {
    return {
      pages: [{ value: input, at: '' }],
      broken: [],
      report: (found) => capped(domain, found),
    };
  }
  try {
    const value: unknown = JSON.parse(withoutByteOrderMark(input));
    const report = (found: readonly Diagnostic[]) => placed(input, capped(domain, found));
    return { pages: [{ value, at: '' }], broken: [], report };
  } catch {
    return cutPages(input, pageKeys);
  }
}

/** A stretch of the text with its pointer and its first position. */
interface Cut {
  readonly at: string;
  readonly start: number;
  readonly end: number;
}

function cutPages(text: string, pageKeys: readonly string[]): Pages {
  const pieces = splitDocuments(text, (at) => startsPage(text, at, pageKeys));
  const single = pieces.length < 2;
  const pages: Page[] = [];
  const brokenCuts: Cut[] = [];
  pieces.forEach(({ start, end, parsed }, index) => {
    const at = single ? '' : `/${index}`;
    if (parsed === undefined) brokenCuts.push({ at, start, end });
    else pages.push({ value: parsed.value, at });
  });
  if (pages.length === 0) {
    // Text in which nothing is JSON is another format; one finding says so, not one a line.
    const { start, end } = brokenCuts[0] ?? { start: 0, end: text.length };
    return { pages, broken: notJson(text, [{ at: '', start, end }]), report: (found) => found };
  }
  const cutOf = (at: string): Cut => {
    const number = single ? '0' : at.split('/')[1];
    // A finding that is about the input as a whole is in none of its documents.
    const piece = number === undefined ? undefined : pieces[Number(number)];
    if (piece === undefined) return { at, start: 0, end: 0 };
    return { at: single ? '' : `/${number}`, start: piece.start, end: piece.end };
  };
  return {
    pages,
    broken: notJson(text, brokenCuts),
    report: (found) => placedInCuts(text, capped(domain, inOrder(found, single)), cutOf),
  };
}

/** Whether an object that opens here has one of the keys that begin a page. */
function startsPage(text: string, at: number, keys: readonly string[]): boolean {
  let i = at + 1;
  while (i < text.length && text.charCodeAt(i) <= 0x20) i += 1;
  return keys.some((key) => text.startsWith(`"${key}"`, i));
}

/** One finding for each stretch that is not JSON: the first thing wrong in it. */
function notJson(text: string, cuts: readonly Cut[]): readonly Diagnostic[] {
  const lines = lineCounter(text);
  return cuts.map(({ at, start, end }, index) => {
    const position = lines(start);
    // What stands beyond the findings that are listed is only counted.
    const problems = index > listedMax ? [] : readJsonText(text.slice(start, end)).problems;
    const problem = problems.find(({ kind }) => kind !== 'duplicate-key');
    return {
      code: `${domain}/not-json`,
      severity: 'error',
      message: problem?.message ?? 'this is not JSON',
      at,
      range: problem === undefined ? undefined : shifted(problem.range, position),
      because: ['responses.areJson' satisfies FactId],
      help: 'correct the text; the AWS CLI writes JSON with `--output json`, kubectl with `-o json`',
    };
  });
}

const listedMax = 1000;

/** Findings about a text of several documents, by the number of the document. */
function inOrder(found: readonly Diagnostic[], single: boolean): readonly Diagnostic[] {
  if (single) return found;
  const page = ({ at }: Diagnostic) => Number(at.split('/')[1] ?? -1);
  return [...found].sort((a, b) => page(a) - page(b));
}

/** Looks each finding up in its own stretch; the stretches are met in order, so lines are counted once. */
function placedInCuts(
  text: string,
  found: readonly Diagnostic[],
  cutOf: (at: string) => Cut,
): readonly Diagnostic[] {
  const lines = lineCounter(text);
  const result: Diagnostic[] = [];
  for (let i = 0; i < found.length; ) {
    const first = found[i];
    if (first === undefined) break;
    const cut = cutOf(first.at);
    const inside = (one: Diagnostic) => one.at === cut.at || one.at.startsWith(`${cut.at}/`);
    let end = i + 1;
    for (let one = found[end]; one !== undefined && inside(one); one = found[end]) end += 1;
    result.push(...placedInCut(text, found.slice(i, end), cut, lines));
    i = end;
  }
  return result;
}

function placedInCut(
  text: string,
  found: readonly Diagnostic[],
  cut: Cut,
  lines: (offset: number) => Position,
): readonly Diagnostic[] {
  // A finding that has its range, or that is about no document of the text, stays as it is.
  if (cut.end === 0 || found.every(({ range }) => range !== undefined)) return found;
  const inCut = found.map((one) => ({ ...one, at: one.at.slice(cut.at.length) }));
  const places = placed(text.slice(cut.start, cut.end), inCut);
  const position = lines(cut.start);
  return found.map((one, index) => {
    const range = places[index]?.range;
    if (one.range !== undefined || range === undefined) return one;
    return { ...one, range: shifted(range, position) };
  });
}

/** Positions of ascending offsets, in one pass over the text. */
function lineCounter(text: string): (offset: number) => Position {
  let line = 1;
  let lineStart = 0;
  let newline = text.indexOf('\n');
  return (offset) => {
    while (newline !== -1 && newline < offset) {
      line += 1;
      lineStart = newline + 1;
      newline = text.indexOf('\n', lineStart);
    }
    return { offset, line, column: offset - lineStart + 1 };
  };
}

/** A range within a stretch of text, as a range of the whole. */
function shifted({ start, end }: Range, by: Position): Range {
  const moved = ({ offset, line, column }: Position): Position => ({
    offset: offset + by.offset,
    line: line + by.line - 1,
    column: line === 1 ? column + by.column - 1 : column,
  });
  return { start: moved(start), end: moved(end) };
}
