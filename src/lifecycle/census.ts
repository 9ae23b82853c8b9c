import { indexMediaTypes } from '../facts/image.js';
import type { Image } from '../model/image.js';

/** What one look at each image tells about a repository; everything rarer is looked for only where this says so. */
export interface Census {
  /** Whether all images belong to one repository. */
  readonly isOneRepository: boolean;
  /** Digests that some index points to. */
  readonly children: ReadonlySet<string>;
  readonly referrers: number;
  readonly archived: number;
  readonly activating: number;
  readonly restored: number;
  /** Archived images that do not say since when. */
  readonly undatedArchived: number;
  /** Indexes whose children are not known; a few of them by digest. */
  readonly blindIndexes: number;
  readonly someBlindDigests: readonly string[];
  readonly pushedLater: number;
}

/** Digests that fit on one command line. */
const digestsNamed = 3;

/** Looks once at each image. */
export function takeCensus(images: readonly Image[], nowMs: number): Census {
  const children = new Set<string>();
  const someBlindDigests: string[] = [];
  const first = images[0];
  let isOneRepository = true;
  let [referrers, archived, activating, restored] = [0, 0, 0, 0];
  let [undatedArchived, blindIndexes, pushedLater] = [0, 0, 0];
  for (let i = 0; i < images.length; i++) {
    const image = images[i] as Image; // within bounds
    const { references } = image;
    if (!isSameRepository(image, first)) isOneRepository = false;
    if (references !== undefined) {
      for (const digest of references) children.add(digest);
    } else if (isIndex(image)) {
      blindIndexes += 1;
      if (blindIndexes <= digestsNamed) someBlindDigests.push(image.imageDigest);
    }
    if (image.subjectManifestDigest !== undefined) referrers += 1;
    if (image.lastActivatedAtMs !== undefined) restored += 1;
    if (image.imagePushedAtMs > nowMs) pushedLater += 1;
    if (image.imageStatus === 'ACTIVATING') activating += 1;
    if (image.imageStatus === 'ARCHIVED') {
      archived += 1;
      if (image.lastArchivedAtMs === undefined) undatedArchived += 1;
    }
  }
  return {
    isOneRepository,
    children,
    referrers,
    archived,
    activating,
    restored,
    undatedArchived,
    blindIndexes,
    someBlindDigests,
    pushedLater,
  };
}

function isSameRepository(image: Image, other: Image | undefined): boolean {
  return image.repositoryName === other?.repositoryName && image.registryId === other?.registryId;
}

function isIndex({ imageManifestMediaType: type }: Image): boolean {
  return type === indexMediaTypes[0] || type === indexMediaTypes[1];
}
