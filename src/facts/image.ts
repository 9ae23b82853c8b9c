/** Values of `imageStatus`. */
export const imageStatuses = ['ACTIVE', 'ARCHIVED', 'ACTIVATING'] as const;

/** Media types of manifests that only point to other manifests. */
export const indexMediaTypes = [
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
] as const;

/** Most images of one repository, unless AWS has raised the quota. */
export const imagesPerRepositoryMax = 100_000;

/** Labels between the account and the Region in a registry's host name: plain, FIPS, and their dual-stack forms. */
export const registryHostLabels = ['dkr.ecr', 'dkr.ecr-fips', 'dkr-ecr', 'dkr-ecr-fips'] as const;

/** The tag that clients take when an image is named without tag and digest. */
export const impliedTag = 'latest';

/** The registry that clients take when an image is named without one, and where it keeps names of one part. */
export const impliedRegistryHost = 'docker.io';
export const impliedNamespace = 'library';

/** Algorithms whose name before a colon makes a text a digest and not a repository with a tag. */
export const digestAlgorithms = ['sha256', 'sha384', 'sha512', 'blake3'] as const;
