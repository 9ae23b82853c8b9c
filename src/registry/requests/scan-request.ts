import { messages } from '../../facts/registry.js';
import type { Outcome } from '../operations.js';
import { scan } from '../push/scan.js';
import { repositoryOf } from '../step/draft.js';
import { noRepository, refused } from '../step/refuse.js';
import { done, type Turn } from '../step/turn.js';
import { namedImage } from './storage-class.js';

export function startImageScan({
  draft,
  input,
}: Turn<'StartImageScan'>): Outcome<'StartImageScan'> {
  const { repositoryName, imageId } = input;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const image = namedImage(draft, repository, imageId);
  if ('exception' in image) return image;
  const { imageDigest } = image;
  const verdict = scan(draft, repositoryName, imageDigest, 'start-image-scan');
  if (verdict?.kind === 'refused') {
    return refused(verdict.exception, verdict.message ?? messages.scanRefused);
  }
  const { registryId } = draft.place;
  return done<'StartImageScan'>({
    registryId,
    repositoryName,
    imageId: { ...imageId, imageDigest },
    imageScanStatus: { status: 'COMPLETE' },
  });
}
