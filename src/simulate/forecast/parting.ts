import type { StartingRepository } from '../time/types.js';
import type { Fates } from './fates.js';
import type { ForecastDeed, ForecastFate, PartedImage, Parting } from './types.js';

/** Where two policies part: the images another fate awaits, and the first run that does not do the same. */
export function partingOf(
  starting: readonly StartingRepository[],
  before: readonly Fates[],
  after: readonly Fates[],
): Parting {
  const parted = starting.flatMap((start, index) =>
    partedImages(start, before[index], after[index]),
  );
  const sorted = parted.sort(
    (a, b) =>
      Number(b.image.isThere) - Number(a.image.isThere) ||
      a.atMs - b.atMs ||
      a.image.imagePushedAtMs - b.image.imagePushedAtMs,
  );
  const atMs = sorted.reduce((least, { atMs: ms }) => Math.min(least, ms), Infinity);
  return { ...(atMs === Infinity ? {} : { atMs }), images: sorted.map(({ image }) => image) };
}

interface Parted {
  readonly atMs: number;
  readonly image: PartedImage;
}

function partedImages(
  { registryId, repositoryName, images }: StartingRepository,
  before: Fates | undefined,
  after: Fates | undefined,
): Parted[] {
  if (before === undefined || after === undefined) return [];
  const there = new Set(images.map(({ imageDigest }) => imageDigest));
  const told = new Map([...after.all(), ...before.all()]);
  return [...told].flatMap(([imageDigest, { departure }]): Parted[] => {
    const fates = { before: before.of(imageDigest), after: after.of(imageDigest) };
    const atMs = partsAt(fates.before, fates.after);
    if (atMs === undefined) return [];
    const { imageTags, imagePushedAtMs } = departure;
    const isThere = there.has(imageDigest);
    const shared = { registryId, repositoryName, imageDigest, imageTags, imagePushedAtMs };
    return [{ atMs, image: { ...shared, isThere, ...fates } }];
  });
}

/** The first run in which two fates differ. A rule of another priority that does the same on the same day is no matter. */
function partsAt(a: ForecastFate, b: ForecastFate): number | undefined {
  const instants = [firstOf(a.archived, b.archived), firstOf(a.expires, b.expires)].filter(
    (ms) => ms !== undefined,
  );
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function firstOf(a: ForecastDeed | undefined, b: ForecastDeed | undefined): number | undefined {
  if (a?.atMs === b?.atMs) return undefined;
  return Math.min(a?.atMs ?? Infinity, b?.atMs ?? Infinity);
}
