import { activationMs, messages, targetStorageClasses } from '../../facts/registry.js';
import { letReferrersFollow } from '../delete/remove.js';
import { imageOf, parentsOf, withImage } from '../images.js';
import type { ImageIdentifier, Outcome, Refusal } from '../operations.js';
import { mediaOf } from '../push/arrive.js';
import { addDue, type Draft, keepRepository, repositoryOf, tell } from '../step/draft.js';
import { idFaults, imageById } from '../step/image-id.js';
import { noRepository, refused } from '../step/refuse.js';
import { done, type Turn } from '../step/turn.js';
import type { Repository, StoredImage } from '../types.js';

/** Into the archive at once, or on the way back, which a clock tick ends. */
export function updateImageStorageClass({
  draft,
  input,
}: Turn<'UpdateImageStorageClass'>): Outcome<'UpdateImageStorageClass'> {
  const { repositoryName, imageId, targetStorageClass } = input;
  if (!targetStorageClasses.includes(targetStorageClass)) {
    const { wrongValue } = messages;
    const values = targetStorageClasses.join(', ');
    return refused('InvalidParameterException', wrongValue, 'targetStorageClass', values);
  }
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const image = namedImage(draft, repository, imageId);
  if ('exception' in image) return image;
  const { imageStatus = 'ACTIVE' } = image;
  const archives = targetStorageClass === 'ARCHIVE';
  const possible = archives
    ? imageStatus === 'ACTIVE' && !isHeld(draft, repository, image)
    : imageStatus === 'ARCHIVED';
  if (!possible) {
    const exception = 'ImageStorageClassUpdateNotSupportedException';
    return refused(exception, messages.storageClass, targetStorageClass);
  }
  if (archives) archiveAsAsked(draft, repository, image);
  else activate(draft, repository, image);
  const after = archives ? 'ARCHIVED' : 'ACTIVATING';
  const { registryId } = draft.place;
  return done<'UpdateImageStorageClass'>({
    registryId,
    repositoryName,
    imageId: { ...imageId, imageDigest: image.imageDigest },
    imageStatus: after,
  });
}

/** The image that a request names, or why it names none. */
export function namedImage(
  { place }: Draft,
  repository: Repository,
  imageId: ImageIdentifier,
): StoredImage | Refusal {
  const question = { repository, imageId };
  if (idFaults['no-id'](question)) {
    return refused('InvalidParameterException', messages.missing, 'imageId');
  }
  const image = imageById(repository, imageId);
  if (image !== undefined && !idFaults['tag-elsewhere'](question)) return image;
  const { imageDigest = 'null', imageTag = 'null' } = imageId;
  const names = [imageDigest, imageTag, repository.repositoryName, place.registryId] as const;
  return refused('ImageNotFoundException', messages.imageNotFound, ...names);
}

/** Whether images behind an index stay where they are while the index does. */
function isHeld({ state }: Draft, repository: Repository, { imageDigest }: StoredImage): boolean {
  if (state.registry.readings.registry.archiveBehindIndex === 'allowed') return false;
  return isHeldByIndex(repository, imageDigest);
}

/** Whether an index that is not archived references a digest. */
export function isHeldByIndex(repository: Repository, imageDigest: string): boolean {
  return parentsOf(repository, imageDigest).some((parent) => {
    const { imageStatus = 'ACTIVE' } = imageOf(repository, parent) ?? {};
    return imageStatus !== 'ARCHIVED';
  });
}

/** Puts an image into the archive. */
export function archive(
  draft: Draft,
  repositoryName: string,
  image: StoredImage,
  cause: 'request' | 'lifecycle' | 'lifecycle-cascade' | 'referrer-cleanup',
): void {
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return;
  const { imageDigest, imageTags } = image;
  const archived = { imageStatus: 'ARCHIVED', lastArchivedAtMs: draft.place.atMs } as const;
  keepRepository(draft, withImage(repository, { ...image, ...archived }));
  const what = { repositoryName, imageDigest, imageTags, ...mediaOf(image), cause };
  tell(draft, { kind: 'image-archived', ...what });
}

/** Into the archive; artifacts about the image come after it, as they follow what is deleted. */
function archiveAsAsked(draft: Draft, repository: Repository, image: StoredImage): void {
  archive(draft, repository.repositoryName, image, 'request');
  if (draft.state.registry.readings.registry.archivedSubject === 'artifacts-stay') return;
  letReferrersFollow(draft, repository, [image.imageDigest], 'archival');
}

function activate(draft: Draft, repository: Repository, image: StoredImage): void {
  const { repositoryName } = repository;
  const { imageDigest, imageTags } = image;
  keepRepository(draft, withImage(repository, { ...image, imageStatus: 'ACTIVATING' }));
  const dueMs = draft.place.atMs + activationMs;
  addDue(draft, { kind: 'activation', repositoryName, imageDigest, dueMs });
  const what = { repositoryName, imageDigest, imageTags, ...mediaOf(image) };
  tell(draft, { kind: 'image-activating', ...what, cause: 'request' });
}
