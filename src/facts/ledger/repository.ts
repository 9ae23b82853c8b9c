import type * as facts from '../repository.js';
import type { LedgerOf } from './evidence.js';

export const repositoryLedger = {
  'repository.nameLengthMin': {
    says: "a repository's name has at least two characters",
    standing: 'documented',
    source: 'ECR API model, RepositoryName',
    seen: '2026-09',
  },
  'repository.nameLengthMax': {
    says: "a repository's name has at most 256 characters",
    standing: 'documented',
    source: 'ECR API model, RepositoryName; ECR User Guide, repository-create',
    seen: '2026-09',
  },
  'repository.namePattern': {
    says: "a repository's name is lower-case letters and digits, with a dot, one or two underscores or any number of hyphens between them, in parts separated by slashes",
    standing: 'documented',
    source: 'ECR API model, RepositoryName',
    seen: '2026-09',
  },
  'repository.nameSingleSeparatorPattern': {
    says: 'until 2025 two separators never stood side by side',
    standing: 'documented',
    source: 'ECR API model of April 2025, RepositoryName',
    seen: '2025-04',
  },
  'repository.nameStartsWithLetter': {
    says: "the guide's prose wants a letter first, the model accepts a digit too, and so does the library",
    standing: 'inferred',
    source: 'ECR User Guide, repository-create, against ECR API model, RepositoryName',
    seen: '2026-09',
  },
  'repository.namespaces': {
    says: 'a namespace is the part of a name before its last slash, and no object of its own',
    standing: 'documented',
    source: 'ECR User Guide, repositories',
    seen: '2026-04',
  },
  'repository.registryIdPattern': {
    says: "a registry's id is the twelve digits of its account",
    standing: 'documented',
    source: 'ECR API model, RegistryId',
    seen: '2026-09',
  },
  'repository.regionPattern': {
    says: "a Region's name is 2 to 25 lower-case letters, digits and hyphens",
    standing: 'documented',
    source: 'ECR API model, Region',
    seen: '2026-09',
  },
  'repository.arnResourceType': {
    says: "a repository's ARN is its name after `repository/`, in its Region and account",
    standing: 'documented',
    source: 'Service Authorization Reference, Amazon ECR; ECR API Reference, Repository',
    seen: '2026-09',
  },
  'repository.uri': {
    says: "a repository's URI is registry id, host label, Region and domain, a slash and the name; a tag follows a colon, a digest an at sign",
    standing: 'documented',
    source: 'ECR API Reference, Repository; ECR User Guide, ecr-requests',
    seen: '2026-09',
  },
  'repository.imageTagLengthMax': {
    says: 'the API takes tags of up to 300 characters',
    standing: 'documented',
    source: 'ECR API model, ImageTag',
    seen: '2026-09',
  },
  'repository.imageTagPattern': {
    says: 'docker and other OCI clients take tags of up to 128 letters, digits, underscores, dots and hyphens, the first no dot or hyphen',
    standing: 'documented',
    source: 'OCI distribution specification 1.1, pulling manifests',
    seen: '2026-09',
  },
  'repository.imageDigestPattern': {
    says: 'a digest is an algorithm, a colon and hexadecimal digits',
    standing: 'observed',
    source: 'service message for an invalid image digest, quoted by public emulators',
    seen: '2026-08',
  },
  'repository.encryptionTypes': {
    says: 'a repository is encrypted with AES-256, with a KMS key, or with two layers of KMS',
    standing: 'documented',
    source: 'ECR API Reference, EncryptionConfiguration',
    seen: '2026-09',
  },
  'repository.dualLayerPartitions': {
    says: 'two layers are offered in GovCloud only; the model does not restrict it',
    standing: 'documented',
    source: 'ECR User Guide, repository-create',
    seen: '2026-04',
  },
  'repository.defaultSettings': {
    says: 'a new repository is mutable, not scanned on push by its own flag, and encrypted with AES-256',
    standing: 'documented',
    source: 'ECR API Reference, CreateRepository; ECR User Guide, repository-creation-templates',
    seen: '2026-09',
  },
  'repository.onePolicyOfAKind': {
    says: 'a repository has at most one lifecycle policy and one repository policy; putting another replaces it',
    standing: 'documented',
    source: 'ECR API Reference, PutLifecyclePolicy and SetRepositoryPolicy',
    seen: '2026-09',
  },
  'repository.oneConfigurationOfAKind': {
    says: 'an account has in each Region one registry policy and one configuration each of replication, scanning and signing; putting another replaces it',
    standing: 'documented',
    source: 'ECR API Reference, PutRegistryPolicy and PutReplicationConfiguration',
    seen: '2026-09',
  },
  'repository.encryptionIsFixed': {
    says: 'encryption is chosen at creation and never changed afterwards, all other settings can be',
    standing: 'documented',
    source: 'ECR User Guide, encryption-at-rest and image-tag-mutability',
    seen: '2026-04',
  },
} as const satisfies LedgerOf<'repository', typeof facts>;
