import { pullFailures } from '../../facts/registry.js';
import type { ImageFailure, ImageIdentifier, Refusal } from '../operations.js';
import { type Draft, repositoryOf } from '../step/draft.js';
import { idFailure, idFaults, imageById } from '../step/image-id.js';
import { noRepository } from '../step/refuse.js';
import type { StoredImage } from '../types.js';

/** What one pull of an image that is here comes to. */
export type Pulled = Served | ImageFailure | Refusal;

export interface Served {
  readonly imageId: ImageIdentifier;
  readonly image: StoredImage;
}

/** An image of the repository, or the code by the table of failures. */
export function pulledFrom(draft: Draft, repositoryName: string, imageId: ImageIdentifier): Pulled {
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const found = pullFailures.find(({ fault }) => idFaults[fault]({ repository, imageId }));
  if (found !== undefined) return idFailure(imageId, found.failureCode);
  const image = imageById(repository, imageId);
  if (image === undefined) return idFailure(imageId, 'ImageNotFound');
  const { imageStatus = 'ACTIVE', imageDigest } = image;
  if (imageStatus !== 'ACTIVE') {
    const code = draft.state.registry.readings.registry.archivedPull;
    return idFailure({ ...imageId, imageDigest }, code);
  }
  return { imageId: { ...imageId, imageDigest }, image };
}
