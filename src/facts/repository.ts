/** Characters of a repository's name, namespaces included. */
export const nameLengthMin = 2;
export const nameLengthMax = 256;

/** How a repository's name is spelled: also with `__` and any number of hyphens between letters or digits. */
export const namePattern =
  '^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$';

/** How it was spelled until 2025: single separators only. */
export const nameSingleSeparatorPattern =
  '^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$';

/** The id of a registry is that of the account. */
export const registryIdPattern = '^[0-9]{12}$';

export const regionPattern = '^[0-9a-z-]{2,25}$';

/** The type in front of a repository's name in its ARN. */
export const arnResourceType = 'repository';

/** Characters of an image's tag over the API, and how docker and other OCI clients spell one. */
export const imageTagLengthMax = 300;
export const imageTagPattern = '^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$';

/** How an image's digest is spelled. */
export const imageDigestPattern = '^[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+$';

export const encryptionTypes = ['AES256', 'KMS', 'KMS_DSSE'] as const;

/** Partitions that offer dual-layer encryption. */
export const dualLayerPartitions = ['aws-us-gov'] as const;

/** What a repository is when it is created and nothing else is said. */
export const defaultSettings = {
  imageTagMutability: 'MUTABLE',
  scanOnPush: false,
  encryptionType: 'AES256',
} as const;
