/** What `aws:PrincipalType` says of each kind of caller. */
export const principalTypeNames = {
  root: 'Account',
  user: 'User',
  federated: 'FederatedUser',
  session: 'AssumedRole',
  anonymous: 'Anonymous',
} as const;

/** What the ARN of a service-linked role holds. */
export const serviceLinkedRolePath = ':role/aws-service-role/';

/** Parts of an ARN between colons; the last takes the rest, colons included. */
export const arnPartCount = 6;

/** The digits of an account's id, as a pattern over the whole id. */
export const accountIdPattern = '^\\d{12}$';

/** How AWS's error names each kind of policy. */
export const policyTypePhrases = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  repository: 'resource-based policy',
  registry: 'resource-based policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  endpoint: 'VPC endpoint policy',
} as const;

/** AWS's error, with a `{}` for the principal, the action, the resource and the reason. */
export const refusalText = 'User: {} is not authorized to perform: {} on resource: {} {}';
export const refusalReasons = {
  implicit: 'because no {} allows the {} action',
  explicit: 'with an explicit deny in {}',
} as const;
