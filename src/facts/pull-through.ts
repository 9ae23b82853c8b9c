/** Most pull through cache rules of a registry. */
export const ruleCountMax = 50;

/** Characters of the cache's and the upstream's prefix, and their order, as a pattern over the whole of it. */
export const prefixLengthMin = 2;
export const prefixLengthMax = 30;
export const prefixPattern =
  '^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT)$';

/** The prefix that stands for every repository. */
export const rootPrefix = 'ROOT';

/** Characters of a secret's ARN, as a pattern over the whole of it, and of a role's. */
export const credentialArnLengthMin = 50;
export const credentialArnLengthMax = 612;
export const credentialArnPattern =
  '^arn:aws(-\\w+)*:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr-pullthroughcache\\/[a-zA-Z0-9\\/_+=.@-]+$';
export const customRoleArnLengthMax = 2048;

/** Region and account of a secret, taken out of its ARN. */
export const secretArnPattern = '^arn:[^:]+:secretsmanager:([^:]+):([0-9]{12}):secret:';

/** Values of `upstreamRegistry`. */
export const upstreamRegistries = [
  'ecr',
  'ecr-public',
  'quay',
  'k8s',
  'docker-hub',
  'github-container-registry',
  'azure-container-registry',
  'gitlab-container-registry',
  'chainguard',
] as const;

/** Account and Region of an Amazon ECR registry, taken out of its host. */
export const ecrHostPattern = '^([0-9]{12})\\.dkr\\.ecr\\.([0-9a-z-]{2,25})\\.amazonaws\\.com$';

/** The host of each upstream, as a pattern over the whole `upstreamRegistryUrl`. */
export const upstreamUrls = {
  ecr: ecrHostPattern,
  'ecr-public': '^public\\.ecr\\.aws$',
  quay: '^quay\\.io$',
  k8s: '^registry\\.k8s\\.io$',
  'docker-hub': '^registry-1\\.docker\\.io$',
  'github-container-registry': '^ghcr\\.io$',
  'azure-container-registry': '^[a-zA-Z0-9-]+\\.azurecr\\.io$',
  'gitlab-container-registry': '^registry\\.gitlab\\.com$',
  chainguard: '^cgr\\.dev$',
} as const;

/** What each upstream wants to be shown. A role is needed only across accounts. */
export const upstreamCredentials = {
  ecr: 'role',
  'ecr-public': 'none',
  quay: 'none',
  k8s: 'none',
  'docker-hub': 'secret',
  'github-container-registry': 'secret',
  'azure-container-registry': 'secret',
  'gitlab-container-registry': 'secret',
  chainguard: 'secret',
} as const;

/** Regions in which no rule can be created. */
export const unsupportedRegions = [
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-east-1',
  'us-gov-west-1',
] as const;

/** What CreatePullThroughCacheRule answers; `{}` stands for the part that varies. */
export const ruleRefusals = {
  invalidUrl: 'The upstream registry URL {} is invalid',
  ownRegistry: 'Upstream registry URL cannot be the same as the cache registry',
  credentialMissing: 'The specified upstream registry requires authentication',
  credentialNeedless: "The specified upstream registry doesn't require authentication",
  credentialKind: 'Upstream registry URL and provided credential type do not match',
  secretElsewhere:
    'Please verify the secret exists in the same region and account that the pullthrough cache rule will be created in',
  registryMismatch: 'Upstream registry URL and entered upstream registry do not match',
} as const;

/** How long a check against the upstream holds, in milliseconds: of an image, and of its reference artifacts. */
export const imageValidityMs = 86_400_000;
export const referrersValidityMs = 21_600_000;

/** Actions on the way, and which policies can grant each. */
export const importAction = 'ecr:BatchImportUpstreamImage';
export const importGrantedBy = ['identity', 'registry', 'repository'] as const;
export const createAction = 'ecr:CreateRepository';
export const createGrantedBy = ['identity', 'registry'] as const;
export const createRuleAction = 'ecr:CreatePullThroughCacheRule';
export const createRuleGrantedBy = ['identity'] as const;
export const pullActions = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] as const;
export const referrerActions = ['ecr:BatchGetImage'] as const;
export const pullGrantedBy = ['identity', 'registry', 'repository'] as const;
export const tokenAction = 'ecr:GetAuthorizationToken';
export const tokenGrantedBy = ['identity'] as const;

/** What the role of a rule for an Amazon ECR upstream needs, who may take it, and what the upstream's owner grants. */
export const roleActions = [
  'ecr:BatchGetImage',
  'ecr:BatchImportUpstreamImage',
  'ecr:CompleteLayerUpload',
  'ecr:GetAuthorizationToken',
  'ecr:GetDownloadUrlForLayer',
  'ecr:GetImageCopyStatus',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
] as const;
export const roleTrustedService = 'pullthroughcache.ecr.amazonaws.com';
export const upstreamPolicyActions = [
  'ecr:BatchGetImage',
  'ecr:BatchImportUpstreamImage',
  'ecr:GetDownloadUrlForLayer',
  'ecr:GetImageCopyStatus',
] as const;

/** Failure codes of BatchGetImage when the upstream does not deliver. */
export const upstreamFailures = {
  denied: 'UpstreamAccessDenied',
  throttled: 'UpstreamTooManyRequests',
  unavailable: 'UpstreamUnavailable',
} as const;

/** Exceptions when the upstream does not deliver and nothing is cached. */
export const upstreamExceptions = {
  image: 'UnableToGetUpstreamImageException',
  referrers: 'UnableToListUpstreamImageReferrersException',
} as const;

/** What a client shows; `{}` stands for the repository and the account. */
export const visibleErrors = {
  repositoryNotFound:
    "name unknown: The repository with name '{}' does not exist in the registry with id '{}'",
  imageNotFound: 'manifest unknown: Requested image not found',
  forbidden: '403 Forbidden',
} as const;

/** Where Docker Hub keeps its official images. */
export const officialImageNamespace = 'library';
