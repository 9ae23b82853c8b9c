import { indexMediaTypes } from '../../facts/image.js';
import type { Image } from '../../model/image.js';
import type { CostReadings, StoredBytes } from './types.js';

/**
 * How much the images of one repository store, by storage class. An index only repeats the size of an image in it and
 * counts as empty. Layers that images share are counted with each, so the sum is no less than what is billed.
 */
export function storedBytes(
  images: readonly Image[],
  { readings = {} }: { readonly readings?: CostReadings | undefined } = {},
): StoredBytes {
  let standardBytes = 0;
  let archiveBytes = 0;
  let unsizedCount = 0;
  const seen = new Set<string>();
  for (const image of images) {
    if (seen.has(image.imageDigest)) continue;
    seen.add(image.imageDigest);
    if (image.imageSizeInBytes === undefined && !isIndex(image)) unsizedCount += 1;
    const size = billedBytes(image);
    if (isArchived(image, readings)) archiveBytes += size;
    else standardBytes += size;
  }
  return { standardBytes, archiveBytes, unsizedCount };
}

/** What one image stores: an index nothing, and one that does not tell its size nothing either. */
export function billedBytes(image: Image): number {
  return isIndex(image) ? 0 : (image.imageSizeInBytes ?? 0);
}

function isIndex({ imageManifestMediaType }: Image): boolean {
  return indexMediaTypes.some((type) => type === imageManifestMediaType);
}

function isArchived({ imageStatus }: Image, { activating }: CostReadings): boolean {
  return imageStatus === 'ARCHIVED' || (imageStatus === 'ACTIVATING' && activating === 'archive');
}
