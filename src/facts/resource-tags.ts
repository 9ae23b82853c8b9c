/** Most tags a person puts on one repository. */
export const tagCountMax = 50;

/** Characters of a tag's key and value. */
export const keyLengthMin = 1;
export const keyLengthMax = 128;
export const valueLengthMax = 256;

/** How the keys of AWS's own tags begin, in any case of letters. */
export const reservedPrefix = 'aws:';

/** Characters every AWS service takes in keys and values. */
export const commonCharactersPattern = '^[\\p{L}\\p{N}\\p{Z}+=._:/@-]*$';

/** The actions that each operation on resource tags asks of a policy. */
export const actionsAsked = {
  CreateRepository: ['ecr:CreateRepository', 'ecr:TagResource'],
  TagResource: ['ecr:TagResource'],
  UntagResource: ['ecr:UntagResource'],
} as const;

/** Condition keys of the tags a request carries; a tag's key follows the first. */
export const requestTagPrefix = 'aws:RequestTag/';
export const tagKeysKey = 'aws:TagKeys';

/** Condition keys of the tags a repository carries; a tag's key follows. */
export const resourceTagPrefixes = ['aws:ResourceTag/', 'ecr:ResourceTag/'] as const;

/** Actions whose requests carry tags, and those whose requests carry keys of tags. */
export const requestTagActions = [
  'ecr:CreateRepository',
  'ecr:TagResource',
  'ecr:ListTagsForResource',
] as const;
export const tagKeysActions = [
  'ecr:CreateRepository',
  'ecr:TagResource',
  'ecr:UntagResource',
  'ecr:ListTagsForResource',
] as const;

/** AWS's exceptions that a tag, a missing or existing repository and a permission can meet. */
export const tagExceptions = [
  'AccessDeniedException',
  'InvalidTagParameterException',
  'RepositoryAlreadyExistsException',
  'RepositoryNotFoundException',
  'TooManyTagsException',
] as const;
