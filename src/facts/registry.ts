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

/** A user or role whose pulls may be left out of the time of the last pull. */
export const pullTimePrincipalPattern =
  '^arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\\w+=,.@-]+(/[\\w+=,.@-]+)*$';

/** The same, if the guide is right that it has to be a role. */
export const pullTimeRolePattern =
  '^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[\\w+=,.@-]+(/[\\w+=,.@-]+)*$';

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
  digestDiffers: "The digest '{}' of the request is not '{}', the digest of the manifest",
  layersMissing: "The layers '{}' do not exist in the repository with name '{}'",
  referencesMissing: "The images '{}' do not exist in the repository with name '{}'",
  repositoryFull: "The repository with name '{}' holds as many images as the quota allows: {}",
  imageFullOfTags: "The image with digest '{}' has as many tags as the quota allows: {}",
  registryFull: "The registry with id '{}' holds as many repositories as the quota allows: {}",
  unknownOperation: "The operation '{}' is not known",
  tags: 'The tags of the request are not accepted',
  arn: 'must be the ARN of a repository of this Region',
  policyLocksOut: 'The policy would keep whoever sets it from setting it again',
  signingNotFound: "Signing configuration does not exist in the registry with id '{}'",
  templateExists: "A template with the prefix '{}' already exists",
  templateNotFound: "A template with the prefix '{}' does not exist",
  ruleExists: "A pull through cache rule with the prefix '{}' already exists",
  ruleNotFound: "A pull through cache rule with the prefix '{}' does not exist",
  rulesFull: 'There are as many pull through cache rules as the quota allows: {}',
  exclusionExists: "The principal '{}' is excluded already",
  exclusionNotFound: "The principal '{}' is not excluded",
  exclusionsFull: 'There are as many exclusions as the quota allows: {}',
  storageClass: 'The image cannot be moved to the storage class {}',
  scanRefused: 'The image cannot be scanned now',
  upstream: 'The image cannot be obtained from the upstream registry',
  manifestUnreadable: 'the manifest is not a JSON object',
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
  invalidEncryption:
    'Invalid encryption configuration: Encryption key should not be set for AES256 encryption.',
  keyElsewhere: 'Invalid arn {}',
  constraint: "Invalid parameter at '{}' failed to satisfy constraint: '{}'",
  missing: "Invalid parameter at '{}' failed to satisfy constraint: 'Cannot be null'",
} as const;

/** `failureReason` of each code, AWS's where it is known; `{}` stands for what differs. */
export const failureReasons = {
  InvalidImageDigest: 'The digest is not spelled as a digest',
  InvalidImageTag: 'The tag is not spelled as a tag',
  ImageTagDoesNotMatchDigest: 'The tag does not belong to the image with the digest',
  ImageNotFound: 'Requested image not found',
  MissingDigestAndTag: 'Invalid request parameters: both tag and digest cannot be null',
  ImageReferencedByManifestList: 'Requested image referenced by manifest list: [{}]',
  KmsError: 'The key cannot be used',
  UpstreamAccessDenied: 'The upstream registry denied access',
  UpstreamTooManyRequests: 'The upstream registry had too many requests',
  UpstreamUnavailable: 'The upstream registry cannot be reached',
  ImageInaccessible: 'The requested image is in an inaccessible state. Please restore if needed',
} as const;

/** The exceptions that a request can meet. */
export const exceptions = [
  'AccessDeniedException',
  'ExclusionAlreadyExistsException',
  'ExclusionNotFoundException',
  'ImageAlreadyExistsException',
  'ImageArchivedException',
  'ImageDigestDoesNotMatchException',
  'ImageNotFoundException',
  'ImageStorageClassUpdateNotSupportedException',
  'ImageTagAlreadyExistsException',
  'InvalidParameterException',
  'InvalidTagParameterException',
  'KmsException',
  'LayersNotFoundException',
  'LifecyclePolicyNotFoundException',
  'LimitExceededException',
  'PullThroughCacheRuleAlreadyExistsException',
  'PullThroughCacheRuleNotFoundException',
  'ReferencedImagesNotFoundException',
  'RegistryPolicyNotFoundException',
  'RepositoryAlreadyExistsException',
  'RepositoryNotEmptyException',
  'RepositoryNotFoundException',
  'RepositoryPolicyNotFoundException',
  'SigningConfigurationNotFoundException',
  'TemplateAlreadyExistsException',
  'TemplateNotFoundException',
  'TooManyTagsException',
  'UnableToGetUpstreamImageException',
  'UnknownOperationException',
  'UnsupportedImageTypeException',
  'ValidationException',
] as const;

/** What refuses a push, in the order in which it is looked at. */
export const pushRefusals = [
  { fault: 'digest-differs', exception: 'ImageDigestDoesNotMatchException' },
  { fault: 'media-type-missing', exception: 'InvalidParameterException' },
  { fault: 'layers-missing', exception: 'LayersNotFoundException' },
  { fault: 'references-missing', exception: 'ReferencedImagesNotFoundException' },
  { fault: 'same-again', exception: 'ImageAlreadyExistsException' },
  { fault: 'tag-immutable', exception: 'ImageTagAlreadyExistsException' },
  { fault: 'repository-full', exception: 'LimitExceededException' },
  { fault: 'image-full-of-tags', exception: 'LimitExceededException' },
] as const;

/** What keeps an image of BatchDeleteImage where it is, in the order in which it is looked at. */
export const deleteFailures = [
  { fault: 'no-id', failureCode: 'MissingDigestAndTag' },
  { fault: 'digest-spelling', failureCode: 'InvalidImageDigest' },
  { fault: 'tag-spelling', failureCode: 'InvalidImageTag' },
  { fault: 'unknown', failureCode: 'ImageNotFound' },
  { fault: 'tag-elsewhere', failureCode: 'ImageTagDoesNotMatchDigest' },
  { fault: 'referenced', failureCode: 'ImageReferencedByManifestList' },
] as const;

/** The same for BatchGetImage; the code of an archived image is in doubt. */
export const pullFailures = [
  { fault: 'no-id', failureCode: 'MissingDigestAndTag' },
  { fault: 'digest-spelling', failureCode: 'InvalidImageDigest' },
  { fault: 'tag-spelling', failureCode: 'InvalidImageTag' },
  { fault: 'unknown', failureCode: 'ImageNotFound' },
  { fault: 'tag-elsewhere', failureCode: 'ImageTagDoesNotMatchDigest' },
] as const;

/** Media types of what managed signing pushes. */
export const signatureManifestMediaType = 'application/vnd.oci.image.manifest.v1+json';
export const signatureArtifactMediaType = 'application/vnd.cncf.notary.signature';

/** The condition key that carries the name of an account setting. */
export const accountSettingKey = 'ecr:AccountSetting';
