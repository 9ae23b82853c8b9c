import type * as facts from '../policy.js';
import type { LedgerOf } from './evidence.js';

export const policyLedger = {
  'policy.policyVersions': {
    says: 'a document names one of two versions of the language',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Version',
    seen: '2026-09',
  },
  'policy.missingVersion': {
    says: 'a document without Version is read as one of the older version',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Version',
    seen: '2026-09',
  },
  'policy.resourceControlPolicyVersion': {
    says: 'a resource control policy names the newer version',
    standing: 'documented',
    source: 'AWS Organizations User Guide, RCP syntax',
    seen: '2026-09',
  },
  'policy.documentElements': {
    says: 'a document consists of Version, Id and Statement',
    standing: 'documented',
    source: 'IAM User Guide, Grammar of the IAM JSON policy language',
    seen: '2026-09',
  },
  'policy.statementElements': {
    says: 'a statement consists of nine elements, whose case counts',
    standing: 'documented',
    source:
      'IAM User Guide, Grammar of the IAM JSON policy language; their case: Access Analyzer policy check reference',
    seen: '2026-09',
  },
  'policy.elementsOnce': {
    says: 'no element stands twice in one block',
    standing: 'documented',
    source: 'IAM User Guide, Grammar of the IAM JSON policy language',
    seen: '2026-09',
  },
  'policy.statements': {
    says: 'a document has one statement or a list of them',
    standing: 'documented',
    source: 'IAM User Guide, Grammar of the IAM JSON policy language',
    seen: '2026-09',
  },
  'policy.values': {
    says: 'Action, Resource, each principal and each condition take one value or a list; numbers and truth values may be quoted or not',
    standing: 'documented',
    source: 'IAM User Guide, Grammar of the IAM JSON policy language',
    seen: '2026-09',
  },
  'policy.effects': {
    says: 'a statement allows or denies, and says so',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Effect',
    seen: '2026-09',
  },
  'policy.oneOfPair': {
    says: 'an element and its Not form exclude one another',
    standing: 'documented',
    source: 'IAM User Guide, Grammar of the IAM JSON policy language',
    seen: '2026-09',
  },
  'policy.actionRequired': {
    says: 'every statement has Action or NotAction',
    standing: 'documented',
    source: 'IAM User Guide, Grammar of the IAM JSON policy language',
    seen: '2026-09',
  },
  'policy.resourceRequired': {
    says: 'a statement has Resource or NotResource, except in a repository policy',
    standing: 'documented',
    source:
      'IAM User Guide, IAM JSON policy elements: Resource; ECR User Guide, repository-policy-examples',
    seen: '2026-09',
  },
  'policy.registryPolicyResource': {
    says: 'a registry policy without Resource is refused',
    standing: 'observed',
    source: 'pulumi/pulumi-aws issue 2326',
    seen: '2023-01',
  },
  'policy.repositoryPolicyResource': {
    says: 'a Resource in a repository policy was refused up to 2023, and stands in all examples of the guide since',
    standing: 'observed',
    source: 'aws/aws-cdk issues 3583 and 24314; ECR User Guide, repository-policy-examples',
    seen: '2026-04',
  },
  'policy.principalRequired': {
    says: 'a policy on a resource, an endpoint policy and a resource control policy name principals',
    standing: 'documented',
    source:
      'IAM User Guide, AWS JSON policy elements: Principal; AWS PrivateLink Guide, endpoint policies',
    seen: '2026-09',
  },
  'policy.principalForbidden': {
    says: 'an identity policy, a boundary, a session policy and a service control policy name no principal',
    standing: 'documented',
    source:
      'IAM User Guide, AWS JSON policy elements: Principal; AWS Organizations User Guide, SCP syntax',
    seen: '2026-09',
  },
  'policy.principalForm': {
    says: 'a principal is *, or an object that lists principals by type',
    standing: 'documented',
    source: 'IAM User Guide, AWS JSON policy elements: Principal',
    seen: '2026-09',
  },
  'policy.principalTypes': {
    says: 'a principal is an AWS principal, a service, a federated identity or a canonical user',
    standing: 'documented',
    source: 'IAM User Guide, AWS JSON policy elements: Principal',
    seen: '2026-09',
  },
  'policy.principalNames': {
    says: 'an AWS principal is named by *, an account id or an ARN; a group and part of a name with a wildcard name nobody',
    standing: 'documented',
    source: 'IAM User Guide, AWS JSON policy elements: Principal',
    seen: '2026-09',
  },
  'policy.principalMustExist': {
    says: 'ECR refuses a policy whose principal does not exist or is not well formed',
    standing: 'observed',
    source: 'hashicorp/terraform-provider-aws issues 3924 and 39064',
    seen: '2024-09',
  },
  'policy.notPrincipalDeniesOnly': {
    says: 'NotPrincipal is meant for Deny; with Allow it is not supported',
    standing: 'documented',
    source: 'IAM User Guide, AWS JSON policy elements: NotPrincipal',
    seen: '2026-09',
  },
  'policy.foreignPrincipalTypes': {
    says: 'federated identities and canonical users name nobody who calls ECR',
    standing: 'documented',
    source: 'IAM User Guide, AWS JSON policy elements: Principal',
    seen: '2026-09',
  },
  'policy.sidPattern': {
    says: 'IAM takes letters and digits in a Sid',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Sid',
    seen: '2026-09',
  },
  'policy.sidUnique': {
    says: 'within a policy that IAM keeps no two statements have one Sid',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Sid',
    seen: '2026-09',
  },
  'policy.repositorySid': {
    says: 'ECR takes spaces and other characters in a Sid; whether it refuses one that stands twice is not said',
    standing: 'documented',
    source: 'ECR User Guide, security_iam_service-with-iam',
    seen: '2026-04',
  },
  'policy.idElement': {
    says: 'Id is meant for some policies on resources',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Id',
    seen: '2026-09',
  },
  'policy.actionForm': {
    says: 'an action is *, or a service prefix, one colon and a name',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Action',
    seen: '2026-09',
  },
  'policy.resourceForm': {
    says: 'a resource is * or an ARN',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Resource',
    seen: '2026-09',
  },
  'policy.conditionForm': {
    says: 'a condition is an object of operators, each an object of keys with a value or a list of values',
    standing: 'documented',
    source: 'IAM User Guide, Grammar of the IAM JSON policy language',
    seen: '2026-09',
  },
  'policy.conditionOperators': {
    says: 'there are twenty-seven condition operators; IfExists may follow all but Null, ForAllValues: and ForAnyValue: may precede them',
    standing: 'documented',
    source: 'IAM User Guide, IAM JSON policy elements: Condition operators',
    seen: '2026-09',
  },
  'policy.operatorCase': {
    says: 'operators are documented in one spelling; whether AWS takes another case is not said, and such policies are in use',
    standing: 'unknown',
    source: 'IAM User Guide, IAM JSON policy elements: Condition operators',
    seen: '2026-09',
  },
  'policy.resourceControlPolicyForm': {
    says: 'a resource control policy of a customer only denies, to everybody (*), named actions of named services',
    standing: 'documented',
    source: 'AWS Organizations User Guide, RCP syntax',
    seen: '2026-09',
  },
  'policy.resourceControlPolicyFullAccess': {
    says: 'RCPFullAWSAccess is attached everywhere, allows everything and cannot be detached',
    standing: 'documented',
    source: 'AWS Organizations User Guide, RCPs',
    seen: '2026-09',
  },
  'policy.repositoryPolicyCharactersMax': {
    says: 'the text of a repository policy has at most 10,240 characters',
    standing: 'documented',
    source: 'ECR API Reference, SetRepositoryPolicy',
    seen: '2026-09',
  },
  'policy.registryPolicyCharactersMax': {
    says: 'the text of a registry policy has at most 10,240 characters',
    standing: 'documented',
    source: 'ECR API Reference, PutRegistryPolicy',
    seen: '2026-09',
  },
  'policy.endpointPolicyCharactersMax': {
    says: 'the text of an endpoint policy has at most 20,480 characters',
    standing: 'documented',
    source: 'AWS PrivateLink Guide, quotas',
    seen: '2026-09',
  },
  'policy.organizationPolicyCharactersMax': {
    says: 'a service or resource control policy has at most 5,120 characters; the console leaves white space out first, the API counts it',
    standing: 'documented',
    source: 'AWS Organizations User Guide, quotas',
    seen: '2026-09',
  },
  'policy.managedPolicyCharactersMax': {
    says: 'a customer managed policy has at most 6,144 characters, white space left out; those of AWS may be longer',
    standing: 'documented',
    source: 'IAM User Guide, IAM and AWS STS quotas',
    seen: '2026-09',
  },
  'policy.roleInlinePolicyCharactersMax': {
    says: 'the inline policies of a role have at most 10,240 characters together, white space left out',
    standing: 'documented',
    source: 'IAM User Guide, IAM and AWS STS quotas',
    seen: '2026-09',
  },
  'policy.sessionPolicyCharactersMax': {
    says: 'a session policy handed over as text has at most 2,048 characters',
    standing: 'documented',
    source: 'AWS STS API Reference, AssumeRole',
    seen: '2026-09',
  },
  'policy.authorizationDetails': {
    says: 'get-account-authorization-details lists users, groups and roles with their inline policies, and the documents of managed ones; the API URL-encodes the documents, the CLI decodes them',
    standing: 'documented',
    source: 'IAM API Reference, GetAccountAuthorizationDetails; AWS CLI Command Reference',
    seen: '2026-09',
  },
  'policy.kinds': {
    says: 'eight kinds of policy bear on a request: of the principal, its boundary and session, of the resource and its registry, of the two organizations, and of the endpoint',
    standing: 'documented',
    source: 'IAM User Guide, Policy evaluation logic; ECR User Guide, registry-permissions',
    seen: '2026-09',
  },
  'policy.kindByContent': {
    says: 'a policy without Principal is taken for an identity policy, one with Principal and without Resource for a repository policy, and one that replicates or creates repositories for a registry policy',
    standing: 'inferred',
    source:
      'IAM User Guide, IAM JSON policy elements reference; ECR User Guide, registry-permissions',
    seen: '2026-09',
  },
} as const satisfies LedgerOf<'policy', typeof facts>;
