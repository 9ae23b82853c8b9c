/** Members that each answer has which tells of a registry, by the AWS CLI command that gives it. */
export const documentMembers = {
  'describe-registry': ['registryId', 'replicationConfiguration'],
  'describe-repositories': ['repositories'],
  'describe-images': ['imageDetails'],
  'batch-get-image': ['images', 'failures'],
  'get-lifecycle-policy': [
    'registryId',
    'repositoryName',
    'lifecyclePolicyText',
    'lastEvaluatedAt',
  ],
  'get-repository-policy': ['registryId', 'repositoryName', 'policyText'],
  'get-registry-policy': ['registryId', 'policyText'],
  'get-registry-scanning-configuration': ['registryId', 'scanningConfiguration'],
  'get-signing-configuration': ['registryId', 'signingConfiguration'],
  'describe-repository-creation-templates': ['registryId', 'repositoryCreationTemplates'],
  'describe-pull-through-cache-rules': ['pullThroughCacheRules'],
  'get-account-setting': ['name', 'value'],
  'list-pull-time-update-exclusions': ['pullTimeUpdateExclusions'],
  'list-tags-for-resource': ['tags'],
} as const;

/** Members that an answer has besides: of paging, and of the tools that took it. */
export const answerMembers = ['nextToken', 'NextToken', 'ResponseMetadata', '$metadata'] as const;

/** Members of the record of a repository. */
export const repositoryMembers = [
  'repositoryArn',
  'registryId',
  'repositoryName',
  'repositoryUri',
  'createdAt',
  'imageTagMutability',
  'imageTagMutabilityExclusionFilters',
  'imageScanningConfiguration',
  'encryptionConfiguration',
] as const;

/** Members of the record of an image. */
export const imageMembers = [
  'registryId',
  'repositoryName',
  'imageDigest',
  'imageTags',
  'imageSizeInBytes',
  'imagePushedAt',
  'imageScanStatus',
  'imageScanFindingsSummary',
  'imageManifestMediaType',
  'artifactMediaType',
  'lastRecordedPullTime',
  'subjectManifestDigest',
  'imageStatus',
  'lastArchivedAt',
  'lastActivatedAt',
] as const;

/** Errors that AWS answers with where nothing is set, which is as good as a document. */
export const nothingSetErrors = [
  'LifecyclePolicyNotFoundException',
  'RepositoryPolicyNotFoundException',
  'RegistryPolicyNotFoundException',
  'SigningConfigurationNotFoundException',
] as const;
