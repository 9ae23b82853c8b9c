/** Global condition keys that hold a list of values; every other one holds a single value. */
export const multivaluedKeys = [
  'aws:CalledVia',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceNamesList',
  'aws:ResourceOrgPaths',
  'aws:SourceOrgPaths',
  'aws:TagKeys',
  'aws:VpceOrgPaths',
] as const;

/** Keys in whose values a wildcard is never meant. */
export const sensitiveKeys = [
  'aws:PrincipalAccount',
  'aws:PrincipalOrgID',
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:SourceAccount',
  'aws:SourceOrgID',
  'aws:SourceVpc',
  'aws:SourceVpce',
  'aws:VpceAccount',
  'aws:VpceOrgID',
] as const;

/** Global keys by the type of their values; one that ends in `/` is followed by the key of a tag. */
export const arnKeys = [
  'aws:ChatbotSourceArn',
  'aws:PrincipalArn',
  'aws:SourceArn',
  'ec2:SourceInstanceArn',
  'lambda:SourceFunctionArn',
  'ssm:SourceInstanceArn',
] as const;

export const boolKeys = [
  'aws:AssumedRoot',
  'aws:IsMcpServiceAction',
  'aws:MultiFactorAuthPresent',
  'aws:PrincipalIsAWSService',
  'aws:SecureTransport',
  'aws:ViaAWSMCPService',
  'aws:ViaAWSService',
] as const;

export const dateKeys = ['aws:CurrentTime', 'aws:EpochTime', 'aws:TokenIssueTime'] as const;

export const ipAddressKeys = [
  'aws:Ec2InstanceSourcePrivateIPv4',
  'aws:SourceIp',
  'aws:VpcSourceIp',
] as const;

export const numericKeys = ['aws:MultiFactorAuthAge', 'ec2:RoleDelivery'] as const;

export const stringKeys = [
  'aws:CalledVia',
  'aws:CalledViaAWSMCP',
  'aws:CalledViaFirst',
  'aws:CalledViaLast',
  'aws:Ec2InstanceSourceVpc',
  'aws:FederatedProvider',
  'aws:PrincipalAccount',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceName',
  'aws:PrincipalServiceNamesList',
  'aws:PrincipalTag/',
  'aws:PrincipalType',
  'aws:RequestTag/',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:ResourceOrgPaths',
  'aws:ResourceTag/',
  'aws:SourceAccount',
  'aws:SourceIdentity',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
  'aws:SourceOwner',
  'aws:SourceVpc',
  'aws:SourceVpcArn',
  'aws:SourceVpce',
  'aws:TagKeys',
  'aws:UserAgent',
  'aws:VpceAccount',
  'aws:VpceOrgID',
  'aws:VpceOrgPaths',
  'aws:referer',
  'aws:userid',
  'aws:username',
  'glue:CredentialIssuingService',
  'glue:RoleAssumedBy',
  'identitystore:UserId',
] as const;

/** Keys that every signed request carries whatever it is about. */
export const keysOfEveryRequest = [
  'aws:SecureTransport',
  'aws:UserAgent',
  'aws:ViaAWSService',
] as const;
