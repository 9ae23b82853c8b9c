import { nestingMax } from '../../base/json-text.js';
import type { ReportedRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import { registryPolicyCharactersMax } from '../../facts/policy.js';
import type { PolicyKind } from '../types.js';

interface ReportedPolicyRule extends ReportedRule {
  readonly kind: PolicyKind;
  readonly because: readonly FactId[];
}

/** What the reader of policies reports, in the order in which it reads. */
export const reported: readonly ReportedPolicyRule[] = [
  {
    code: 'iam/not-json',
    severity: 'error',
    title: 'the text is not JSON',
    why: 'AWS refuses it. Comments, trailing commas and single quotes are no JSON.',
    since: '0.1.0',
    because: ['policy.elementsOnce'],
    alsoKnownAs: [
      'Access Analyzer JSON_SYNTAX_ERROR',
      'parliament MALFORMED_JSON',
      'cfn-lint E3510',
    ],
    kind: 'identity',
    example: `{"Statement": [}`,
  },
  {
    code: 'iam/nesting',
    severity: 'error',
    title: 'the text is nested deeper than any policy',
    why: 'No policy is: the file holds something else, or was written to do harm.',
    since: '0.1.0',
    because: ['policy.elementsOnce'],
    kind: 'identity',
    example: '['.repeat(nestingMax + 1),
  },
  {
    code: 'iam/duplicate-key',
    severity: 'error',
    title: 'an element stands twice in one block',
    why: 'AWS refuses it, and other readers keep the last one without a word.',
    since: '0.1.0',
    because: ['policy.elementsOnce'],
    alsoKnownAs: ['Access Analyzer JSON_SYNTAX_ERROR'],
    kind: 'identity',
    example: `{"Statement": {"Effect": "Deny", "Effect": "Allow", "Action": "ecr:*", "Resource": "*"}}`,
  },
  {
    code: 'iam/unknown-element',
    severity: 'error',
    title: 'an element is none of the policy language',
    why: 'AWS refuses it. Names of elements begin with a capital, and their case counts.',
    since: '0.1.0',
    because: ['policy.documentElements', 'policy.statementElements'],
    alsoKnownAs: ['Access Analyzer INVALID_POLICY_ELEMENT', 'parliament MALFORMED'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*",
      "Description": "pull"
    }
  ]
}`,
  },
  {
    code: 'iam/wrong-type',
    severity: 'error',
    title: 'a value has another type than its element',
    why: 'AWS refuses it. Actions and resources are texts or lists of texts.',
    since: '0.1.0',
    because: ['policy.values', 'policy.statements', 'policy.conditionForm'],
    alsoKnownAs: ['Access Analyzer DATA_TYPE_MISMATCH', 'parliament MALFORMED'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": 7,
      "Resource": "*"
    }
  ]
}`,
  },
  {
    code: 'iam/missing-element',
    severity: 'error',
    title: 'an element is missing',
    why: 'AWS refuses it. Every policy has `Statement`, and every statement `Effect` and `Action`; whether it has `Resource` and `Principal` depends on what it is attached to.',
    since: '0.1.0',
    because: [
      'policy.statements',
      'policy.effects',
      'policy.actionRequired',
      'policy.resourceRequired',
      'policy.registryPolicyResource',
      'policy.principalRequired',
    ],
    alsoKnownAs: [
      'Access Analyzer MISSING_STATEMENT',
      'Access Analyzer MISSING_EFFECT',
      'Access Analyzer MISSING_ACTION',
      'Access Analyzer MISSING_RESOURCE',
      'Access Analyzer MISSING_PRINCIPAL',
      'parliament MALFORMED',
    ],
    kind: 'registry',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::444455556666:role/ci"
      },
      "Action": "ecr:BatchGetImage"
    }
  ]
}`,
  },
  {
    code: 'iam/no-statement',
    severity: 'warning',
    title: 'a policy has an empty list of statements',
    why: 'It allows nothing and denies nothing.',
    since: '0.1.0',
    because: ['policy.statements'],
    alsoKnownAs: ['Access Analyzer MISSING_STATEMENT'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": []
}`,
  },
  {
    code: 'iam/version',
    severity: 'error',
    title: 'a version is none of the policy language',
    why: 'AWS refuses it. The version is the date of the language, `2012-10-17`, and not the date of your policy.',
    since: '0.1.0',
    because: ['policy.policyVersions', 'policy.resourceControlPolicyVersion'],
    alsoKnownAs: ['Access Analyzer INVALID_VERSION', 'parliament INVALID_VERSION'],
    kind: 'repository',
    example: `{
  "Version": "2024-06-01",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::444455556666:role/ci"
      },
      "Action": "ecr:BatchGetImage"
    }
  ]
}`,
  },
  {
    code: 'iam/needless-id',
    severity: 'warning',
    title: 'a policy that is not attached to a resource has an Id',
    why: 'The element is meant for policies on resources, and IAM may refuse it elsewhere.',
    since: '0.1.0',
    because: ['policy.idElement'],
    alsoKnownAs: ['Access Analyzer INVALID_POLICY_ELEMENT'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Id": "pull",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*"
    }
  ]
}`,
  },
  {
    code: 'iam/effect',
    severity: 'error',
    title: 'an effect is neither Allow nor Deny',
    why: 'AWS refuses it. Case counts.',
    since: '0.1.0',
    because: ['policy.effects'],
    alsoKnownAs: ['Access Analyzer INVALID_EFFECT', 'parliament MALFORMED'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*"
    }
  ]
}`,
  },
  {
    code: 'iam/element-pair',
    severity: 'error',
    title: 'an element stands beside its Not form',
    why: 'AWS refuses it. Keep one of the two, or write two statements.',
    since: '0.1.0',
    because: ['policy.oneOfPair'],
    alsoKnownAs: ['Access Analyzer UNSUPPORTED_ELEMENT_COMBINATION', 'parliament MALFORMED'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*",
      "NotAction": "iam:*"
    }
  ]
}`,
  },
  {
    code: 'iam/sid',
    severity: 'error',
    title: 'a Sid has characters that IAM does not take',
    why: 'IAM refuses all but letters and digits. ECR takes spaces in the policies that it keeps.',
    since: '0.1.0',
    because: ['policy.sidPattern'],
    alsoKnownAs: ['Access Analyzer UNSUPPORTED_SID', 'parliament INVALID_SID'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*",
      "Sid": "allow pull"
    }
  ]
}`,
  },
  {
    code: 'iam/duplicate-sid',
    severity: 'error',
    title: 'a Sid stands twice',
    why: 'IAM refuses it. In the policies that ECR keeps it is a warning, since nobody says whether ECR does.',
    since: '0.1.0',
    because: ['policy.sidUnique', 'policy.repositorySid'],
    alsoKnownAs: [
      'Access Analyzer UNIQUE_SIDS_REQUIRED',
      'Access Analyzer UNIQUE_SIDS_RECOMMENDED',
      'parliament DUPLICATE_SID',
      'cfn-lint E3513',
    ],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*",
      "Sid": "Pull"
    },
    {
      "Effect": "Allow",
      "Action": "ecr:GetAuthorizationToken",
      "Resource": "*",
      "Sid": "Pull"
    }
  ]
}`,
  },
  {
    code: 'iam/action',
    severity: 'error',
    title: 'an action is not a service prefix, one colon and a name',
    why: 'AWS refuses it.',
    since: '0.1.0',
    because: ['policy.actionForm'],
    alsoKnownAs: ['Access Analyzer INVALID_ACTION'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "BatchGetImage",
      "Resource": "*"
    }
  ]
}`,
  },
  {
    code: 'iam/unknown-action',
    severity: 'warning',
    title: 'an action of ECR is not known',
    why: 'A misspelt action grants nothing, and ECR refuses it in the policies that it keeps. It may also be newer than this list.',
    since: '0.1.0',
    because: ['ecr.actionNames'],
    alsoKnownAs: ['Access Analyzer INVALID_ACTION', 'parliament UNKNOWN_ACTION', 'cfn-lint W3037'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetDownloadUrlForLayer",
      "Resource": "*"
    }
  ]
}`,
  },
  {
    code: 'iam/token-in-repository-policy',
    severity: 'warning',
    title: 'a repository policy names the authorization token',
    why: 'A repository policy cannot grant it, and ECR has refused such policies. Allow it in the identity policy of whoever logs in, on the resource `*`.',
    since: '0.1.0',
    because: ['ecr.tokenRefusedInRepositoryPolicy'],
    alsoKnownAs: ['Access Analyzer UNSUPPORTED_ACTION_IN_POLICY'],
    kind: 'repository',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::444455556666:role/ci"
      },
      "Action": "ecr:GetAuthorizationToken"
    }
  ]
}`,
  },
  {
    code: 'iam/resource',
    severity: 'error',
    title: 'a resource is neither `*` nor an ARN',
    why: 'AWS refuses it. The name of a repository alone is no resource.',
    since: '0.1.0',
    because: ['policy.resourceForm'],
    alsoKnownAs: ['Access Analyzer INVALID_ARN_PREFIX', 'parliament INVALID_ARN'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "team-a/web"
    }
  ]
}`,
  },
  {
    code: 'iam/principal',
    severity: 'error',
    title: 'a principal is neither `*` nor an object',
    why: 'AWS refuses it. An ARN stands under `AWS`, a service under `Service`.',
    since: '0.1.0',
    because: ['policy.principalForm'],
    alsoKnownAs: ['Access Analyzer DATA_TYPE_MISMATCH'],
    kind: 'repository',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "arn:aws:iam::444455556666:root",
      "Action": "ecr:BatchGetImage"
    }
  ]
}`,
  },
  {
    code: 'iam/principal-type',
    severity: 'error',
    title: 'the type of a principal does not exist',
    why: 'AWS refuses it. The types are `AWS`, `Service`, `Federated` and `CanonicalUser`.',
    since: '0.1.0',
    because: ['policy.principalTypes'],
    alsoKnownAs: ['Access Analyzer INVALID_PRINCIPAL_KEY'],
    kind: 'repository',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Aws": "444455556666"
      },
      "Action": "ecr:BatchGetImage"
    }
  ]
}`,
  },
  {
    code: 'iam/principal-name',
    severity: 'error',
    title: 'a principal is not named as AWS names one',
    why: 'ECR refuses it, as it does principals that do not exist.',
    since: '0.1.0',
    because: ['policy.principalMustExist', 'policy.principalTypes'],
    alsoKnownAs: ['Access Analyzer INVALID_PRINCIPAL_FORMAT', 'parliament UNKNOWN_PRINCIPAL'],
    kind: 'repository',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "role/ci"
      },
      "Action": "ecr:BatchGetImage"
    }
  ]
}`,
  },
  {
    code: 'iam/principal-nobody',
    severity: 'warning',
    title: 'a principal names nobody',
    why: 'A group, part of a name with a wildcard, or an identity of a type that never calls ECR is nobody, so that the statement never applies.',
    since: '0.1.0',
    because: ['policy.principalNames', 'policy.foreignPrincipalTypes'],
    alsoKnownAs: [
      'Access Analyzer UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
      'Access Analyzer FEDERATED_PRINCIPAL_NOT_SUPPORTED',
      'parliament UNKNOWN_FEDERATION_SOURCE',
    ],
    kind: 'repository',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::444455556666:role/ci-*"
      },
      "Action": "ecr:BatchGetImage"
    }
  ]
}`,
  },
  {
    code: 'iam/principal-forbidden',
    severity: 'error',
    title: 'a policy that belongs to its carrier names a principal',
    why: 'AWS refuses it. Such a policy is about whoever carries it.',
    since: '0.1.0',
    because: ['policy.principalForbidden'],
    alsoKnownAs: [
      'Access Analyzer UNSUPPORTED_PRINCIPAL',
      'Access Analyzer SCP_SYNTAX_ERROR_PRINCIPAL',
      'cfn-lint E3510',
    ],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*",
      "Principal": "*"
    }
  ]
}`,
  },
  {
    code: 'iam/allow-not-principal',
    severity: 'warning',
    title: 'Allow stands beside NotPrincipal',
    why: 'AWS does not support it: it would let in everybody who is not listed. Name those who are allowed.',
    since: '0.1.0',
    because: ['policy.notPrincipalDeniesOnly'],
    alsoKnownAs: ['Access Analyzer ALLOW_WITH_NOT_PRINCIPAL', 'parliament NOTPRINCIPAL_WITH_ALLOW'],
    kind: 'repository',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "NotPrincipal": {
        "AWS": "arn:aws:iam::444455556666:role/ci"
      },
      "Action": "ecr:BatchGetImage"
    }
  ]
}`,
  },
  {
    code: 'iam/operator',
    severity: 'error',
    title: 'a condition operator does not exist',
    why: 'AWS refuses it. `IfExists` stands at the end, once, and never behind `Null`.',
    since: '0.1.0',
    because: ['policy.conditionOperators'],
    alsoKnownAs: [
      'Access Analyzer INVALID_CONDITION_OPERATOR',
      'Access Analyzer NULL_WITH_IF_EXISTS',
      'parliament UNKNOWN_OPERATOR',
    ],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*",
      "Condition": {
        "StringMatches": {
          "aws:RequestedRegion": "eu-west-1"
        }
      }
    }
  ]
}`,
  },
  {
    code: 'iam/operator-case',
    severity: 'warning',
    title: 'a condition operator is written in another case',
    why: 'Such policies are in use, and AWS does not say that it accepts them.',
    since: '0.1.0',
    because: ['policy.operatorCase'],
    kind: 'identity',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "ecr:BatchGetImage",
      "Resource": "*",
      "Condition": {
        "stringequals": {
          "aws:RequestedRegion": "eu-west-1"
        }
      }
    }
  ]
}`,
  },
  {
    code: 'iam/resource-control',
    severity: 'error',
    title: 'a resource control policy says what it must not',
    why: 'AWS refuses it. Such a policy denies named actions of named services to everybody.',
    since: '0.1.0',
    because: ['policy.resourceControlPolicyForm'],
    alsoKnownAs: [
      'Access Analyzer RCP_SYNTAX_ERROR_ALLOW',
      'Access Analyzer RCP_SYNTAX_ERROR_PRINCIPAL',
      'Access Analyzer RCP_SYNTAX_ERROR_NOTACTION',
      'Access Analyzer RCP_SYNTAX_ERROR_ACTION',
    ],
    kind: 'rcp',
    example: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "ecr:*",
      "Resource": "*"
    }
  ]
}`,
  },
  {
    code: 'iam/too-long',
    severity: 'error',
    title: 'a policy is longer than AWS accepts',
    why: 'AWS refuses it. White space counts for policies that ECR keeps. Use wildcards, or split the policy; for an identity policy it is a warning, since the limit depends on where it is attached.',
    since: '0.1.0',
    because: [
      'policy.repositoryPolicyCharactersMax',
      'policy.registryPolicyCharactersMax',
      'policy.endpointPolicyCharactersMax',
      'policy.organizationPolicyCharactersMax',
      'policy.managedPolicyCharactersMax',
      'policy.sessionPolicyCharactersMax',
    ],
    alsoKnownAs: [
      'Access Analyzer POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
      'Access Analyzer POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
      'Access Analyzer POLICY_SIZE_EXCEEDS_SCP_QUOTA',
      'Access Analyzer POLICY_SIZE_EXCEEDS_RCP_QUOTA',
    ],
    kind: 'registry',
    example: `{ "Statement": [] }${' '.repeat(registryPolicyCharactersMax)}`,
  },
];
