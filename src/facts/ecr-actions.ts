/** The prefix of ECR's actions. `ecr-public` is another service. */
export const servicePrefix = 'ecr';

/** Actions that are authorized on a repository, by access level. */
export const readActions = [
  'BatchCheckLayerAvailability',
  'BatchGetImage',
  'BatchGetRepositoryScanningConfiguration',
  'DescribeImageReplicationStatus',
  'DescribeImageScanFindings',
  'DescribeImageSigningStatus',
  'DescribeRepositories',
  'GetDownloadUrlForLayer',
  'GetImageCopyStatus',
  'GetLifecyclePolicy',
  'GetLifecyclePolicyPreview',
  'GetRepositoryPolicy',
  'ListTagsForResource',
] as const;

export const listActions = ['DescribeImages', 'ListImages'] as const;

export const writeActions = [
  'BatchDeleteImage',
  'BatchImportUpstreamImage',
  'CompleteLayerUpload',
  'CreateRepository',
  'DeleteLifecyclePolicy',
  'DeleteRepository',
  'InitiateLayerUpload',
  'PutImage',
  'PutImageScanningConfiguration',
  'PutImageTagMutability',
  'PutLifecyclePolicy',
  'ReplicateImage',
  'StartImageScan',
  'StartLifecyclePolicyPreview',
  'UpdateImageStorageClass',
  'UploadLayerPart',
] as const;

export const taggingActions = ['TagResource', 'UntagResource'] as const;

export const permissionsManagementActions = [
  'DeleteRepositoryPolicy',
  'SetRepositoryPolicy',
] as const;

/** Actions that are authorized on no resource: only a `*` in Resource covers them. By access level. */
export const starOnlyReadActions = [
  'DescribeRegistry',
  'DescribeRepositoryCreationTemplates',
  'GetAccountSetting',
  'GetAuthorizationToken',
  'GetRegistryPolicy',
  'GetRegistryScanningConfiguration',
  'GetSigningConfiguration',
  'ValidatePullThroughCacheRule',
] as const;

export const starOnlyListActions = [
  'DescribePullThroughCacheRules',
  'ListPullTimeUpdateExclusions',
] as const;

export const starOnlyWriteActions = [
  'CreatePullThroughCacheRule',
  'CreateRepositoryCreationTemplate',
  'DeletePullThroughCacheRule',
  'DeleteRepositoryCreationTemplate',
  'DeleteSigningConfiguration',
  'DeregisterPullTimeUpdateExclusion',
  'PutAccountSetting',
  'PutRegistryScanningConfiguration',
  'PutReplicationConfiguration',
  'PutSigningConfiguration',
  'RegisterPullTimeUpdateExclusion',
  'UpdatePullThroughCacheRule',
  'UpdateRepositoryCreationTemplate',
] as const;

export const starOnlyPermissionsManagementActions = [
  'DeleteRegistryPolicy',
  'PutRegistryPolicy',
] as const;

/** Actions taken to exist for newer operations, which the service's own list does not name yet; star-only. */
export const assumedActions = [
  'DescribeReplicationBackfillResults',
  'ListReplicationBackfills',
  'StartReplicationBackfill',
  'StopReplicationBackfill',
] as const;

/** Actions that are permissions only, with no API operation of that name. */
export const permissionOnlyActions = [
  'BatchImportUpstreamImage',
  'GetImageCopyStatus',
  'ReplicateImage',
] as const;

/** Repository actions that a repository policy does not grant: the repository is not there yet. */
export const notByRepositoryPolicy = ['CreateRepository'] as const;

/** Actions that no resource-based policy grants, a registry policy included. */
export const identityPolicyOnly = ['GetAuthorizationToken'] as const;

/** What a registry policy of scope V1 is asked about; with V2 it is every action. */
export const registryScopeV1Actions = [
  'BatchImportUpstreamImage',
  'CreateRepository',
  'ReplicateImage',
] as const;

/** Condition keys of single actions; every action on a repository has the two below. A tag's key follows `/`. */
export const actionConditionKeys = {
  CreateRepository: ['aws:RequestTag/', 'aws:TagKeys'],
  GetAccountSetting: ['ecr:AccountSetting'],
  ListTagsForResource: ['aws:RequestTag/', 'aws:TagKeys'],
  PutAccountSetting: ['ecr:AccountSetting'],
  TagResource: ['aws:RequestTag/', 'aws:TagKeys'],
  UntagResource: ['aws:TagKeys'],
} as const;

export const repositoryConditionKeys = ['aws:ResourceTag/', 'ecr:ResourceTag/'] as const;

/** What a client needs to log in, to pull and to push; the last two on the repository, beside the login. */
export const loginActions = ['GetAuthorizationToken'] as const;
export const pullActions = ['BatchGetImage', 'GetDownloadUrlForLayer'] as const;
export const pushActions = [
  'BatchCheckLayerAvailability',
  'InitiateLayerUpload',
  'UploadLayerPart',
  'CompleteLayerUpload',
  'PutImage',
  'BatchGetImage',
] as const;

/** On the repository that layers are mounted from. */
export const blobMountSourceActions = ['GetDownloadUrlForLayer'] as const;

/** On a cache miss, and besides when the cache repository is not there yet. */
export const pullThroughMissActions = ['BatchImportUpstreamImage'] as const;

/** Creates a repository on push, on a cache miss and on replication. */
export const createRepositoryActions = ['CreateRepository'] as const;

/** What replication into another account needs of the destination's registry policy. */
export const replicationActions = ['ReplicateImage'] as const;

/** AWS Signer's action that managed signing asks of the pushing principal, on the signing profile. */
export const managedSigningAction = 'signer:SignPayload';

/** Name and path of the service-linked role that replication acts as. */
export const replicationRolePath =
  'role/aws-service-role/replication.ecr.amazonaws.com/AWSServiceRoleForECRReplication';
