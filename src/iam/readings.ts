import type { IamReadings } from './types.js';

/** The readings of each doubt, the default first. */
export const readingsOf: {
  readonly [Name in keyof IamReadings]: readonly [IamReadings[Name], IamReadings[Name]];
} = {
  awsStarForServices: ['no', 'yes'],
  substitutedWildcards: ['literal', 'wildcard'],
  listWithoutQualifier: ['no-match', 'negated-match'],
  emptyCondition: ['no-condition', 'no-effect'],
  emptyValueList: ['algebra', 'no-match'],
  emptyString: ['present', 'absent'],
  notPrincipalWithoutAccount: ['literal', 'denied'],
  arnLikeStar: ['no-match', 'everything'],
  innerStarCrossesColons: ['no', 'yes'],
  boolVariables: ['resolved', 'literal'],
  unresolvedNotResource: ['no-match', 'match'],
  federatedWithoutSession: ['no-limit', 'nothing-allowed'],
  registryPolicyOnStarOnly: ['consulted', 'ignored'],
  replicateInRepositoryPolicy: ['ignored', 'consulted'],
  operatorCase: ['ignored', 'exact'],
};

/** The default of every doubt. */
export const defaultReadings: IamReadings = {
  awsStarForServices: 'no',
  substitutedWildcards: 'literal',
  listWithoutQualifier: 'no-match',
  emptyCondition: 'no-condition',
  emptyValueList: 'algebra',
  emptyString: 'present',
  notPrincipalWithoutAccount: 'literal',
  arnLikeStar: 'no-match',
  innerStarCrossesColons: 'no',
  boolVariables: 'resolved',
  unresolvedNotResource: 'no-match',
  federatedWithoutSession: 'no-limit',
  registryPolicyOnStarOnly: 'consulted',
  replicateInRepositoryPolicy: 'ignored',
  operatorCase: 'ignored',
};
