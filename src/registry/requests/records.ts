import { repositoryArn } from '../../model/arn.js';
import { repositoryUri } from '../../model/image-uri.js';
import { formatInstant } from '../../model/instant.js';
import type { RegistryAddress } from '../../model/registry.js';
import type { Repository, StoredImage } from '../types.js';

/** A repository in the shape of AWS's `Repository`, instants as ISO 8601 text in UTC. */
export function repositoryRecord(
  { registryId, region }: RegistryAddress,
  repository: Repository,
): Readonly<Record<string, unknown>> {
  const { repositoryName, imageTagMutabilityExclusionFilters: filters } = repository;
  const address = { registryId, region, repositoryName };
  return {
    repositoryArn: repositoryArn(address),
    registryId,
    repositoryName,
    repositoryUri: repositoryUri(address),
    createdAt: formatInstant(repository.createdAtMs),
    imageTagMutability: repository.imageTagMutability,
    ...(filters === undefined ? {} : { imageTagMutabilityExclusionFilters: filters }),
    imageScanningConfiguration: repository.imageScanningConfiguration,
    encryptionConfiguration: repository.encryptionConfiguration,
  };
}

/** An image in the shape of AWS's `ImageDetail`; what the registry does not know is left out. */
export function imageDetail(
  { registryId }: RegistryAddress,
  repositoryName: string,
  image: StoredImage,
): Readonly<Record<string, unknown>> {
  const { imageTags, imageStatus = 'ACTIVE', imageScanStatus: scan } = image;
  return {
    registryId,
    repositoryName,
    imageDigest: image.imageDigest,
    ...(imageTags.length === 0 ? {} : { imageTags }),
    ...known('imageSizeInBytes', image.imageSizeInBytes),
    imagePushedAt: formatInstant(image.imagePushedAtMs),
    ...known('imageScanStatus', scan === undefined ? undefined : { status: scan }),
    ...known('imageManifestMediaType', image.imageManifestMediaType),
    ...known('artifactMediaType', image.artifactMediaType),
    ...known('lastRecordedPullTime', instant(image.lastRecordedPullTimeMs)),
    ...known('subjectManifestDigest', image.subjectManifestDigest),
    imageStatus,
    ...known('lastArchivedAt', instant(image.lastArchivedAtMs)),
    ...known('lastActivatedAt', instant(image.lastActivatedAtMs)),
  };
}

function instant(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : formatInstant(ms);
}

function known(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === undefined ? {} : { [name]: value };
}
