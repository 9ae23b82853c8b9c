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
// Each name of the table comes with the first of its own two readings.
export const defaultReadings = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ Object.entries(readingsOf).map(([name, [first]]) => [name, first]),
) as unknown as IamReadings;
