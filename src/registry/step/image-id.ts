import { filled } from '../../base/frame.js';
import { textOf } from '../../base/loose.js';
import { failureReasons, type imageFailureCodes } from '../../facts/registry.js';
import { imageDigestPattern, imageTagLengthMax } from '../../facts/repository.js';
import { imageOf, taggedImage } from '../images.js';
import type { ImageFailure, ImageIdentifier } from '../operations.js';
import type { Repository, StoredImage } from '../types.js';

const digests = /* @__PURE__ */ new RegExp(imageDigestPattern);

/** What can be wrong with an id, and with finding its image. */
export type IdFault = 'no-id' | 'digest-spelling' | 'tag-spelling' | 'unknown' | 'tag-elsewhere';

/** What is asked about one id of a batch. */
export interface IdQuestion {
  readonly repository: Repository;
  readonly imageId: ImageIdentifier;
}

/** Whether each fault is there. */
export const idFaults: { readonly [Fault in IdFault]: (question: IdQuestion) => boolean } = {
  'no-id': ({ imageId }) =>
    textOf(imageId.imageDigest) === undefined && textOf(imageId.imageTag) === undefined,
  'digest-spelling': ({ imageId: { imageDigest } }) =>
    imageDigest !== undefined && !digests.test(imageDigest),
  'tag-spelling': ({ imageId: { imageTag } }) =>
    imageTag !== undefined && (imageTag === '' || imageTag.length > imageTagLengthMax),
  unknown: ({ repository, imageId: { imageDigest, imageTag } }) =>
    imageDigest === undefined
      ? taggedImage(repository, imageTag ?? '') === undefined
      : imageOf(repository, imageDigest) === undefined,
  'tag-elsewhere': ({ repository, imageId: { imageDigest, imageTag } }) =>
    imageDigest !== undefined &&
    imageTag !== undefined &&
    taggedImage(repository, imageTag)?.imageDigest !== imageDigest,
};

/** The image that an id without a fault names. */
export function imageById(
  repository: Repository,
  { imageDigest, imageTag }: ImageIdentifier,
): StoredImage | undefined {
  return imageDigest === undefined
    ? taggedImage(repository, imageTag ?? '')
    : imageOf(repository, imageDigest);
}

/** A batch's word that nothing was done with an id; `values` stand in the blanks of the reason. */
export function idFailure(
  imageId: ImageIdentifier,
  failureCode: (typeof imageFailureCodes)[number],
  ...values: readonly string[]
): ImageFailure {
  return { imageId, failureCode, failureReason: filled(failureReasons[failureCode], ...values) };
}

/** Each id once, and of each nothing but its two parts. */
export function distinctIds(ids: readonly ImageIdentifier[]): readonly ImageIdentifier[] {
  const found = new Map<string, ImageIdentifier>();
  for (const { imageDigest, imageTag } of ids) {
    const id = {
      ...(imageDigest === undefined ? {} : { imageDigest }),
      ...(imageTag === undefined ? {} : { imageTag }),
    };
    found.set(JSON.stringify([imageDigest, imageTag]), id);
  }
  return [...found.values()];
}
