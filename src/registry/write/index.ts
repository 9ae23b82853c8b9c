/** A registry as the answers that AWS would give of it. */
export { registryFiles } from './files.js';
export {
  type AwsResponse,
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
} from './responses.js';
