import { byCodeUnit } from '../../base/order.js';
import { valuesOf } from '../../base/persistent-map.js';
import type { RegistryDocumentKind, RegistryFile } from '../read/types.js';
import type { RegionalRegistry, Registry, Repository } from '../types.js';
import { registryKey } from '../value.js';
import {
  repositoriesOf,
  toDescribeImagesResponse,
  toDescribePullThroughCacheRulesResponse,
  toDescribeRegistryResponse,
  toDescribeRepositoriesResponse,
  toDescribeRepositoryCreationTemplatesResponse,
  toGetAccountSettingResponses,
  toGetLifecyclePolicyResponse,
  toGetRegistryPolicyResponse,
  toGetRegistryScanningConfigurationResponse,
  toGetRepositoryPolicyResponse,
  toGetSigningConfigurationResponse,
  toListPullTimeUpdateExclusionsResponse,
  toListTagsForResourceResponse,
  toManifestRecords,
} from './responses.js';

/**
 * A registry as the answers that AWS would give of it, a file for each, which `readRegistry` reads back. What no answer
 * tells stays behind: when replication was configured, what is due, and what was replicated and signed.
 */
export function registryFiles(registry: Registry): readonly RegistryFile[] {
  return valuesOf(registry.registries)
    .sort((a, b) => byCodeUnit(registryKey(a), registryKey(b)))
    .flatMap((regional) => [
      ...registryAnswers(regional),
      ...repositoriesOf(regional).flatMap((repository) => repositoryAnswers(regional, repository)),
    ]);
}

function registryAnswers(regional: RegionalRegistry): readonly RegistryFile[] {
  const { registryId, region } = regional;
  return answers({ registryId, region }, `${registryId}/${region}`, {
    'describe-registry': toDescribeRegistryResponse(regional),
    'describe-repositories': toDescribeRepositoriesResponse(regional),
    'get-registry-policy': toGetRegistryPolicyResponse(regional),
    'get-registry-scanning-configuration': toGetRegistryScanningConfigurationResponse(regional),
    'get-signing-configuration': toGetSigningConfigurationResponse(regional),
    'describe-repository-creation-templates':
      toDescribeRepositoryCreationTemplatesResponse(regional),
    'describe-pull-through-cache-rules': toDescribePullThroughCacheRulesResponse(regional),
    'get-account-setting': toGetAccountSettingResponses(regional),
    'list-pull-time-update-exclusions': toListPullTimeUpdateExclusionsResponse(regional),
  });
}

function repositoryAnswers(
  regional: RegionalRegistry,
  repository: Repository,
): readonly RegistryFile[] {
  const { registryId, region } = regional;
  const { repositoryName, resourceTags } = repository;
  const manifests = toManifestRecords(regional, repository);
  const place = { registryId, region, repositoryName };
  return answers(place, `${registryId}/${region}/${repositoryName}`, {
    'describe-images': toDescribeImagesResponse(regional, repository),
    'batch-get-image': manifests.length === 0 ? undefined : { images: manifests, failures: [] },
    'get-lifecycle-policy': toGetLifecyclePolicyResponse(regional, repository),
    'get-repository-policy': toGetRepositoryPolicyResponse(regional, repository),
    'list-tags-for-resource':
      resourceTags.length === 0 ? undefined : toListTagsForResourceResponse(repository),
  });
}

/** A file for each answer that there is. */
function answers(
  place: Omit<RegistryFile, 'path'>,
  folder: string,
  values: { readonly [Kind in RegistryDocumentKind]?: unknown },
): readonly RegistryFile[] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ path: `${folder}/${name}.json`, ...place, value }));
}
