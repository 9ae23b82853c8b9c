/**
 * Which AWS CLI command answers with these members; the first entry whose members are all there names it. The members
 * that only one command has stand before those that several share.
 */
export const commandOfMembers = [
  { command: 'ecr describe-images', members: ['imageDetails'] },
  { command: 'ecr batch-get-image', members: ['images'] },
  { command: 'ecr batch-delete-image', members: ['imageIds', 'failures'] },
  { command: 'ecr list-images', members: ['imageIds'] },
  { command: 'ecr put-image', members: ['image'] },
  { command: 'ecr describe-repositories', members: ['repositories'] },
  { command: 'ecr create-repository', members: ['repository'] },
  { command: 'ecr get-lifecycle-policy-preview', members: ['previewResults'] },
  { command: 'ecr get-lifecycle-policy', members: ['lifecyclePolicyText'] },
  { command: 'ecr get-repository-policy', members: ['repositoryName', 'policyText'] },
  { command: 'ecr get-registry-policy', members: ['policyText'] },
  { command: 'ecr describe-image-replication-status', members: ['replicationStatuses'] },
  { command: 'ecr describe-registry', members: ['replicationConfiguration'] },
  { command: 'ecr describe-image-scan-findings', members: ['imageScanFindings'] },
  {
    command: 'ecr batch-get-repository-scanning-configuration',
    members: ['scanningConfigurations'],
  },
  { command: 'ecr get-registry-scanning-configuration', members: ['scanningConfiguration'] },
  { command: 'ecr describe-pull-through-cache-rules', members: ['pullThroughCacheRules'] },
  {
    command: 'ecr describe-repository-creation-templates',
    members: ['repositoryCreationTemplates'],
  },
  { command: 'ecr get-signing-configuration', members: ['signingConfiguration'] },
  { command: 'ecr list-pull-time-update-exclusions', members: ['pullTimeUpdateExclusions'] },
  { command: 'ecr list-image-referrers', members: ['referrers'] },
  { command: 'ecr get-authorization-token', members: ['authorizationData'] },
  { command: 'ecr list-tags-for-resource', members: ['tags'] },
  { command: 'ecr put-image-tag-mutability', members: ['repositoryName', 'imageTagMutability'] },
  {
    command: 'ecr put-image-scanning-configuration',
    members: ['repositoryName', 'imageScanningConfiguration'],
  },
  { command: 'ecr-public describe-image-tags', members: ['imageTagDetails'] },
  { command: 'ecr-public describe-registries', members: ['registries'] },
  { command: 'ecs describe-task-definition', members: ['taskDefinition'] },
  { command: 'ecs describe-tasks', members: ['tasks'] },
  { command: 'ecs list-tasks', members: ['taskArns'] },
  { command: 'ecs list-task-definitions', members: ['taskDefinitionArns'] },
  { command: 'ecs list-services', members: ['serviceArns'] },
  { command: 'ecs describe-services', members: ['services'] },
] as const;

/** Of one record in a list that `--query` has taken out of its answer. */
export const commandOfRecordMembers = [
  { command: 'ecr get-lifecycle-policy-preview', members: ['imageDigest', 'appliedRulePriority'] },
  { command: 'ecr describe-images', members: ['imageDigest', 'imagePushedAt'] },
  { command: 'ecr batch-get-image', members: ['imageManifest'] },
  { command: 'ecr describe-repositories', members: ['repositoryArn'] },
  { command: 'ecr list-images', members: ['imageDigest', 'imageTag'] },
] as const;
