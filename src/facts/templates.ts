/** Characters of a template's prefix, and how it is spelled: namespaces of a repository's name, or `ROOT`. */
export const prefixLengthMin = 1;
export const prefixLengthMax = 256;
export const prefixPattern =
  '^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT)$';

/** The prefix that stands for every repository without a template of its own. */
export const rootPrefix = 'ROOT';

/** What ends every prefix, written or not. */
export const prefixEnd = '/';

/** Occasions on which ECR creates a repository by itself. */
export const appliedForValues = ['REPLICATION', 'PULL_THROUGH_CACHE', 'CREATE_ON_PUSH'] as const;

/** Occasions on which a repository without a template is created with default settings. */
export const createdWithDefaults = ['REPLICATION', 'PULL_THROUGH_CACHE'] as const;

export const descriptionLengthMax = 256;

/** Characters of the policies a template carries. */
export const repositoryPolicyLengthMax = 10_240;
export const lifecyclePolicyLengthMax = 30_720;

export const customRoleArnLengthMax = 2048;

/** How a template names a KMS key: by its whole ARN, or not at all. */
export const kmsKeyLengthMax = 2048;
export const kmsKeyPattern = '^$|^arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key\\/[a-z0-9-]+$';

/** Encryption that needs a custom role in a template. */
export const roleEncryptionTypes = ['KMS', 'KMS_DSSE'] as const;
