import type * as facts from '../image.js';
import type { LedgerOf } from './evidence.js';

export const imageLedger = {
  'image.imageStatuses': {
    says: 'an image is active, archived, or being restored',
    standing: 'documented',
    source: 'ECR API Reference, ImageDetail',
    seen: '2026-09',
  },
  'image.indexMediaTypes': {
    says: 'two media types name a manifest list',
    standing: 'documented',
    source: 'ECR User Guide, image-manifest-formats; OCI image specification 1.1',
    seen: '2026-04',
  },
  'image.imagesPerRepositoryMax': {
    says: 'a repository holds at most 100,000 images',
    standing: 'documented',
    source: 'ECR User Guide, service-quotas',
    seen: '2026-04',
  },
  'image.listedActiveOnly': {
    says: 'DescribeImages and ListImages return active images only, unless the imageStatus filter asks for others',
    standing: 'documented',
    source: 'ECR API Reference, DescribeImagesFilter',
    seen: '2026-09',
  },
  'image.indexChildrenNotListed': {
    says: 'DescribeImages does not say which images an index points to; its manifest does',
    standing: 'documented',
    source: 'ECR API Reference, ImageDetail and BatchGetImage',
    seen: '2026-09',
  },
  'image.indexSizeIsItsLargest': {
    says: 'the size given for a manifest list is that of the largest manifest in it, and layers are shared between images',
    standing: 'documented',
    source: 'ECR API Reference, ImageDetail',
    seen: '2026-09',
  },
  'image.detail': {
    says: 'an image is described by its digest, tags, instants of push, pull, archiving and restoring, size, status and subject',
    standing: 'documented',
    source: 'ECR API Reference, ImageDetail',
    seen: '2026-09',
  },
  'image.instants': {
    says: 'instants come as ISO 8601 text with an offset, as epoch seconds, or as a tool prints them',
    standing: 'observed',
    source: 'AWS CLI examples of both major versions, SDK output and public scripts',
    seen: '2026-11',
  },
  'image.registryHostLabels': {
    says: 'the host of a registry is the account, one of four labels, the Region and a domain of AWS',
    standing: 'documented',
    source:
      'ECR User Guide, ecr-requests and registry endpoints; host patterns of the ECR credential provider',
    seen: '2026-09',
  },
  'image.impliedTag': {
    says: 'an image that is named without tag and digest is the one tagged latest',
    standing: 'documented',
    source: 'Docker CLI reference, docker image pull; Kubernetes documentation, Images',
    seen: '2026-11',
  },
  'image.impliedRegistryHost': {
    says: 'an image that is named without a registry comes from Docker Hub',
    standing: 'documented',
    source: 'Docker CLI reference, docker image pull; Kubernetes documentation, Images',
    seen: '2026-11',
  },
  'image.impliedNamespace': {
    says: 'a name of one part on Docker Hub lies under library',
    standing: 'documented',
    source: 'Docker documentation, official images',
    seen: '2026-11',
  },
  'image.digestAlgorithms': {
    says: 'a digest is the name of an algorithm, a colon and what the algorithm gave',
    standing: 'documented',
    source: 'OCI image specification 1.1, descriptor digests',
    seen: '2026-11',
  },
  'image.digestNamesContent': {
    says: 'a digest stands for one content, so records with the same digest describe the same manifest',
    standing: 'documented',
    source: 'OCI image specification 1.1, descriptor digests',
    seen: '2026-11',
  },
  'image.references': {
    says: 'a running image is named by an URI of registry, repository, tag and digest; the digest decides',
    standing: 'documented',
    source: 'Kubernetes documentation, Images; ECS Developer Guide, container definitions',
    seen: '2026-11',
  },
} as const satisfies LedgerOf<'image', typeof facts>;
