/** Values of `imageStatus`. */
export const imageStatuses = ['ACTIVE', 'ARCHIVED', 'ACTIVATING'] as const;

/** Media types of manifests that only point to other manifests. */
export const indexMediaTypes = [
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
] as const;

/** Most images of one repository, unless AWS has raised the quota. */
export const imagesPerRepositoryMax = 100_000;
