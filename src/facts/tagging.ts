/** Settings of a repository's `imageTagMutability`. */
export const tagMutabilities = [
  'MUTABLE',
  'IMMUTABLE',
  'IMMUTABLE_WITH_EXCLUSION',
  'MUTABLE_WITH_EXCLUSION',
] as const;

/** Kinds of exclusion filter. */
export const exclusionFilterTypes = ['WILDCARD'] as const;

/** Fewest and most exclusion filters of one repository. */
export const exclusionFilterCountMin = 1;
export const exclusionFilterCountMax = 5;

/** Characters of one exclusion filter, as a pattern over the whole filter. */
export const exclusionFilterPattern = '^[0-9a-zA-Z._*-]{1,128}$';

/** What AWS answers to filters that are missing, and to filters that do not belong; `{}` is the setting. */
export const filtersMissingMessage =
  "Invalid parameter at 'imageTagMutabilityExclusionFilters' failed to satisfy constraint: 'ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set to {}'";
export const filtersNeedlessMessage =
  "Invalid parameter at 'imageTagMutabilityExclusionFilters' failed to satisfy constraint: 'ImageTagMutabilityExclusionFilters are not allowed when imageTagMutability is set to {}'";

/** Most `*` in one exclusion filter. */
export const exclusionFilterStarsMax = 2;
