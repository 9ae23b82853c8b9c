/** Keys by which a policy on a resource narrows whom a service acts for. */
export const sourceKeys = [
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
] as const;

/** Keys whose fixed values keep strangers out of a grant to everybody. */
export const narrowingKeys = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceIp',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
  'aws:SourceVpc',
  'aws:SourceVpcArn',
  'aws:SourceVpce',
  'aws:VpceAccount',
  'aws:VpceOrgID',
  'aws:VpceOrgPaths',
  'aws:VpcSourceIp',
  'aws:userid',
] as const;

/** Keys that a caller can set to anything. */
export const untrustworthyKeys = ['aws:UserAgent', 'aws:Referer'] as const;

/** Keys that say that a request came through an endpoint, or was made by a service: without an address of its own. */
export const addressExemptionKeys = [
  'aws:SourceVpc',
  'aws:SourceVpcArn',
  'aws:SourceVpce',
  'aws:VpceAccount',
  'aws:VpceOrgID',
  'aws:VpceOrgPaths',
  'aws:VpcSourceIp',
  'aws:ViaAWSService',
  'aws:CalledVia',
  'aws:PrincipalIsAWSService',
] as const;

/** The address keys, of which one needs one of the others beside it. */
export const vpcAddressKey = 'aws:VpcSourceIp';
export const vpcKeys = ['aws:SourceVpc', 'aws:SourceVpce'] as const;

/** Keys that are the same for every request that a policy on a resource is asked about. */
export const constantOfResourceKeys = [
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:ResourceOrgPaths',
] as const;

/** Keys that every signed request has. */
export const alwaysPresentKeys = [
  'aws:PrincipalAccount',
  'aws:PrincipalType',
  'aws:RequestedRegion',
  'aws:userid',
] as const;

/** Keys that some callers lack: their kind, their tags, or how they signed in decides. */
export const sometimesMissingKeys = [
  'aws:username',
  'aws:FederatedProvider',
  'aws:PrincipalOrgID',
  'aws:PrincipalTag/',
  'aws:SourceIdentity',
] as const;

/** Ranges of addresses that no request from the internet has. */
export const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'] as const;

/** How the ids that IAM leaves behind for deleted principals begin. */
export const uniqueIdPattern = '^A(?:IDA|ROA|GPA|IPA|NPA|SIA)[A-Z0-9]{12,}$';

/** How the roles of IAM Identity Center are named. */
export const identityCenterRoleName = 'AWSReservedSSO_';

/** How a VPC's and an endpoint's id are spelled. */
export const vpcIdPattern = '^vpc-[0-9a-f]{8,17}$';
export const endpointIdPattern = '^vpce-[0-9a-f]{8,17}$';

/** How a service principal is spelled, before the domain of its partition. */
export const servicePrincipalPattern = '^[a-z0-9-]+(?:\\.[a-z0-9-]+)*$';

/** The service that pulls images of functions, and what its ARNs hold. */
export const lambdaPrincipal = 'lambda.amazonaws.com';
export const lambdaArnPart = ':lambda:';
export const lambdaResourceType = 'function';

/** The bucket that layers are downloaded from, and the action that downloads. */
export const layerBucketName = 'starport-layer-bucket';
export const layerDownloadAction = 's3:GetObject';

/** Actions that delete images or change who may use them. */
export const destructiveActions = [
  'BatchDeleteImage',
  'DeleteLifecyclePolicy',
  'DeleteRegistryPolicy',
  'DeleteRepository',
  'DeleteRepositoryPolicy',
  'PutLifecyclePolicy',
  'PutRegistryPolicy',
  'SetRepositoryPolicy',
] as const;

/** Actions of IAM that hand a role to a service, and the keys that say to which one. */
export const roleHandingActions = ['iam:PassRole', 'iam:CreateServiceLinkedRole'] as const;
export const roleHandingKeys = [
  'iam:PassedToService',
  'iam:AssociatedResourceArn',
  'iam:AWSServiceName',
] as const;

/** Names that no service but ECR, public or private, has given an action. */
export const actionsOfEcrAlone = [
  'BatchCheckLayerAvailability',
  'BatchDeleteImage',
  'BatchGetImage',
  'CompleteLayerUpload',
  'GetDownloadUrlForLayer',
  'InitiateLayerUpload',
  'PutImage',
  'UploadLayerPart',
] as const;

/** The service of public registries. */
export const publicServicePrefix = 'ecr-public';

/** Characters that a policy kept by IAM consists of, as a pattern over the whole text. */
export const policyCharactersPattern = '^[\\u0009\\u000A\\u000D\\u0020-\\u00FF]*$';
