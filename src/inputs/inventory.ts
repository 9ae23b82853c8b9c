import type { Diagnostic } from '../base/diagnostic.js';
import { pointer } from '../base/json-text.js';
import { isRecord } from '../base/loose.js';
import { quote } from '../base/quote.js';
import { failure, type Result, success } from '../base/result.js';
import { imageStatuses } from '../facts/image.js';
import type { Image } from '../model/image.js';
import { foreign, problem, wants } from './findings.js';
import { imageOf } from './image-record.js';
import { kindOf } from './kinds.js';
import { readPages } from './pages.js';
import { createSeen, type Seen } from './seen.js';

/**
 * Reads an inventory: `aws ecr describe-images` output as JSON text or as a value. It may be one page, several pages one
 * after another, a bare list of records, or a record or page a line; instants may be spelled as `parseInstant` takes
 * them.
 *
 * A record that cannot be read is left out, with one error at its place (`/imageDetails/7`); in an input of several
 * documents the number of the document stands in front (`/2/imageDetails/7`), as if they were members of one list. The
 * reading fails when nothing in the input could be read; an empty repository is no failure. A digest that comes twice
 * in one repository is kept once, as it came first, with a warning.
 */
export function parseInventory(input: unknown): Result<Image[]> {
  const { pages, broken, report } = readPages(input, ['imageDetails']);
  const reading: Reading = {
    images: [],
    found: [...broken],
    wrong: [],
    seen: createSeen(),
    hasEmptyPage: false,
    moreAt: undefined,
  };
  for (const { value, at } of pages) readPage(reading, value, at);
  if (reading.moreAt !== undefined) reading.found.push(morePages(reading.moreAt));
  const { images, found, hasEmptyPage } = reading;
  const empty = hasEmptyPage && found.every(({ severity }) => severity !== 'error');
  const diagnostics = report(found);
  return images.length > 0 || empty ? success(images, diagnostics) : failure(diagnostics);
}

/**
 * Whether an inventory shows the sign of one taken without archived images: none in it is archived or being restored.
 * `describe-images` gives those only when its filter asks for them, so an empty inventory shows the sign, too.
 */
export function mayLackArchived(images: readonly Image[]): boolean {
  return images.every(({ imageStatus }) => imageStatus === undefined || imageStatus === active);
}

const [active] = imageStatuses;

interface Reading {
  readonly images: Image[];
  readonly found: Diagnostic[];
  /** What is wrong with the record at hand; empty between records. */
  readonly wrong: string[];
  readonly seen: Seen;
  hasEmptyPage: boolean;
  /** Where the page read last says that more follow. */
  moreAt: string | undefined;
}

/** A document of the input: a page, a list of records or of pages, or a single record. */
function readPage(reading: Reading, value: unknown, at: string): void {
  if (Array.isArray(value)) readList(reading, value, at);
  else if (isPage(value)) readDetails(reading, value, at);
  else if (looksLikeImage(value)) readRecord(reading, value, at, undefined);
  else reading.found.push(foreign(value, at, wants.inventory));
}

function isPage(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && Object.hasOwn(value, 'imageDetails');
}

function readDetails(reading: Reading, page: Readonly<Record<string, unknown>>, at: string): void {
  const { imageDetails: details, nextToken, NextToken: cliToken } = page;
  if (Array.isArray(details)) readRecords(reading, details, `${at}/imageDetails`);
  else reading.found.push(notAList(details, `${at}/imageDetails`));
  reading.moreAt = undefined;
  if (typeof nextToken === 'string') reading.moreAt = `${at}/nextToken`;
  else if (typeof cliToken === 'string') reading.moreAt = `${at}/NextToken`;
}

/** A bare list holds records; pages that a tool has put into one list are read as well. */
function readList(reading: Reading, list: readonly unknown[], at: string): void {
  const first = list[0];
  if (Array.isArray(first) || isPage(first)) {
    list.forEach((page, index) => {
      const place = pointer(at, index);
      if (Array.isArray(page)) readRecords(reading, page, place);
      else readPage(reading, page, place);
    });
  } else if (list.length === 0 || looksLikeImage(first) || kindOf(first) === undefined) {
    readRecords(reading, list, at);
  } else {
    reading.found.push(foreign(list, at, wants.inventory));
  }
}

function readRecords(reading: Reading, records: readonly unknown[], at: string): void {
  if (records.length === 0) reading.hasEmptyPage = true;
  for (let i = 0; i < records.length; i++) readRecord(reading, records[i], at, i);
}

/** The place is only written down when it is needed; `index` is absent for a record that is a whole document. */
function readRecord(
  { images, found, wrong, seen }: Reading,
  record: unknown,
  at: string,
  index: number | undefined,
): void {
  const image = imageOf(record, wrong);
  const before = image === undefined ? -1 : seen(image, images.length);
  if (image !== undefined && before === -1) {
    images.push(image);
    return;
  }
  const place = index === undefined ? at : pointer(at, index);
  const kept = images[before];
  if (image !== undefined && kept !== undefined) found.push(repeated(image, kept, place));
  else found.push(brokenImage(record, wrong.splice(0), place));
}

/** An image, whole or broken, and not a record that another command gives. */
function looksLikeImage(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const kind = kindOf(value);
  if (kind !== undefined) return kind.command === 'ecr describe-images';
  return Object.hasOwn(value, 'imageDigest') || Object.hasOwn(value, 'imagePushedAt');
}

function brokenImage(record: unknown, wrong: readonly string[], at: string): Diagnostic {
  const digest = isRecord(record) ? record['imageDigest'] : undefined;
  const name = typeof digest === 'string' && digest !== '' ? ` ${quote(digest)}` : '';
  return problem({
    name: 'broken-image',
    message: `the image${name} is left out: ${wrong.join('; ')}`,
    at,
    because: ['image.detail', 'image.instants'],
    help: 'correct the record, or take the inventory again',
  });
}

function notAList(details: unknown, at: string): Diagnostic {
  const found = details === null ? 'null' : quote(details);
  return problem({
    name: 'broken-page',
    message: `\`imageDetails\` is ${found}, but a list of images belongs here`,
    at,
    because: ['image.detail'],
    help: 'take the inventory again',
  });
}

function repeated(image: Image, kept: Image, at: string): Diagnostic {
  const differ = JSON.stringify(image) !== JSON.stringify(kept);
  return problem({
    name: 'repeated-image',
    severity: 'warning',
    message: `the image ${quote(image.imageDigest)} came before in this repository${differ ? ' with other details' : ''}; the first record is kept`,
    at,
    because: ['image.digestNamesContent'],
    help: differ
      ? 'take the inventory again, all pages at once'
      : 'nothing is lost; pages that overlap can be left as they are',
  });
}

function morePages(at: string): Diagnostic {
  return problem({
    name: 'more-pages',
    severity: 'warning',
    message: 'the last page says that more pages follow, so images may be missing',
    at,
    because: ['responses.paginated'],
    help: 'let the AWS CLI fetch all pages: leave out `--no-paginate`, `--max-items` and `--next-token`',
  });
}
