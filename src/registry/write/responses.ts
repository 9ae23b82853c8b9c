import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import { formatInstant } from '../../model/instant.js';
import type { RegistryAddress } from '../../model/registry.js';
import { imageDetail, repositoryRecord } from '../requests/records.js';
import type { RegionalRegistry, Repository, StoredImage } from '../types.js';

/** An answer of AWS's, member by member. */
export type AwsResponse = Readonly<Record<string, unknown>>;

/** What DescribeRepositories answers, by name and without pages. */
export function toDescribeRepositoriesResponse(regional: RegionalRegistry): AwsResponse {
  return {
    repositories: repositoriesOf(regional).map((one) => repositoryRecord(regional, one)),
  };
}

/** What DescribeImages answers when its filter asks for every status, by digest and without pages. */
export function toDescribeImagesResponse(
  address: RegistryAddress,
  repository: Repository,
): AwsResponse {
  const { repositoryName } = repository;
  return {
    imageDetails: imagesOf(repository).map((image) => ({
      ...imageDetail(address, repositoryName, image),
      ...scanSummary(image),
    })),
  };
}

/** A basic scan that ended; a restored image has lost its results. */
function scanSummary({ lastBasicScanAtMs, imageScanStatus }: StoredImage): AwsResponse {
  if (lastBasicScanAtMs === undefined || imageScanStatus !== 'COMPLETE') return {};
  return {
    imageScanFindingsSummary: { imageScanCompletedAt: formatInstant(lastBasicScanAtMs) },
  };
}

/** What GetLifecyclePolicy answers; undefined where there is none, which AWS answers with an error. */
export function toGetLifecyclePolicyResponse(
  { registryId }: RegistryAddress,
  { repositoryName, lifecyclePolicy }: Repository,
): AwsResponse | undefined {
  if (lifecyclePolicy === undefined) return undefined;
  const { lifecyclePolicyText, lastEvaluatedAtMs } = lifecyclePolicy;
  const lastEvaluatedAt = formatInstant(lastEvaluatedAtMs);
  return { registryId, repositoryName, lifecyclePolicyText, lastEvaluatedAt };
}

/** What GetRepositoryPolicy answers; undefined where there is none, which AWS answers with an error. */
export function toGetRepositoryPolicyResponse(
  { registryId }: RegistryAddress,
  { repositoryName, repositoryPolicy }: Repository,
): AwsResponse | undefined {
  if (repositoryPolicy === undefined) return undefined;
  return { registryId, repositoryName, policyText: repositoryPolicy.policyText };
}

/** What ListTagsForResource answers, which does not say whose tags they are. */
export function toListTagsForResourceResponse({ resourceTags }: Repository): AwsResponse {
  return { tags: resourceTags };
}

/** What GetRegistryPolicy answers; undefined where there is none, which AWS answers with an error. */
export function toGetRegistryPolicyResponse({
  registryId,
  registryPolicy,
}: RegionalRegistry): AwsResponse | undefined {
  return registryPolicy === undefined
    ? undefined
    : { registryId, policyText: registryPolicy.policyText };
}

/** What DescribeRegistry answers: the replication, which has no rules where none was put. */
export function toDescribeRegistryResponse({
  registryId,
  replication,
}: RegionalRegistry): AwsResponse {
  return { registryId, replicationConfiguration: replication?.document ?? { rules: [] } };
}

/** What GetRegistryScanningConfiguration answers. */
export function toGetRegistryScanningConfigurationResponse({
  registryId,
  scanning,
}: RegionalRegistry): AwsResponse {
  return { registryId, scanningConfiguration: scanning.document };
}

/** What GetSigningConfiguration answers; undefined where there is none, which AWS answers with an error. */
export function toGetSigningConfigurationResponse({
  registryId,
  signing,
}: RegionalRegistry): AwsResponse | undefined {
  return signing === undefined ? undefined : { registryId, signingConfiguration: signing.document };
}

/** What DescribeRepositoryCreationTemplates answers, without pages. */
export function toDescribeRepositoryCreationTemplatesResponse({
  registryId,
  creationTemplates,
}: RegionalRegistry): AwsResponse {
  return { registryId, repositoryCreationTemplates: creationTemplates.document };
}

/** What DescribePullThroughCacheRules answers, without pages. */
export function toDescribePullThroughCacheRulesResponse({
  registryId,
  pullThrough,
}: RegionalRegistry): AwsResponse {
  return { pullThroughCacheRules: pullThrough.document.map((rule) => ({ ...rule, registryId })) };
}

/** What GetAccountSetting answers for each setting. */
export function toGetAccountSettingResponses({
  accountSettings,
}: RegionalRegistry): readonly AwsResponse[] {
  return Object.entries(accountSettings).map(([name, value]) => ({ name, value }));
}

/** What ListPullTimeUpdateExclusions answers, without pages. */
export function toListPullTimeUpdateExclusionsResponse({
  pullTimeUpdateExclusions,
}: RegionalRegistry): AwsResponse {
  return { pullTimeUpdateExclusions };
}

/**
 * What BatchGetImage would give of each image that points to others: the manifest as it was pushed, or where only its
 * description is known an index with the same children.
 */
export function toManifestRecords(
  { registryId }: RegistryAddress,
  repository: Repository,
): readonly AwsResponse[] {
  const { repositoryName } = repository;
  return imagesOf(repository).flatMap(
    ({ imageDigest, imageManifest, imageManifestMediaType, references = [] }) => {
      if (imageManifest === undefined && references.length === 0) return [];
      const manifests = references.map((digest) => ({ digest }));
      const described = JSON.stringify({ schemaVersion: 2, manifests });
      const imageId = { imageDigest };
      const text = imageManifest ?? described;
      return [{ registryId, repositoryName, imageId, imageManifest: text, imageManifestMediaType }];
    },
  );
}

/** The repositories of a registry by name. */
export function repositoriesOf({ repositories }: RegionalRegistry): readonly Repository[] {
  return valuesOf(repositories).sort((a, b) => byCodeUnit(a.repositoryName, b.repositoryName));
}

function imagesOf({ images }: Repository): readonly StoredImage[] {
  return valuesOf(images).sort((a, b) => byCodeUnit(a.imageDigest, b.imageDigest));
}
