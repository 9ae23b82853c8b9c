import type * as facts from '../tagging.js';
import type { LedgerOf } from './evidence.js';

export const taggingLedger = {
  'tagging.tagMutabilities': {
    says: 'a repository is mutable, immutable, or either with exclusions',
    standing: 'documented',
    source: 'ECR API Reference, ImageTagMutability',
    seen: '2026-09',
  },
  'tagging.exclusionFilterTypes': {
    says: 'exclusion filters are of type WILDCARD',
    standing: 'documented',
    source: 'ECR API Reference, ImageTagMutabilityExclusionFilter',
    seen: '2026-09',
  },
  'tagging.exclusionFilterCountMin': {
    says: 'a list of exclusion filters holds at least one',
    standing: 'documented',
    source: 'ECR API Reference, PutImageTagMutability',
    seen: '2026-09',
  },
  'tagging.exclusionFilterCountMax': {
    says: 'a list of exclusion filters holds at most five',
    standing: 'documented',
    source: 'ECR API Reference, PutImageTagMutability',
    seen: '2026-09',
  },
  'tagging.exclusionFilterPattern': {
    says: 'a filter is 1 to 128 letters, digits, dots, underscores, hyphens and asterisks',
    standing: 'documented',
    source: 'ECR API Reference, ImageTagMutabilityExclusionFilter',
    seen: '2026-09',
  },
  'tagging.filtersMissingMessage': {
    says: 'missing filters are refused with this sentence; emulators have "set as" in place of "set to"',
    standing: 'observed',
    source:
      'service answer quoted in part by a public rule set that measures it; its frame by an emulator',
    seen: '2026-09',
  },
  'tagging.filtersNeedlessMessage': {
    says: 'filters beside MUTABLE or IMMUTABLE are refused with this sentence',
    standing: 'observed',
    source:
      'service answer quoted in part by a public rule set that measures it; its frame by an emulator',
    seen: '2026-09',
  },
  'tagging.exclusionFilterStarsMax': {
    says: 'a filter holds at most two asterisks; only the Terraform provider states the bound',
    standing: 'observed',
    source: 'Terraform AWS provider, aws_ecr_repository validation and acceptance test',
    seen: '2026-09',
  },
  'tagging.filtersBelongToExclusion': {
    says: 'filters are required with the two WITH_EXCLUSION settings and forbidden with the others',
    standing: 'observed',
    source: 'service message quoted by public emulators; Terraform AWS provider cross-validation',
    seen: '2026-09',
  },
  'tagging.exclusionReverses': {
    says: 'a tag that a filter matches is treated contrary to the setting',
    standing: 'documented',
    source: 'ECR User Guide, image-tag-mutability',
    seen: '2026-04',
  },
  'tagging.filterMatchesWholeTag': {
    says: 'a filter matches the whole tag, case counts, and an asterisk stands for zero or more characters',
    standing: 'inferred',
    source: 'ECR User Guide, image-tag-mutability (its examples)',
    seen: '2026-04',
  },
  'tagging.freeTagIsCreated': {
    says: 'a tag that no image holds can be put on any image, also in an immutable repository',
    standing: 'observed',
    source: 'public SDK issue threads on adding a tag to an existing digest',
    seen: '2026-08',
  },
  'tagging.overwriteUntags': {
    says: 'a tag that moves leaves its former image in the repository, untagged if it was the last tag',
    standing: 'observed',
    source: 'common behaviour of the service; not stated by the guide',
    seen: '2026-08',
  },
  'tagging.immutableRefuses': {
    says: 'an immutable tag that points elsewhere is refused with ImageTagAlreadyExistsException',
    standing: 'documented',
    source: 'ECR API Reference, PutImage; ECR User Guide, image-tag-mutability',
    seen: '2026-04',
  },
  'tagging.sameDigestOverApi': {
    says: 'PutImage of a digest under a tag it already holds answers ImageAlreadyExistsException, whatever the setting',
    standing: 'documented',
    source: 'ECR API Reference, PutImage; public SDK issue threads',
    seen: '2026-08',
  },
  'tagging.sameDigestOverOci': {
    says: 'a docker or OCI push of the same digest and tag succeeds on a mutable tag and is refused on an immutable one',
    standing: 'observed',
    source: 'aws/containers-roadmap issues 2179 and 2380',
    seen: '2026-08',
  },
  'tagging.settingsAreJson': {
    says: 'the settings are one JSON object, and JSON leaves open what a key that stands twice means',
    standing: 'documented',
    source: 'ECR API Reference, PutImageTagMutability; RFC 8259, section 4',
    seen: '2026-11',
  },
} as const satisfies LedgerOf<'tagging', typeof facts>;
