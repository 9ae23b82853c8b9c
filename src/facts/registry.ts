/** Settings of PutAccountSetting, and the values that the service holds for them; the first is the default. */
export const settingNames = [
  'BASIC_SCAN_TYPE_VERSION',
  'REGISTRY_POLICY_SCOPE',
  'BLOB_MOUNTING',
] as const;
export const accountSettingValues = {
  BASIC_SCAN_TYPE_VERSION: ['AWS_NATIVE'],
  REGISTRY_POLICY_SCOPE: ['V2', 'V1'],
  BLOB_MOUNTING: ['DISABLED', 'ENABLED'],
} as const;

/** Of those, what PutAccountSetting takes. */
export const settableValues = {
  BASIC_SCAN_TYPE_VERSION: ['AWS_NATIVE'],
  REGISTRY_POLICY_SCOPE: ['V2'],
  BLOB_MOUNTING: ['ENABLED', 'DISABLED'],
} as const;

/** Values of `failureCode` in the answers of BatchDeleteImage and BatchGetImage. */
export const imageFailureCodes = [
  'InvalidImageDigest',
  'InvalidImageTag',
  'ImageTagDoesNotMatchDigest',
  'ImageNotFound',
  'MissingDigestAndTag',
  'ImageReferencedByManifestList',
  'KmsError',
  'UpstreamAccessDenied',
  'UpstreamTooManyRequests',
  'UpstreamUnavailable',
  'ImageInaccessible',
] as const;

/** Entries of `imageIds`, and characters of a manifest. */
export const imageIdsMin = 1;
export const imageIdsMax = 100;
export const manifestLengthMin = 1;
export const manifestLengthMax = 4_194_304;

/** How long an image takes from the archive back into standard storage at most, in milliseconds: 20 minutes. */
export const activationMs = 1_200_000;

/** How often the time of an image's last pull is refreshed at least, in milliseconds: 24 hours. */
export const pullTimeRefreshMs = 86_400_000;

/** What UpdateImageStorageClass takes as its target. */
export const targetStorageClasses = ['STANDARD', 'ARCHIVE'] as const;

/** What the service answers, `{}` standing for what differs, in the order in which it is named here. */
export const messages = {
  repositoryNotFound: "The repository with name '{}' does not exist in the registry with id '{}'",
  repositoryAlreadyExists:
    "The repository with name '{}' already exists in the registry with id '{}'",
  repositoryNotEmpty:
    "The repository with name '{}' in registry with id '{}' cannot be deleted because it still contains images",
  imageNotFound:
    "The image with imageId {imageDigest:'{}', imageTag:'{}'} does not exist within the repository with name '{}' in the registry with id '{}'",
  imageAlreadyExists:
    "Image with digest '{}' and tag '{}' already exists in the repository with name '{}' in registry with id '{}'",
  imageTagAlreadyExists:
    "The image tag '{}' already exists in the '{}' repository and cannot be overwritten because the tag is immutable.",
  mediaTypeMissing: 'image manifest mediatype not provided in manifest or parameter',
  lifecyclePolicyNotFound:
    "Lifecycle policy does not exist for the repository with name '{}' in the registry with id '{}'",
  repositoryPolicyNotFound:
    "Repository policy does not exist for the repository with name '{}' in the registry with id '{}'",
  registryPolicyNotFound: "Registry policy does not exist in the registry with id '{}'",
  invalidRepositoryPolicy:
    "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
  invalidRegistryPolicy:
    "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid registry policy provided'",
  tooFew:
    "Invalid parameter at '{}' failed to satisfy constraint: 'Member must have length greater than or equal to {}'",
  tooMany:
    "Invalid parameter at '{}' failed to satisfy constraint: 'Member must have length less than or equal to {}'",
  wrongSpelling:
    "Invalid parameter at '{}' failed to satisfy constraint: 'must satisfy regular expression '{}'",
  wrongValue:
    "Invalid parameter at '{}' failed to satisfy constraint: 'Member must satisfy enum value set: [{}]'",
  missing: "Invalid parameter at '{}' failed to satisfy constraint: 'Cannot be null'",
} as const;

/** `failureReason` of a code, where it is known; `{}` stands for the digests of the lists. */
export const failureReasons = {
  ImageNotFound: 'Requested image not found',
  MissingDigestAndTag: 'Invalid request parameters: both tag and digest cannot be null',
  ImageReferencedByManifestList: 'Requested image referenced by manifest list: [{}]',
  ImageInaccessible: 'The requested image is in an inaccessible state. Please restore if needed',
} as const;
