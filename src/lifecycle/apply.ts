import type { Image } from '../model/image.js';
import type { LifecyclePreview } from './types.js';

/**
 * The images of one repository once everything that a preview announces has happened: expired ones are gone, archived
 * ones stand in the archive since that instant. Images that are held back stay as they are.
 */
export function applyLifecyclePreview(
  images: readonly Image[],
  { previewResults, cascaded }: Pick<LifecyclePreview, 'previewResults' | 'cascaded'>,
  nowMs: number,
): readonly Image[] {
  const done = new Map(
    [...previewResults, ...cascaded].map(({ imageDigest, action }) => [imageDigest, action.type]),
  );
  if (done.size === 0) return images;
  return images.flatMap((image): readonly Image[] => {
    switch (done.get(image.imageDigest)) {
      case 'EXPIRE':
        return [];
      case 'TRANSITION':
        return [archivedAt(image, nowMs)];
      default:
        return [image];
    }
  });
}

/** An image that has just been moved to the archive. */
export function archivedAt(image: Image, nowMs: number): Image {
  return { ...image, imageStatus: 'ARCHIVED', lastArchivedAtMs: nowMs };
}
