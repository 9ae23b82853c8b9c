import type { Diagnostic } from '../base/diagnostic.js';
import { isRecord } from '../base/loose.js';
import { quote } from '../base/quote.js';
import { failure, type Result, success } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import type { Image } from '../model/image.js';
import type { ImageManifest } from '../model/manifest.js';
import { foreign, problem, wants } from './findings.js';
import { kindOf } from './kinds.js';
import { readPages } from './pages.js';

/**
 * Reads what an inventory cannot hold, an index's children and an image's subject: `aws ecr batch-get-image` output as
 * JSON text or as a value, one answer or several one after another, a list of its records, or bare manifests that carry
 * their digest beside (`imageDigest` or `digest`). Places are written as `parseInventory` writes them.
 *
 * A manifest that cannot be read is left out with one error, an image that AWS listed under `failures` with a warning.
 * A digest that comes twice is given once, since it stands for the same manifest.
 */
export function parseManifests(input: unknown): Result<ImageManifest[]> {
  const { pages, broken, report } = readPages(input, ['images', 'failures']);
  const reading: Reading = { manifests: new Map(), found: [...broken], hasAnswer: false };
  for (const { value, at } of pages) readPart(reading, value, at);
  const manifests = [...reading.manifests.values()];
  const empty = reading.hasAnswer && reading.found.every(({ severity }) => severity !== 'error');
  const diagnostics = report(reading.found);
  return manifests.length > 0 || empty ? success(manifests, diagnostics) : failure(diagnostics);
}

/**
 * The inventory with what the manifests say: the children of each index, and the subject where the inventory has none.
 * Images without a manifest stay as they are, and manifests without an image are left aside.
 */
export function withManifests(
  images: readonly Image[],
  manifests: readonly ImageManifest[],
): Image[] {
  const byDigest = new Map(manifests.map((manifest) => [manifest.imageDigest, manifest]));
  return images.map((image) => {
    const manifest = byDigest.get(image.imageDigest);
    if (manifest === undefined) return image;
    return {
      ...image,
      references: manifest.references ?? image.references,
      subjectManifestDigest: image.subjectManifestDigest ?? manifest.subjectManifestDigest,
    };
  });
}

interface Reading {
  readonly manifests: Map<string, ImageManifest>;
  readonly found: Diagnostic[];
  hasAnswer: boolean;
}

type Members = Readonly<Record<string, unknown>>;

/** An answer of the command, a list of answers or records, or a record. */
function readPart(reading: Reading, value: unknown, at: string): void {
  if (Array.isArray(value)) {
    if (value.length === 0) reading.hasAnswer = true;
    // Spread, since a hole is an entry that holds nothing and not one to be passed over.
    [...value].forEach((part, index) => {
      // A list in a list can only be records of several answers; deeper ones are nothing known.
      const deeper = Array.isArray(part) && at.split('/').length > 3;
      if (deeper) reading.found.push(foreign(part, `${at}/${index}`, wants.manifests));
      else readPart(reading, part, `${at}/${index}`);
    });
  } else if (isAnswer(value)) readAnswer(reading, value, at);
  else if (isRecord(value) && (isManifestRecord(value) || isManifest(value))) {
    readRecord(reading, value, at);
  } else reading.found.push(foreign(value, at, wants.manifests));
}

function isAnswer(value: unknown): value is Members {
  return isRecord(value) && kindOf(value)?.command === 'ecr batch-get-image' && 'images' in value;
}

function readAnswer(reading: Reading, { images, failures }: Members, at: string): void {
  reading.hasAnswer = true;
  if (Array.isArray(images)) {
    images.forEach((record, index) => {
      readRecord(reading, record, `${at}/images/${index}`);
    });
  } else {
    const message = '`images` is no list of images';
    reading.found.push(unreadable(message, `${at}/images`, 'responses.commandOfMembers'));
  }
  if (!Array.isArray(failures)) return;
  failures.forEach((entry, index) => {
    reading.found.push(notGiven(entry, `${at}/failures/${index}`));
  });
}

