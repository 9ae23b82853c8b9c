import { type Diagnostic, diagnosticCountMax } from '../../base/diagnostic.js';
import { pointer, readJsonText } from '../../base/json-text.js';
import { isRecord, property, textOf } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { answerMembers, documentMembers } from '../../facts/registry-documents.js';
import { readPages } from '../../inputs/pages.js';
import { readingProblem } from './findings.js';
import { recognize } from './kinds.js';
import type { RegistryDocumentKind, RegistryFile } from './types.js';

/** One document that was found in a file. */
export interface Sighting {
  readonly file: OpenFile;
  readonly kind: RegistryDocumentKind;
  readonly value: unknown;
  /** JSON pointer to it in its file. */
  readonly at: string;
}

/** A file that is being read: what it is, and what is to be said of it. */
export interface OpenFile extends RegistryFile {
  readonly found: Diagnostic[];
  /** What is to be said of it as a whole, and stands at no place in its text. */
  readonly notes: Diagnostic[];
  /** Findings with the ranges they point at, in the order of the text. */
  readonly report: (found: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** Keys with which an answer begins, by which the next one is found behind a broken one. */
const pageKeys = [
  ...new Set(Object.values(documentMembers).flatMap((members) => members.slice(0, 1))),
];

/** Opens a file, and finds the documents in it. */
export function sightingsIn(file: RegistryFile): {
  readonly open: OpenFile;
  readonly sightings: readonly Sighting[];
} {
  const { pages, broken, report } = readPages(file.text ?? file.value, pageKeys);
  const open: OpenFile = { ...file, found: [...broken], notes: [], report };
  const sightings = pages.flatMap(({ value, at }) => sighted(open, value, at, 0));
  open.found.push(...furtherPages(sightings));
  if (pages.length === 1 && sightings.every(({ kind }) => kind !== 'describe-images')) {
    open.found.push(...keysTwice(file.text));
  }
  return { open, sightings };
}

/** Lists of lists of documents are followed this far; tools write one list around pages at most. */
const depthMax = 2;

function sighted(file: OpenFile, value: unknown, at: string, depth: number): readonly Sighting[] {
  const recognized = file.kind === undefined ? recognize(value, file) : { kind: file.kind };
  switch (recognized.kind) {
    case 'nothing-set':
      return [];
    case 'documents':
      if (depth < depthMax && Array.isArray(value)) {
        return Array.from(value, (member: unknown, index) => ({ member, index })).flatMap(
          ({ member, index }) => sighted(file, member, pointer(at, index), depth + 1),
        );
      }
      file.found.push(unknownDocument('lists within lists', at));
      return [];
    case 'unknown':
      file.found.push(unknownDocument(recognized.name, at));
      return [];
    default: {
      const sighting = { file, kind: recognized.kind, value, at };
      file.found.push(...unreadMembers(sighting));
      return [sighting];
    }
  }
}

function unknownDocument(name: string, at: string): Diagnostic {
  return readingProblem({
    name: 'unknown-document',
    message: `this is ${name}, which is not what a registry is read from`,
    at,
    because: ['registry-documents.documentMembers'],
    help: `give the output of ${Object.keys(documentMembers).slice(0, 3).join(', ')} and their like, or say with \`kind\` what it is`,
  });
}

/** Members that no answer of this kind has, so that nothing is lost without a word. */
function unreadMembers({ kind, value, at }: Sighting): readonly Diagnostic[] {
  const known: readonly string[] = [...documentMembers[kind], ...answerMembers];
  // Without any member of the answer it is the content itself, which its own reader checks.
  const isAnswer =
    isRecord(value) && documentMembers[kind].some((name) => Object.hasOwn(value, name));
  if (!isAnswer) return [];
  if (Object.hasOwn(value, 'repository') && kind === 'describe-repositories') return [];
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .slice(0, diagnosticCountMax + 1)
    .map((name) => unreadMember(name, pointer(at, name)));
}

/** A member that is named and not read. */
export function unreadMember(name: string, at: string): Diagnostic {
  return readingProblem({
    name: 'unread-member',
    severity: 'info',
    message: `${quote(name)} is not read`,
    at,
    because: ['registry-documents.documentMembers'],
    help: 'check its spelling; a member newer than this release is fine',
  });
}

/** Of the pages of one answer the last one tells whether more follow. Inventories say so themselves. */
function furtherPages(sightings: readonly Sighting[]): readonly Diagnostic[] {
  const last = new Map(sightings.map((sighting) => [sighting.kind, sighting]));
  return [...last.values()].flatMap(({ kind, value, at }) => {
    const token = ['nextToken', 'NextToken'].find(
      (name) => textOf(property(value, name)) !== undefined,
    );
    if (token === undefined || kind === 'describe-images') return [];
    return [
      readingProblem({
        name: 'more-pages',
        severity: 'warning',
        message: 'the last page says that more pages follow, so something may be missing',
        at: pointer(at, token),
        because: ['responses.paginated'],
        help: 'let the AWS CLI fetch all pages: leave out `--no-paginate`, `--max-items` and `--next-token`',
      }),
    ];
  });
}

/** A longer text is searched for what the last of two equal keys hides only where it is cheap. */
const searchedLengthMax = 1_000_000;

/** Keys that stand twice in one object, of which JSON takes the last. */
function keysTwice(text: string | undefined): readonly Diagnostic[] {
  if (text === undefined || text.length > searchedLengthMax) return [];
  return readJsonText(text)
    .problems.filter(({ kind }) => kind === 'duplicate-key')
    .map(({ message, at, range }) => ({
      ...readingProblem({
        name: 'duplicate-key',
        severity: 'warning',
        message,
        at,
        because: ['responses.areJson'],
        help: 'remove one of the two; here the last one counts',
      }),
      range,
    }));
}
