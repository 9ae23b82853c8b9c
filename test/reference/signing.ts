import type {
  SignatureRemoval,
  SigningConfiguration,
  SigningPush,
  SigningReadings,
} from '../../src/signing/index.js';
import { matchesWholeTag } from './tagging.js';

/**
 * Managed signing as the guide words it, naively: on a push, each profile of a rule that matches signs an image or an
 * index, with the pusher's permission. Signatures and other artifacts are not signed.
 */
export function referenceSigning(
  { rules }: SigningConfiguration,
  push: SigningPush,
): Record<string, string> {
  const statuses: Record<string, string> = {};
  if (push.cause !== 'push') return statuses;
  if (push.artifact === 'signature' || push.artifact === 'referrer') return statuses;
  for (const { signingProfileArn, repositoryFilters } of rules) {
    const matches =
      repositoryFilters === undefined ||
      repositoryFilters.some(({ filter }) =>
        matchesWholeTag([...filter], [...push.repositoryName]),
      );
    if (!matches) continue;
    const may = push.maySign?.[signingProfileArn];
    const status = { allowed: 'COMPLETE', denied: 'FAILED', unknown: 'depends' };
    statuses[signingProfileArn] = status[may ?? 'unknown'];
  }
  return statuses;
}

/**
 * Which images are gone in the end. An image named goes unless an index that is not going points at it. Then, in a
 * repository with a lifecycle policy, whatever has a subject that is gone goes as well, unless an index that is not in
 * the archive points at it. Two readings say otherwise: nothing keeps it, or an archived index does as well.
 */
export function referenceRemaining(
  { images, remove, hasLifecyclePolicy }: SignatureRemoval,
  { referrersBehindIndex = 'stay', archivedIndex = 'frees' }: SigningReadings,
): string[] {
  const pointedAtBy = (digest: string, among: ReadonlySet<string>) =>
    images.some(
      ({ imageDigest, references = [] }) =>
        imageDigest !== digest && among.has(imageDigest) && references.includes(digest),
    );
  const statusOf = (digest: string) =>
    images.find(({ imageDigest }) => imageDigest === digest)?.imageStatus;
  // Take all that is named away, and put back what is still pointed at, until nothing changes.
  const staying = new Set(images.map(({ imageDigest }) => imageDigest));
  for (const digest of remove) staying.delete(digest);
  for (let before = -1; before !== staying.size; ) {
    before = staying.size;
    for (const { imageDigest } of images) {
      if (!staying.has(imageDigest) && pointedAtBy(imageDigest, staying)) staying.add(imageDigest);
    }
  }
  const named = new Set(remove);
  for (let before = -1; hasLifecyclePolicy && before !== staying.size; ) {
    before = staying.size;
    for (const { imageDigest, subjectManifestDigest: subject } of images) {
      const present = images.some((image) => image.imageDigest === subject);
      const orphan = subject !== undefined && present && !staying.has(subject);
      if (!orphan || named.has(imageDigest)) continue;
      const keepers = [...staying].filter(
        (digest) => archivedIndex === 'guards' || statusOf(digest) !== 'ARCHIVED',
      );
      const stays = referrersBehindIndex === 'stay' && pointedAtBy(imageDigest, new Set(keepers));
      if (!stays) staying.delete(imageDigest);
    }
  }
  return [...staying].sort();
}