/** One image of the answer, or a manifest with its digest beside. */
function readRecord(reading: Reading, record: unknown, at: string): void {
  const digest = digestOf(record);
  if (digest === undefined) {
    const message = 'the manifest does not say which image it belongs to';
    reading.found.push(unreadable(message, at, 'image.digestNamesContent'));
    return;
  }
  if (reading.manifests.has(digest)) return;
  const manifest = manifestOf(record);
  const read = manifest === undefined ? undefined : relations(digest, manifest);
  if (read !== undefined) reading.manifests.set(digest, read);
  else {
    const message = `the manifest of ${quote(digest)} is left out: it is no manifest in JSON`;
    reading.found.push(unreadable(message, at, 'image.indexChildrenNotListed'));
  }
}

function digestOf(record: unknown): string | undefined {
  if (!isRecord(record)) return undefined;
  const { imageId, imageDigest, digest } = record;
  const found = (isRecord(imageId) ? imageId['imageDigest'] : undefined) ?? imageDigest ?? digest;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The manifest of a record: JSON text inside the JSON, as AWS gives it, or what a tool has made of that. */
function manifestOf(record: unknown): Members | undefined {
  if (!isRecord(record)) return undefined;
  const { imageManifest } = record;
  if (typeof imageManifest === 'string') return parsedManifest(imageManifest);
  if (isRecord(imageManifest)) return imageManifest;
  return imageManifest === undefined && isManifest(record) ? record : undefined;
}

function parsedManifest(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isManifestRecord(value: Members): boolean {
  return Object.hasOwn(value, 'imageManifest');
}

function isManifest(value: Members): boolean {
  return ['schemaVersion', 'manifests', 'subject', 'layers', 'fsLayers'].some((key) =>
    Object.hasOwn(value, key),
  );
}

/** Undefined when the lists in it are not what a manifest holds. */
function relations(imageDigest: string, manifest: Members): ImageManifest | undefined {
  const { manifests, subject } = manifest;
  const about = subject === undefined || subject === null ? undefined : descriptorDigest(subject);
  if (about === undefined && subject !== undefined && subject !== null) return undefined;
  if (manifests === undefined || manifests === null) {
    return { imageDigest, references: undefined, subjectManifestDigest: about };
  }
  if (!Array.isArray(manifests)) return undefined;
  const references = new Set<string>();
  for (const entry of manifests) {
    const digest = descriptorDigest(entry);
    if (digest === undefined) return undefined;
    references.add(digest);
  }
  return { imageDigest, references: [...references], subjectManifestDigest: about };
}

function descriptorDigest(descriptor: unknown): string | undefined {
  const digest = isRecord(descriptor) ? descriptor['digest'] : undefined;
  return typeof digest === 'string' && digest !== '' ? digest : undefined;
}

function notGiven(entry: unknown, at: string): Diagnostic {
  const { imageId, failureCode, failureReason } = isRecord(entry) ? entry : {};
  const { imageDigest, imageTag } = isRecord(imageId) ? imageId : {};
  const image = imageDigest ?? imageTag;
  const reason = failureReason === undefined ? '' : `: ${quote(failureReason)}`;
  return problem({
    name: 'manifest-not-given',
    severity: 'warning',
    message: `AWS gave no manifest of ${image === undefined ? 'an image' : quote(image)} (${failureCode === undefined ? 'without a code' : quote(failureCode)}${reason})`,
    at,
    because: ['responses.batchFailures'],
    help: 'ask for it again, or leave it out if the image is gone',
  });
}

function unreadable(message: string, at: string, because: FactId): Diagnostic {
  const help = `take it with \`${wants.manifests.command('REPOSITORY')}\``;
  return problem({ name: 'broken-manifest', message, at, because: [because], help });
}
