import type { Diagnostic } from '../../base/diagnostic.js';
import { offsetsInString, type Span, seekJson } from '../../base/json-seek.js';
import { readJsonText } from '../../base/json-text.js';
import { nestingMax } from '../../base/json-walk.js';
import { positionsIn, withoutByteOrderMark } from '../../base/text-place.js';
import { problem } from '../findings.js';
import { splitDocuments } from '../split.js';
import { maskedJson, uncovered } from './templating.js';
import type { Notation, ReadFile, Stretch, TextFile } from './types.js';

/** Reads JSON: one document, several one after another, or one whose `${…}` stand where values belong. */
export const jsonNotation: Notation = {
  name: 'JSON',
  takes: ({ path, text }) =>
    /\.(json|tfstate|template)$/i.test(path) || /^\ufeff?\s*[{["]/.test(text),
  read: readJsonFile,
};

function readJsonFile({ text }: TextFile): ReadFile {
  const whole = parsed(withoutByteOrderMark(text));
  if (whole !== undefined) return fileOf(text, [{ value: whole.value, at: '', start: 0, text }]);
  const masked = maskedJson(text, (open) => parsed(withoutByteOrderMark(open))?.value);
  if (masked !== undefined) {
    const value = uncovered(masked.value, masked);
    return fileOf(text, [{ value, at: '', start: 0, text: masked.text }]);
  }
  return readSeveral(text);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** A stretch of the file that is one JSON document. */
interface Root {
  readonly value: unknown;
  readonly at: string;
  readonly start: number;
  readonly text: string;
}

/** Pages, or a document a line. When only one of the pieces could be read, the file is one broken document. */
function readSeveral(text: string): ReadFile {
  const pieces = splitDocuments(text, () => false);
  const roots = pieces.flatMap(({ start, end, parsed: piece }, index): Root[] => {
    if (typeof piece?.value !== 'object' || piece.value === null) return [];
    return [{ value: piece.value, at: `/${index}`, start, text: text.slice(start, end) }];
  });
  if (roots.length < 2) return fileOf(text, [], syntaxProblems(text));
  const rangeOf = rangesIn(text);
  const broken = pieces.flatMap(({ start, end, parsed: piece }, index): Diagnostic[] =>
    piece === undefined ? [brokenPiece(`/${index}`, rangeOf(start, end))] : [],
  );
  return fileOf(text, roots, broken, rangeOf);
}

function syntaxProblems(text: string): readonly Diagnostic[] {
  return readJsonText(text).problems.flatMap(({ kind, message, at, range }): Diagnostic[] => {
    if (kind === 'duplicate-key') return [];
    const help = 'correct the text, or check that the right file was given';
    const name = kind === 'nesting' ? 'nesting' : 'not-json';
    return [{ ...problem({ name, message, at, because: ['responses.areJson'], help }), range }];
  });
}

function brokenPiece(at: string, range: Diagnostic['range']): Diagnostic {
  const finding = problem({
    name: 'not-json',
    message: 'this is not JSON',
    at,
    because: ['responses.areJson'],
    help: 'correct the text, or take this document again',
  });
  return { ...finding, range };
}

function fileOf(
  text: string,
  roots: readonly Root[],
  problems: readonly Diagnostic[] = [],
  rangeOf: ReadFile['rangeOf'] = rangesIn(text),
): ReadFile {
  return {
    roots,
    problems,
    unknown: [],
    stretches: (pointers) => located(roots, pointers),
    rangeOf,
  };
}

/** Lines are counted when the first place is asked for. */
function rangesIn(text: string): ReadFile['rangeOf'] {
  let positions: ReturnType<typeof positionsIn> | undefined;
  return (start, end) => {
    positions ??= positionsIn(text);
    return { start: positions(start), end: positions(end) };
  };
}

function located(roots: readonly Root[], pointers: Iterable<string>): ReadonlyMap<string, Stretch> {
  const wanted = [...pointers];
  const found = new Map<string, Stretch>();
  for (const { at, start, text } of roots) {
    const mine = wanted.filter((pointer) => pointer === at || pointer.startsWith(`${at}/`));
    const spans = seekJson(
      text,
      mine.map((pointer) => pointer.slice(at.length)),
    );
    for (const [pointer, span] of spans) found.set(at + pointer, stretchOf(text, span, start));
  }
  return found;
}

/** A span within a piece of text that begins at `shift` in the file. */
function stretchOf(text: string, { start, end }: Span, shift: number): Stretch {
  return {
    start: start + shift,
    end: end + shift,
    within: text.charCodeAt(start) === 0x22 ? shifted(text, start, shift) : undefined,
    below: (pointers) => {
      const inner = text.slice(start, end);
      const spans = [...seekJson(inner, pointers)];
      return new Map(spans.map(([at, span]) => [at, stretchOf(inner, span, start + shift)]));
    },
  };
}

function shifted(text: string, start: number, shift: number): (offset: number) => number {
  let offsets: ReturnType<typeof offsetsInString> | undefined;
  return (offset) => {
    offsets ??= offsetsInString(text, start);
    return offsets(offset) + shift;
  };
}

/** Whether a value nests more deeply than a document may; such a one is not looked into. */
export function isTooDeep(value: unknown, levels = nestingMax): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((member) => isTooDeep(member, levels - 1));
}
