/** Values of a rule's fields, as the policy spells them. */
export const tagStatuses = ['tagged', 'untagged', 'any'] as const;
export const countTypes = [
  'imageCountMoreThan',
  'sinceImagePushed',
  'sinceImagePulled',
  'sinceImageTransitioned',
] as const;
export const countUnits = ['days'] as const;
export const storageClasses = ['standard', 'archive'] as const;
export const actionTypes = ['expire', 'transition'] as const;
export const targetStorageClasses = ['archive'] as const;

/** Characters of a whole policy text, and the most in one that a repository creation template carries. */
export const policyTextLengthMin = 100;
export const policyTextLengthMax = 30_720;

/** Rules of one policy. */
export const ruleCountMin = 1;
export const ruleCountMax = 50;

export const rulePriorityMin = 1;
export const countNumberMin = 1;

/** Fewest days an image stays in the archive before a policy may expire it. */
export const archiveDaysMin = 90;

/** Most `*` in one string of a `tagPatternList`. */
export const tagPatternStarsMax = 4;

/** A day of the policy's arithmetic, in milliseconds: always 24 hours. */
export const dayMs = 86_400_000;

/** What each count type may be combined with. */
export const legalCombinations = {
  imageCountMoreThan: { storageClass: 'standard', actions: ['expire', 'transition'] },
  sinceImagePushed: { storageClass: 'standard', actions: ['expire', 'transition'] },
  sinceImagePulled: { storageClass: 'standard', actions: ['transition'] },
  sinceImageTransitioned: { storageClass: 'archive', actions: ['expire'] },
} as const;

/** Largest number the service's integers hold. */
export const integerMax = 2_147_483_647;

/** What AWS answers to a text of the wrong length; `{}` stands for the bound. */
export const textTooShort =
  "Invalid parameter at 'lifecyclePolicyText' failed to satisfy constraint: 'Member must have length greater than or equal to {}'";

/** The frame around the refusals of AWS's policy validator, and the refusals; `{}` stands for what varies. */
export const refusalFrame =
  "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: {}'";
export const refusalTexts = {
  notAPolicy: 'Could not map policyString into LifecyclePolicy.',
  missingProperty: 'object has missing required properties (["{}"])',
  unknownProperty: 'object instance has properties which are not allowed by the schema: (["{}"])',
  enumeration: 'instance value ({}) not found in enum :(possible values: [{}])',
  belowMinimum: 'numeric instance is lower than the required minimum (minimum: {}, found: {})',
  wrongType: 'instance type ({}) does not match any allowed primitive type (allowed: ["{}"])',
  arrayTooShort: 'array is too short',
  arrayTooLong: 'array is too long',
  noBranch: 'instance failed to match exactly one schema (matched 0 out of 4)',
  duplicatePriority: 'Duplicate priority in multiple rules',
  anyNotLast: 'Rule for tagStatus=ANY must have the lowest priority per storage class.',
  anyTwice: 'Only one rule can specify tagStatus=ANY',
  untaggedTwice: 'Only one rule can select Untagged images per storage class.',
  listMissing: 'Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.',
  bothLists:
    'If policy has a tagged rule, it must specify only one of tagPrefixList or tagPatternList',
  listNeedsTagged: 'Cannot specify {} with tagStatus {}',
  tooManyWildcards: 'Invalid tag pattern provided',
  standardOnly:
    'SINCE_IMAGE_PUSHED, SINCE_IMAGE_PULLED and IMAGE_COUNT_MORE_THAN support the STANDARD storage class only',
} as const;
