import { type Image, type ImageStatus, orThrow, type Result } from '../src/lifecycle/index.js';

/** An image as a case writes it: AWS's names and ISO instants, with a short label and what a manifest would tell. */
export interface CaseImage {
  readonly label: string;
  readonly imageDigest: string;
  readonly imageTags?: readonly string[];
  readonly imagePushedAt: string;
  readonly imageStatus?: ImageStatus;
  readonly lastRecordedPullTime?: string;
  readonly lastArchivedAt?: string;
  readonly lastActivatedAt?: string;
  readonly subjectManifestDigest?: string;
  readonly imageManifestMediaType?: string;
  readonly references?: readonly string[];
}

/** The image that `parseInventory` and `parseManifests` would make of it. */
export function imageOf(written: CaseImage): Image {
  const at = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  return {
    imageDigest: written.imageDigest,
    imageTags: written.imageTags ?? [],
    imagePushedAtMs: Date.parse(written.imagePushedAt),
    imageStatus: written.imageStatus,
    lastRecordedPullTimeMs: at(written.lastRecordedPullTime),
    lastArchivedAtMs: at(written.lastArchivedAt),
    lastActivatedAtMs: at(written.lastActivatedAt),
    subjectManifestDigest: written.subjectManifestDigest,
    imageManifestMediaType: written.imageManifestMediaType,
    references: written.references,
  };
}

/** The value of a reading that the test expects to succeed. */
export const read = <T>(result: Result<T>): T => orThrow(result);
