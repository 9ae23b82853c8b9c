/** Versions of the policy language; only the newer one has variables. */
export const policyVersions = ['2012-10-17', '2008-10-17'] as const;

/** The one version a resource control policy may have. */
export const resourceControlPolicyVersion = '2012-10-17';

/** Elements of a document, and of a statement. Their case counts. */
export const documentElements = ['Version', 'Id', 'Statement'] as const;
export const statementElements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

export const effects = ['Allow', 'Deny'] as const;

/** What a principal may be named by. */
export const principalTypes = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

/** The Sid of a policy that IAM keeps, as a pattern over the whole text. */
export const sidPattern = '^[0-9A-Za-z]*$';

/** Names of condition operators, without set prefix and without IfExists. */
export const conditionOperators = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
  'Bool',
  'BinaryEquals',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
  'Null',
] as const;

/** Most characters of a policy's text as it is sent, white space included. */
export const repositoryPolicyCharactersMax = 10_240;
export const registryPolicyCharactersMax = 10_240;
export const endpointPolicyCharactersMax = 20_480;
export const organizationPolicyCharactersMax = 5120;

/** Most characters without white space of a policy that an account keeps. */
export const managedPolicyCharactersMax = 6144;
export const roleInlinePolicyCharactersMax = 10_240;

/** Most characters of a session policy that is handed over as text. */
export const sessionPolicyCharactersMax = 2048;
