import { entryOf, withoutEntry } from '../../base/persistent-map.js';
import { planSignatureRemoval } from '../../signing/index.js';
import type { ImageDeleted } from '../events.js';
import { imageOf, parentsOf, referrersOf, withoutImage } from '../images.js';
import { mediaOf } from '../push/arrive.js';
import { addDue, type Draft, dropDue, keepRepository, repositoryOf, tell } from '../step/draft.js';
import type { Repository, StoredImage } from '../types.js';

/** Takes an image out of its repository, with its tags and what was to become of it. */
export function remove(
  draft: Draft,
  repositoryName: string,
  image: StoredImage,
  cause: ImageDeleted['cause'],
): void {
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return;
  const { imageDigest, imageTags } = image;
  const left = withoutImage(repository, image);
  const { upstreamChecks } = [imageDigest, ...imageTags].reduce(withoutCheck, left);
  keepRepository(draft, { ...left, upstreamChecks });
  dropDue(draft, { repositoryName, imageDigest }, 'activation', 'cleanup', 'archival');
  const what = { repositoryName, imageDigest, imageTags, ...mediaOf(image), cause };
  tell(draft, { kind: 'image-deleted', ...what });
}

/** The repository without what was noted of a reference to an upstream. */
export function withoutCheck(repository: Repository, reference: string): Repository {
  if (entryOf(repository.upstreamChecks, reference) === undefined) return repository;
  return { ...repository, upstreamChecks: withoutEntry(repository.upstreamChecks, reference) };
}

/**
 * Arranges that artifacts about images that have just been deleted, or archived, follow them, as the service does by
 * itself in a repository with a lifecycle policy. `before` is the repository as it was with those images.
 */
export function letReferrersFollow(
  draft: Draft,
  before: Repository,
  removed: readonly string[],
  kind: 'cleanup' | 'archival' = 'cleanup',
): void {
  const { repositoryName } = before;
  const images = withoutGuards(neighbourhood(before, removed), removed);
  if (images.length === removed.length) return;
  const { following } = planSignatureRemoval(
    {
      images,
      remove: removed,
      atMs: draft.place.atMs,
      hasLifecyclePolicy: before.lifecyclePolicy !== undefined,
    },
    { readings: draft.state.registry.readings.signing },
  );
  for (const { imageDigest, subjectManifestDigest, notBeforeMs } of following) {
    const what = { repositoryName, imageDigest, subjectManifestDigest };
    addDue(draft, { kind, ...what, dueMs: notBeforeMs });
  }
}

/** The images without what keeps those that have gone: that they went is decided already. */
function withoutGuards(
  images: readonly StoredImage[],
  gone: readonly string[],
): readonly StoredImage[] {
  return images.map((image) => {
    const references = image.references?.filter((digest) => !gone.includes(digest));
    return references === undefined ? image : { ...image, references };
  });
}

/** The images that a removal bears on: those removed, what is about them however deep, and the indexes over all that. */
function neighbourhood(repository: Repository, removed: readonly string[]): readonly StoredImage[] {
  const digests = new Set(removed);
  for (const digest of digests) {
    for (const referrer of referrersOf(repository, digest)) digests.add(referrer);
  }
  const about = digests.size > removed.length ? [...digests] : [];
  for (const digest of about) {
    for (const parent of parentsOf(repository, digest)) digests.add(parent);
  }
  return [...digests].flatMap((digest) => imageOf(repository, digest) ?? []);
}
