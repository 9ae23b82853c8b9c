import { pullTimeRefreshMs } from '../../facts/registry.js';
import { resolveUpstream } from '../../pull-through/index.js';
import { miscountedIds } from '../delete/batch-delete.js';
import { imageOf, withImage } from '../images.js';
import type {
  CommandOf,
  ImageFailure,
  ImageIdentifier,
  ImageRecord,
  Outcome,
} from '../operations.js';
import { roleArnOf } from '../step/authorize.js';
import { type Draft, keepRepository, regionalOf, repositoryOf, tell } from '../step/draft.js';
import { distinctIds } from '../step/image-id.js';
import { noRepository } from '../step/refuse.js';
import { done, type Turn } from '../step/turn.js';
import { pullThrough } from './pull-through.js';
import { pulledFrom, type Served } from './pulled.js';

/** BatchGetImage, which is a pull: of what is here, or through a cache of what its upstream has. */
export function batchGetImage({
  draft,
  command,
  input,
}: Turn<'BatchGetImage'>): Outcome<'BatchGetImage'> {
  const { repositoryName } = input;
  const miscounted = miscountedIds(input.imageIds);
  if (miscounted !== undefined) return miscounted;
  const { compiled } = regionalOf(draft).pullThrough;
  const isCache = resolveUpstream(compiled, repositoryName).kind === 'cached';
  if (!isCache && repositoryOf(draft, repositoryName) === undefined) {
    return noRepository(draft, repositoryName);
  }
  const images: ImageRecord[] = [];
  const failures: ImageFailure[] = [];
  for (const imageId of distinctIds(input.imageIds)) {
    const pulled = isCache
      ? pullThrough(draft, command, imageId)
      : pulledFrom(draft, repositoryName, imageId);
    if ('exception' in pulled) return pulled;
    if ('failureCode' in pulled) failures.push(pulled);
    else images.push(served(draft, command, pulled));
  }
  return done<'BatchGetImage'>({ images, failures });
}

/** The answer for one image; its last pull is recorded. */
function served(
  draft: Draft,
  command: CommandOf<'BatchGetImage'>,
  { imageId, image }: Served,
): ImageRecord {
  const { repositoryName } = command.input;
  record(draft, command, imageId);
  return {
    registryId: draft.place.registryId,
    repositoryName,
    imageId,
    imageManifest: image.imageManifest,
    imageManifestMediaType: image.imageManifestMediaType,
  };
}

/** Sets the time of the last pull, unless whoever pulls is excluded or it is fresh enough. */
function record(
  draft: Draft,
  command: CommandOf<'BatchGetImage'>,
  { imageDigest = '', imageTag }: ImageIdentifier,
): void {
  const { repositoryName } = command.input;
  const repository = repositoryOf(draft, repositoryName);
  const image = repository === undefined ? undefined : imageOf(repository, imageDigest);
  if (repository === undefined || image === undefined || isExcluded(draft, command)) return;
  const { atMs } = draft.place;
  const { lastRecordedPullTimeMs: lastMs } = image;
  const everyPull = draft.state.registry.readings.registry.pullTime === 'every-pull';
  if (lastMs !== undefined && atMs - lastMs < (everyPull ? 1 : pullTimeRefreshMs)) return;
  keepRepository(draft, withImage(repository, { ...image, lastRecordedPullTimeMs: atMs }));
  tell(draft, { kind: 'pull-recorded', repositoryName, imageDigest, imageTag });
}

function isExcluded(draft: Draft, { principal }: CommandOf<'BatchGetImage'>): boolean {
  if (principal === undefined) return false;
  const { arn, roleArn } = typeof principal === 'string' ? { arn: principal } : principal;
  const names = [arn, roleArn, roleArnOf(arn)];
  return regionalOf(draft).pullTimeUpdateExclusions.some((excluded) => names.includes(excluded));
}
