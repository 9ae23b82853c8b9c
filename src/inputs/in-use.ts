import { capped, type Diagnostic } from '../base/diagnostic.js';
import { withoutByteOrderMark } from '../base/json-text.js';
import { isRecord } from '../base/loose.js';
import { quote } from '../base/quote.js';
import { failure, type Result, success } from '../base/result.js';
import { type ImageReference, imageNoteOf, imageReferenceOf } from '../model/reference.js';
import { foreign, problem, wants } from './findings.js';
import { imagesOfEcs, isEcs } from './in-use-ecs.js';
import { imagesOfKubernetes, isKubernetes } from './in-use-kubernetes.js';

import type { NamedImage } from './named-image.js';
import { domain, readPages } from './pages.js';

/**
 * Reads what runs. As text: digests, tags and image URIs, one a line, with comments behind `#`. As JSON, text or value: a
 * list of those, `kubectl get … -o json` of pods or of what makes pods, `aws ecs describe-task-definition` and
 * `describe-tasks` output, or several of all these one after another.
 *
 * What names no image is left out with an error at its place, `/6` for the seventh line. The same text is given once.
 */
export function parseInUse(input: unknown): Result<ImageReference[]> {
  return typeof input === 'string' && !isJson(input) ? readLines(input) : readDocuments(input);
}

function isJson(text: string): boolean {
  return /^[{["]/.test(withoutByteOrderMark(text).trimStart());
}

interface Reading {
  readonly references: Map<string, ImageReference>;
  readonly found: Diagnostic[];
  /** Whether something was read that may name images, even if it names none. */
  known: boolean;
}

function readDocuments(input: unknown): Result<ImageReference[]> {
  const { pages, broken, report } = readPages(input, ['apiVersion', 'taskDefinition', 'tasks']);
  const reading: Reading = { references: new Map(), found: [...broken], known: false };
  for (const { value, at } of pages) readDocument(reading, value, at, 0);
  return concluded(reading, report);
}

/** Lists may hold documents, but not lists in lists without an end. */
function readDocument(reading: Reading, value: unknown, at: string, depth: number): void {
  if (Array.isArray(value) && depth < 2) {
    reading.known = true;
    value.forEach((part, index) => {
      readDocument(reading, part, `${at}/${index}`, depth + 1);
    });
  } else if (typeof value === 'string') note(reading, value, at);
  else if (isRecord(value) && isKubernetes(value)) {
    readNamed(reading, imagesOfKubernetes(value, at), at);
  } else if (isRecord(value) && isEcs(value)) readNamed(reading, imagesOfEcs(value, at), at);
  else reading.found.push(foreign(value, at, wants.inUse));
}

function readNamed(reading: Reading, named: readonly NamedImage[], at: string): void {
  reading.known = true;
  if (named.length === 0) reading.found.push(nothingRuns(at));
  for (const { text, at: place } of named) {
    const reference = typeof text === 'string' ? imageReferenceOf(text) : undefined;
    if (reference === undefined) reading.found.push(noReference(text, place));
    else reading.references.set(`uri ${reference.text}`, reference);
  }
}

function note(reading: Reading, text: string, at: string): void {
  const reference = imageNoteOf(text.trim());
  if (reference === undefined) reading.found.push(noReference(text, at));
  else reading.references.set(`note ${reference.text}`, reference);
}

function readLines(text: string): Result<ImageReference[]> {
  const reading: Reading = { references: new Map(), found: [], known: text.trim() !== '' };
  let offset = 0;
  const source = withoutByteOrderMark(text);
  const shift = text.length - source.length;
  source.split('\n').forEach((line, index) => {
    const before = reading.found.length;
    const words = withoutComment(line).trim();
    if (words !== '') readWords(reading, words, `/${index}`);
    const start = line.indexOf(words) + (index === 0 ? shift : 0);
    const place = (column: number) => ({
      offset: offset + column,
      line: index + 1,
      column: column + 1,
    });
    const range = { start: place(start), end: place(start + words.length) };
    const found = reading.found.splice(before);
    reading.found.push(...found.map((one) => ({ ...one, range })));
    offset += line.length + 1 + (index === 0 ? shift : 0);
  });
  if (!reading.known) reading.found.push(nothingAtAll());
  return concluded(reading, (found) => capped(domain, found));
}

/** A number sign begins a comment at the start of a line or behind a blank. */
function withoutComment(line: string): string {
  const comment = line.search(/(^|\s)#/);
  return comment === -1 ? line : line.slice(0, comment);
}

/** Some tools print all images on one line; words that are no names of images are not taken for tags. */
function readWords(reading: Reading, words: string, at: string): void {
  const parts = words.split(/\s+/);
  if (parts.length === 1 || !parts.every((part) => /[/:@]/.test(part))) note(reading, words, at);
  else for (const part of parts) note(reading, part, at);
}

function concluded(
  { references, found, known }: Reading,
  report: (found: readonly Diagnostic[]) => readonly Diagnostic[],
): Result<ImageReference[]> {
  const diagnostics = report(found);
  const empty = known && found.every(({ severity }) => severity !== 'error');
  const usable = references.size > 0 || empty;
  return usable ? success([...references.values()], diagnostics) : failure(diagnostics);
}

function noReference(text: unknown, at: string): Diagnostic {
  return problem({
    name: 'not-a-reference',
    message: `${quote(text)} names no image`,
    at,
    because: ['image.references'],
    help: 'write a digest, a tag, or an image URI such as `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG`',
  });
}

function nothingRuns(at: string): Diagnostic {
  return problem({
    name: 'nothing-in-use',
    severity: 'warning',
    message: 'no container is named here, so nothing counts as in use',
    at,
    because: ['image.references'],
    help: `take it with \`${wants.inUse.command()}\``,
  });
}

function nothingAtAll(): Diagnostic {
  return problem({
    name: 'empty',
    message: 'the text is empty',
    at: '',
    because: ['image.references'],
    help: 'a command that failed may have written it; for nothing in use write a comment line',
  });
}
