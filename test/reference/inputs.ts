import type { Image, ImageReference } from '../../src/inputs/index.js';

/**
 * Instants as people spell them, naively: the text is brought into the one form that `Date` reads alike everywhere, and
 * a time without a zone is UTC. Shares no code with the reader. It knows dates with four-digit years and numbers.
 */
export function referenceInstant(value: string | number): number | undefined {
  if (typeof value === 'number') return referenceNumber(value);
  const parts =
    /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?$/.exec(
      value,
    );
  if (parts === null) return undefined;
  const [, date = '', time, seconds = ':00', fraction = '', zone = 'Z'] = parts;
  if (time === undefined && parts[5] !== undefined) return undefined;
  if (parts[3] === undefined && parts[4] !== undefined) return undefined;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (new Date(Date.UTC(2000, month, 0)).getUTCMonth() !== month - 1) return undefined;
  if (day < 1 || day > daysOf(year, month)) return undefined;
  const [, hours = '+00', minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (Math.abs(Number(hours)) > 23 || Number(minutes) > 59) return undefined;
  const text = `${date}T${time ?? '00:00'}${seconds}.${`${fraction}000`.slice(0, 3)}${hours}:${minutes}`;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** The last day of a month is the day before the first of the next one. */
function daysOf(year: number, month: number): number {
  const next = new Date(0);
  next.setUTCFullYear(year, month, 0);
  return next.getUTCDate();
}

function referenceNumber(value: number): number | undefined {
  const seconds = Math.abs(value) < 1e11;
  const ms = Math.floor(seconds ? Number((value * 1000).toFixed(3)) : value);
  return Number.isNaN(new Date(ms).getTime()) ? undefined : ms + 0;
}

/**
 * Whether a reference means an image, naively. A host that is not ECR's names another registry; whatever both sides say
 * about account, Region and repository must be the same; then the digest decides, and without one the tag.
 */
export function referenceMeaning(
  { registryId, region, host, repositoryName, tag, digest }: ImageReference,
  image: Image,
  regionOfImage: string | undefined,
): boolean {
  if (host !== undefined && registryId === undefined) return false;
  const said = [
    [registryId, image.registryId],
    [region, regionOfImage],
    [repositoryName, image.repositoryName],
  ];
  for (const [one, other] of said) {
    if (one !== undefined && other !== undefined && one !== other) return false;
  }
  if (digest !== undefined) return image.imageDigest === digest;
  return tag !== undefined && image.imageTags.includes(tag);
}
