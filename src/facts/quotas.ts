/** Most repositories of one registry, unless AWS has raised the quota. */
export const repositoriesPerRegistryMax = 100_000;

export const tagsPerImageMax = 1_000;

/** Mebibytes of one layer, and of one part of it when it is uploaded through the API. */
export const layerSizeMiBMax = 52_000;
export const layerPartSizeMiBMin = 5;
export const layerPartSizeMiBMax = 10;

/** Parts of one layer. */
export const layerPartsMax = 4_200;

/** Characters of the policy of a repository, and of that of a registry. */
export const repositoryPolicyLengthMax = 10_240;
export const registryPolicyLengthMax = 10_240;

/** Principals whose pulls do not count as pulls. */
export const pullTimeExclusionsMax = 100;

/** Requests a second in one Region, unless AWS has raised the quota. */
export const requestsPerSecondMax = {
  GetAuthorizationToken: 500,
  BatchCheckLayerAvailability: 1_000,
  BatchGetImage: 2_000,
  GetDownloadUrlForLayer: 3_000,
  InitiateLayerUpload: 100,
  UploadLayerPart: 500,
  CompleteLayerUpload: 100,
  PutImage: 10,
} as const;

/** The quotas that AWS raises on request, by their codes in Service Quotas. */
export const adjustableQuotaCodes = {
  repositories: 'L-CFEB8E8D',
  'images-per-repository': 'L-03A36CE1',
  GetAuthorizationToken: 'L-55A41110',
  BatchCheckLayerAvailability: 'L-B9173138',
  BatchGetImage: 'L-16E70933',
  GetDownloadUrlForLayer: 'L-A60A366D',
  InitiateLayerUpload: 'L-95B28F8D',
  UploadLayerPart: 'L-A1670B10',
  CompleteLayerUpload: 'L-44194860',
  PutImage: 'L-AD52DFB2',
} as const;
