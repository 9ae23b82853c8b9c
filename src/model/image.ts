import type { imageStatuses } from '../facts/image.js';

/** Where an image stands between the two storage classes. */
export type ImageStatus = (typeof imageStatuses)[number];

/**
 * One image of a repository, with the names of AWS's `ImageDetail`. Instants are whole milliseconds since 1970 UTC.
 * `parseInventory` reads these from `aws ecr describe-images`.
 */
export interface Image {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  readonly imageDigest: string;
  /** Empty for an untagged image. */
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  /** For an index, the size of its largest manifest. */
  readonly imageSizeInBytes?: number | undefined;
  /** Absent when the image was never pulled. */
  readonly lastRecordedPullTimeMs?: number | undefined;
  /** Absent means `ACTIVE`. */
  readonly imageStatus?: ImageStatus | undefined;
  readonly lastArchivedAtMs?: number | undefined;
  /** When the image was last restored from the archive. */
  readonly lastActivatedAtMs?: number | undefined;
  /** The image that this signature, SBOM or attestation is about. */
  readonly subjectManifestDigest?: string | undefined;
  readonly imageManifestMediaType?: string | undefined;
  readonly artifactMediaType?: string | undefined;
  /** Digests of the manifests an index points to; `parseManifests` reads them from `aws ecr batch-get-image`. */
  readonly references?: readonly string[] | undefined;
}

/** Images of each repository, in the order in which the repositories first appear. */
export function byRepository(images: readonly Image[]): readonly (readonly Image[])[] {
  const groups = new Map<string, Image[]>();
  for (const image of images) {
    // A registry id holds no blank, so the two parts cannot run into each other.
    const key = `${image.registryId ?? ''} ${image.repositoryName ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [image]);
    else group.push(image);
  }
  return [...groups.values()];
}
