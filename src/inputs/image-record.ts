import { isRecord } from '../base/loose.js';
import { jsonKind, quote } from '../base/quote.js';
import { imageStatuses } from '../facts/image.js';
import type { Image, ImageStatus } from '../model/image.js';
import { parseInstant } from '../model/instant.js';

/**
 * One record of `aws ecr describe-images` as an image; undefined when something in it is wrong, which is then added to
 * `wrong`. Members that are absent or null are the same: `--query` writes null for what an image does not have. Every
 * image is built alike, with all members, so that later loops over many of them meet one kind of object.
 */
export function imageOf(record: unknown, wrong: string[]): Image | undefined {
  if (!isRecord(record)) {
    wrong.push(`${shown(record)} stands where a record belongs`);
    return undefined;
  }
  const image: Image = {
    registryId: text(record['registryId'], 'registryId', wrong),
    repositoryName: text(record['repositoryName'], 'repositoryName', wrong),
    imageDigest: digest(record['imageDigest'], wrong),
    imageTags: tags(record['imageTags'], wrong),
    imagePushedAtMs: pushedAt(record['imagePushedAt'], wrong),
    imageSizeInBytes: size(record['imageSizeInBytes'], wrong),
    lastRecordedPullTimeMs: instant(record['lastRecordedPullTime'], 'lastRecordedPullTime', wrong),
    imageStatus: status(record['imageStatus'], wrong),
    lastArchivedAtMs: instant(record['lastArchivedAt'], 'lastArchivedAt', wrong),
    lastActivatedAtMs: instant(record['lastActivatedAt'], 'lastActivatedAt', wrong),
    subjectManifestDigest: text(record['subjectManifestDigest'], 'subjectManifestDigest', wrong),
    imageManifestMediaType: text(record['imageManifestMediaType'], 'imageManifestMediaType', wrong),
    artifactMediaType: text(record['artifactMediaType'], 'artifactMediaType', wrong),
    references: undefined,
  };
  return wrong.length === 0 ? image : undefined;
}

function text(value: unknown, name: string, wrong: string[]): string | undefined {
  if (typeof value === 'string') return value;
  if (value !== undefined && value !== null) {
    wrong.push(`\`${name}\` is ${shown(value)}, but text belongs here`);
  }
  return undefined;
}

function digest(value: unknown, wrong: string[]): string {
  if (typeof value === 'string' && value !== '') return value;
  if (value === '') wrong.push('`imageDigest` is empty');
  else if (text(value, 'imageDigest', wrong) === undefined && isAbsent(value)) {
    wrong.push('`imageDigest` is missing');
  }
  return '';
}

function pushedAt(value: unknown, wrong: string[]): number {
  const ms = instant(value, 'imagePushedAt', wrong);
  if (ms === undefined && isAbsent(value)) wrong.push('`imagePushedAt` is missing');
  return ms ?? 0;
}

function instant(value: unknown, name: string, wrong: string[]): number | undefined {
  if (isAbsent(value)) return undefined;
  const ms = parseInstant(value);
  if (ms === undefined) wrong.push(`\`${name}\` is ${shown(value)}, which is no instant`);
  return ms;
}

function size(value: unknown, wrong: string[]): number | undefined {
  if (typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY) return value;
  if (!isAbsent(value)) {
    wrong.push(`\`imageSizeInBytes\` is ${shown(value)}, but a number of bytes belongs here`);
  }
  return undefined;
}

function status(value: unknown, wrong: string[]): ImageStatus | undefined {
  if (isAbsent(value)) return undefined;
  // A loop of three comparisons, not a cast: what is found is the constant itself.
  for (const known of imageStatuses) if (value === known) return known;
  wrong.push(`\`imageStatus\` is ${shown(value)}, but ${imageStatuses.join(', ')} are known`);
  return undefined;
}

function tags(value: unknown, wrong: string[]): readonly string[] {
  if (isAbsent(value)) return [];
  if (isListOfText(value)) return value;
  wrong.push(`\`imageTags\` is ${shown(value)}, but a list of tags belongs here`);
  return [];
}

function isListOfText(value: unknown): value is readonly string[] {
  if (!Array.isArray(value)) return false;
  for (const element of value) if (typeof element !== 'string') return false;
  return true;
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** A value in a sentence: text in backticks, everything else also by its kind. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? 'a list' : 'an object';
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? quote(value) : `the ${jsonKind(value)} ${quote(value)}`;
}
