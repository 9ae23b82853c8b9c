import type * as facts from '../quotas.js';
import type { LedgerOf } from './evidence.js';

export const quotasLedger = {
  'quotas.repositoriesPerRegistryMax': {
    says: 'a registry holds at most 100,000 repositories',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas',
    seen: '2026-04',
  },
  'quotas.tagsPerImageMax': {
    says: 'an image has at most 1,000 tags',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas',
    seen: '2026-04',
  },
  'quotas.layerSizeMiBMax': {
    says: 'a layer has at most 52,000 MiB',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas',
    seen: '2026-04',
  },
  'quotas.layerPartSizeMiBMin': {
    says: 'a part of a layer, the last one apart, has at least 5 MiB',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas; ECR API Reference, LayerPartTooSmallException',
    seen: '2026-04',
  },
  'quotas.layerPartSizeMiBMax': {
    says: 'a part of a layer has at most 10 MiB by the quota, 20 MiB by the API model',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas, against ECR API model, LayerPartBlob',
    seen: '2026-04',
  },
  'quotas.layerPartsMax': {
    says: 'a layer is uploaded in at most 4,200 parts',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas',
    seen: '2026-04',
  },
  'quotas.repositoryPolicyLengthMax': {
    says: 'the policy of a repository has at most 10,240 characters',
    standing: 'documented',
    source: 'ECR API model, RepositoryPolicyText',
    seen: '2026-09',
  },
  'quotas.registryPolicyLengthMax': {
    says: 'the policy of a registry has at most 10,240 characters',
    standing: 'documented',
    source: 'ECR API model, RegistryPolicyText',
    seen: '2026-09',
  },
  'quotas.pullTimeExclusionsMax': {
    says: 'an account excludes at most 100 principals from the recording of pulls',
    standing: 'documented',
    source: 'ECR User Guide, pull-time-update-exclusions',
    seen: '2026-04',
  },
  'quotas.requestsPerSecondMax': {
    says: 'eight operations are limited in requests a second',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas',
    seen: '2026-04',
  },
  'quotas.adjustableQuotaCodes': {
    says: 'repositories, images and the rates of requests can be raised, all other quotas cannot',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas',
    seen: '2026-04',
  },
  'quotas.requestsOfPush': {
    says: 'a push asks once for each layer whether it is there, uploads each new one in parts between a beginning and an end, and puts each manifest',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas (descriptions of the rates)',
    seen: '2026-04',
  },
  'quotas.requestsOfPull': {
    says: 'a pull gets each manifest once, and the address of each layer that is not cached',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas (descriptions of the rates)',
    seen: '2026-04',
  },
  'quotas.partsOfClients': {
    says: 'in how large parts docker and other clients upload a layer is not said; here in the largest',
    standing: 'unknown',
    source: 'no source',
    seen: '2026-11',
  },
  'quotas.perRegion': {
    says: 'quotas hold for one account in one Region',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas',
    seen: '2026-04',
  },
  'quotas.referrersCount': {
    says: 'signatures and other reference artifacts count as images',
    standing: 'documented',
    source: 'ECR User Guide, image-signing',
    seen: '2026-04',
  },
  'quotas.archivedCount': {
    says: 'whether archived images count is not said; here every image given counts',
    standing: 'unknown',
    source: 'no source',
    seen: '2026-11',
  },
} as const satisfies LedgerOf<'quotas', typeof facts>;
