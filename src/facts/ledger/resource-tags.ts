import type * as facts from '../resource-tags.js';
import type { LedgerOf } from './evidence.js';

export const resourceTagsLedger = {
  'resource-tags.tagCountMax': {
    says: 'a repository carries at most 50 tags',
    standing: 'documented',
    source: 'ECR API Reference, TooManyTagsException',
    seen: '2026-09',
  },
  'resource-tags.keyLengthMin': {
    says: 'a key is not empty; the model gives no least length',
    standing: 'inferred',
    source: 'AWS tagging rules in the guides of other services',
    seen: '2026-09',
  },
  'resource-tags.keyLengthMax': {
    says: 'a key has at most 128 characters',
    standing: 'documented',
    source: 'ECR API Reference, Tag and InvalidTagParameterException',
    seen: '2026-09',
  },
  'resource-tags.valueLengthMax': {
    says: 'a value has at most 256 characters and may be empty, but not null',
    standing: 'documented',
    source: 'ECR API Reference, Tag; ECR User Guide, ecr-using-tags',
    seen: '2026-09',
  },
  'resource-tags.reservedPrefix': {
    says: 'keys that begin with `aws:` are those of AWS, in any case of letters: nobody sets or removes them, and they do not count',
    standing: 'inferred',
    source:
      'AWS tagging rules in the guides of other services; the guide of ECR does not repeat them',
    seen: '2026-09',
  },
  'resource-tags.commonCharactersPattern': {
    says: 'letters, digits, spaces and + - = . _ : / @ are taken by every service; whether ECR takes others is not said',
    standing: 'unknown',
    source: 'AWS tagging rules in the guides of other services',
    seen: '2026-09',
  },
  'resource-tags.actionsAsked': {
    says: 'creating a repository with tags asks for ecr:CreateRepository and for ecr:TagResource',
    standing: 'observed',
    source:
      'notice of AWS to its customers quoted in estahn/k8s-image-swapper issue 416; the guide, ecr-supported-iam-actions-tagging, allows both and names the first only',
    seen: '2023-01',
  },
  'resource-tags.requestTagPrefix': {
    says: 'the tags of a request are condition keys aws:RequestTag/ with the key of the tag',
    standing: 'documented',
    source: 'Service Authorization Reference, Amazon ECR',
    seen: '2026-09',
  },
  'resource-tags.tagKeysKey': {
    says: 'the keys of the tags of a request are the values of aws:TagKeys',
    standing: 'documented',
    source: 'Service Authorization Reference, Amazon ECR',
    seen: '2026-09',
  },
  'resource-tags.resourceTagPrefixes': {
    says: "a repository's tags are condition keys of every action on a repository, with either of two prefixes",
    standing: 'documented',
    source: 'Service Authorization Reference, Amazon ECR',
    seen: '2026-09',
  },
  'resource-tags.requestTagActions': {
    says: 'three actions know the tags of a request',
    standing: 'documented',
    source: 'Service Authorization Reference, Amazon ECR',
    seen: '2026-09',
  },
  'resource-tags.tagKeysActions': {
    says: 'four actions know the keys of the tags of a request',
    standing: 'documented',
    source: 'Service Authorization Reference, Amazon ECR',
    seen: '2026-09',
  },
  'resource-tags.tagExceptions': {
    says: 'the exceptions that changing resource tags can answer with',
    standing: 'documented',
    source: 'ECR API Reference, CreateRepository, TagResource and UntagResource',
    seen: '2026-09',
  },
  'resource-tags.newTagsAreResourceTags': {
    says: 'while a repository is created, its resource tags are those it is created with',
    standing: 'inferred',
    source: 'Service Authorization Reference lists the resource tag keys for ecr:CreateRepository',
    seen: '2026-09',
  },
  'resource-tags.refusalOrder': {
    says: 'a permission is checked before the tags themselves, those before the repository, and their number last',
    standing: 'inferred',
    source: 'common order of AWS services; not described for ECR',
    seen: '2026-11',
  },
  'resource-tags.duplicateKeys': {
    says: 'whether a request that names a key twice is refused is not described; here it is',
    standing: 'unknown',
    source: 'no source',
    seen: '2026-11',
  },
  'resource-tags.creationIsAtomic': {
    says: 'a repository that cannot be tagged as asked is not created',
    standing: 'inferred',
    source: 'ECR User Guide, ecr-using-tags (earlier editions)',
    seen: '2026-04',
  },
  'resource-tags.overwrittenByKey': {
    says: 'TagResource adds tags or overwrites them by key, case counts, and leaves all others as they are',
    standing: 'documented',
    source: 'ECR API Reference, TagResource; ECR User Guide, ecr-using-tags',
    seen: '2026-09',
  },
  'resource-tags.untagIsIdempotent': {
    says: 'removing a key that the repository does not carry is no error',
    standing: 'inferred',
    source: 'ECR API Reference, UntagResource names no exception for it',
    seen: '2026-09',
  },
  'resource-tags.repositoriesOnly': {
    says: 'repositories are the only resources of ECR that carry tags',
    standing: 'documented',
    source: 'ECR API Reference, TagResource',
    seen: '2026-09',
  },
  'resource-tags.shape': {
    says: 'resource tags are a list of objects with Key and Value',
    standing: 'documented',
    source: 'ECR API Reference, Tag',
    seen: '2026-09',
  },
  'resource-tags.costAllocation': {
    says: "a repository's tags divide its cost in reports once they are activated, seen after about a day",
    standing: 'documented',
    source: 'ECR User Guide, ecr-using-tags and usage-reports',
    seen: '2026-04',
  },
} as const satisfies LedgerOf<'resource-tags', typeof facts>;
