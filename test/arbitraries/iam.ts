import fc from 'fast-check';
import type {
  AuthorizationRequest,
  PolicyDocument,
  PolicyLevel,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';
import { away, conditions, context, home, oneOrMany, withVariables } from './iam-conditions.js';

// Few constants, so that policies and requests meet, and near misses of each, so that they often just do not.

const repositoryArn = (name: string, account = home, region = 'us-east-1') =>
  `arn:aws:ecr:${region}:${account}:repository/${name}`;

export const action = fc.constantFrom(
  'ecr:BatchGetImage',
  'ecr:BatchGetImage',
  'ecr:batchgetimage',
  'ecr:PutImage',
  'ecr:GetAuthorizationToken',
  'ecr:CreateRepository',
  'ecr:ReplicateImage',
  'ecr:BrandNewAction',
  's3:GetObject',
  'ecr-public:BatchGetImage',
);

const actionPattern = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('*', 'ecr:*') },
  { weight: 3, arbitrary: action },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'ecr:Batch*',
      'ecr:*Image',
      'ecr:?utImage',
      'ecr:BatchGetImag',
      'ecr:BatchGetImage?',
      'ECR:*get*',
      'e*:BatchGetImage',
      's3:*',
      'ecr*:PutImage',
    ),
  },
);

export const resource = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('a/api', 'a/web', 'b/api', 'alice')
      .map((name) => repositoryArn(name)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      repositoryArn('a/api', away),
      repositoryArn('a/api', home, 'eu-west-1'),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'arn:aws:s3:::bucket/key',
      `arn:aws:lambda:us-east-1:${home}:function:f:1`,
      'arn:aws:ecr',
    ),
  },
);

const resourcePattern = fc.oneof(
  { weight: 4, arbitrary: fc.constant('*') },
  { weight: 3, arbitrary: resource },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        '*',
        'a/*',
        '*/api',
        'a/a?i',
        'a/api?',
        '*a*i*',
        '**',
        'b*',
        '#{aws:username}',
        "#{aws:username, 'alice'}",
        'a/#{aws:PrincipalTag/team}',
        "#{aws:PrincipalTag/team, 'b'}/api",
        'a#{*}',
        '#{aws:TagKeys}/api',
        '#{broken',
      )
      .map((name) => repositoryArn(withVariables(name))),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'arn:aws:ecr:us-east-1:*',
      'arn:aws:ecr:*',
      'arn:*',
      `arn:aws:e*r:us-east-1:${home}:repository/a/api`,
      'arn:aws:e*i',
      `arn:aws:ecr:*:${home}:repository/*`,
      'arn:aws:*:repository/a/api',
      'arn:aws:ecr:us-????-1:*:repository/a/*',
      `arn:aws:lambda:*:function:f:*`,
      `arn:aws:lambda:us-east-1:${home}:function:*`,
      'arn:aws:s3:::*/key',
      '?',
    ),
  },
);

interface Caller {
  readonly principal: string;
  readonly principalRoleArn?: string;
  readonly principalUserArn?: string;
}

const callers: readonly Caller[] = [
  { principal: `arn:aws:iam::${home}:user/alice` },
  { principal: `arn:aws:iam::${home}:user/team/alice` },
  { principal: `arn:aws:iam::${home}:root` },
  { principal: `arn:aws:sts::${home}:assumed-role/puller/s1` },
  {
    principal: `arn:aws:sts::${home}:assumed-role/puller/s1`,
    principalRoleArn: `arn:aws:iam::${home}:role/ci/puller`,
  },
  { principal: `arn:aws:iam::${home}:role/puller` },
  {
    principal: `arn:aws:sts::${home}:federated-user/alice`,
    principalUserArn: `arn:aws:iam::${home}:user/alice`,
  },
  { principal: `arn:aws:sts::${home}:federated-user/alice` },
  { principal: `arn:aws:iam::${away}:user/alice` },
  { principal: `arn:aws:iam::${away}:root` },
  { principal: `arn:aws:sts::${away}:assumed-role/puller/s1` },
  {
    principal: `arn:aws:sts::${away}:assumed-role/AWSServiceRoleForECRReplication/ecr`,
    principalRoleArn: `arn:aws:iam::${away}:role/aws-service-role/replication.ecr.amazonaws.com/AWSServiceRoleForECRReplication`,
  },
  { principal: 'lambda.amazonaws.com' },
  { principal: 'anonymous' },
];

export const caller: fc.Arbitrary<Caller> = fc.constantFrom(...callers);

const awsName = fc.constantFrom(
  '*',
  home,
  away,
  `arn:aws:iam::${home}:root`,
  `arn:aws:iam::${away}:root`,
  `arn:aws:iam::${home}:user/alice`,
  `arn:aws:iam::${home}:user/Alice`,
  `arn:aws:iam::${home}:user/*`,
  `arn:aws:iam::${home}:role/puller`,
  `arn:aws:iam::${home}:role/ci/puller`,
  `arn:aws:iam::${away}:role/puller`,
  `arn:aws:iam::${away}:user/alice`,
  `arn:aws:sts::${home}:assumed-role/puller/s1`,
  `arn:aws:sts::${home}:federated-user/alice`,
  'AIDAEXAMPLE',
  'lambda.amazonaws.com',
  'anonymous',
  '',
);

const principal: fc.Arbitrary<PolicyPrincipal> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('*' as const) },
  { weight: 6, arbitrary: oneOrMany(awsName).map((AWS) => ({ AWS })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('lambda.amazonaws.com', 'codebuild.amazonaws.com')
      .map((Service) => ({ Service })),
  },
  { weight: 1, arbitrary: fc.constant({ Federated: 'accounts.google.com', AWS: home }) },
);

type Kind = 'plain' | 'withPrincipal' | 'repository';

/** A statement; allowing ones more often, and more often about everything, so that some requests come through. */
export const statement = (kind: Kind): fc.Arbitrary<PolicyStatement> =>
  fc
    .record({
      Effect: fc.constantFrom(
        'Allow' as const,
        'Allow' as const,
        'Allow' as const,
        'Deny' as const,
      ),
      about: fc.oneof(
        { weight: 5, arbitrary: oneOrMany(actionPattern).map((Action) => ({ Action })) },
        { weight: 1, arbitrary: oneOrMany(actionPattern).map((NotAction) => ({ NotAction })) },
      ),
      on: fc.oneof(
        { weight: 5, arbitrary: oneOrMany(resourcePattern).map((Resource) => ({ Resource })) },
        {
          weight: 1,
          arbitrary: oneOrMany(resourcePattern).map((NotResource) => ({ NotResource })),
        },
        { weight: kind === 'repository' ? 6 : 0, arbitrary: fc.constant({}) },
      ),
      by:
        kind === 'plain'
          ? fc.constant({})
          : fc.oneof(
              { weight: 6, arbitrary: principal.map((Principal) => ({ Principal })) },
              { weight: 1, arbitrary: principal.map((NotPrincipal) => ({ NotPrincipal })) },
            ),
      when: fc.oneof(
        { weight: 3, arbitrary: fc.constant({}) },
        { weight: 2, arbitrary: conditions.map((Condition) => ({ Condition })) },
      ),
    })
    .map(({ Effect, about, on, by, when }) => ({ Effect, ...about, ...on, ...by, ...when }));

export const document = (kind: Kind): fc.Arbitrary<PolicyDocument> =>
  fc.record(
    {
      Version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
      Statement: fc.oneof(
        statement(kind),
        fc.array(statement(kind), { minLength: 1, maxLength: 3 }),
      ),
    },
    { requiredKeys: ['Statement'] },
  );

const fullAccess: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};

const documents = (kind: Kind, full: PolicyDocument = fullAccess) =>
  fc.array(
    fc.oneof({ weight: 2, arbitrary: fc.constant(full) }, { weight: 3, arbitrary: document(kind) }),
    {
      maxLength: 2,
    },
  );

const levels = (kind: Kind): fc.Arbitrary<PolicyLevel[]> =>
  fc
    .array(documents(kind), { minLength: 1, maxLength: 3 })
    .map((all) => all.map((policies, index) => ({ id: `level-${index}`, policies })));

export const policySet: fc.Arbitrary<PolicySet> = fc.record({
  identity: documents('plain'),
  boundary: fc.option(documents('plain'), { nil: undefined, freq: 2 }),
  session: fc.option(documents('plain'), { nil: undefined, freq: 2 }),
  repository: fc.option(document('repository'), { nil: undefined, freq: 3 }),
  registry: fc.option(document('withPrincipal'), { nil: undefined, freq: 2 }),
  endpoint: fc.option(
    document('withPrincipal').map((one) => ({
      ...one,
      Statement: [
        one.Statement,
        { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
      ].flat() as PolicyStatement[],
    })),
    { nil: undefined, freq: 2 },
  ),
  scps: fc.option(levels('plain'), { nil: undefined, freq: 2 }),
  rcps: fc.option(levels('withPrincipal'), { nil: undefined, freq: 2 }),
  registryPolicyScope: fc.constantFrom('V1' as const, 'V2' as const, undefined),
  principalAccountIsManagement: fc.constantFrom(undefined, undefined, true),
  resourceAccountIsManagement: fc.constantFrom(undefined, undefined, true),
});

export const request: fc.Arbitrary<AuthorizationRequest> = fc
  .record({
    caller,
    action,
    resource,
    context,
    resourceAccount: fc.constantFrom(undefined, home, away),
    atMs: fc.constantFrom(undefined, Date.UTC(2026, 0, 1), Date.UTC(2025, 11, 31, 23, 59, 59, 500)),
  })
  .map(({ caller: who, ...rest }) => ({ ...who, ...rest }));

/** What the caller tells by itself, and values that no client of AWS sends. */
function asSent(sent: AuthorizationRequest['context'], caller: string): typeof sent {
  const isService = !caller.startsWith('arn:');
  const told = [
    'aws:PrincipalIsAWSService',
    'aws:username',
    ...(isService ? [] : ['aws:SourceArn']),
  ];
  const wrong = ['12abc', '2027', '2025-12-31T23:59:59.500Z', 'True', '10.1.2.3::', 'no-arn'];
  const kept = Object.entries(sent ?? {}).filter(
    ([key, value]) => !told.includes(key) && !(typeof value === 'string' && wrong.includes(value)),
  );
  const { 'aws:VpcSourceIp': inside, ...rest } = Object.fromEntries(kept);
  const isInside = inside !== undefined && rest['aws:SourceIp'] === undefined;
  return { 'aws:SecureTransport': 'true', ...rest, ...(isInside && { 'aws:VpcSourceIp': inside }) };
}

/** Requests as they can reach AWS, which is what proofs speak of: consistent in themselves, and signed. */
export const signedRequest: fc.Arbitrary<AuthorizationRequest> = fc
  .record({
    caller: fc.constantFrom(...callers.filter(({ principal: name }) => name !== 'anonymous')),
    asked: fc.constantFrom(
      ...['a/api', 'a/web', 'b/api', 'alice'].flatMap((name) =>
        ['ecr:BatchGetImage', 'ecr:PutImage', 'ecr:CreateRepository', 'ecr:ReplicateImage'].map(
          (one) => ({ action: one, resource: repositoryArn(name) }),
        ),
      ),
      { action: 'ecr:BatchGetImage', resource: repositoryArn('a/api', away) },
      { action: 'ecr:PutImage', resource: repositoryArn('a/api', home, 'eu-west-1') },
      { action: 'ecr:GetAuthorizationToken', resource: '*' },
      { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/key' },
    ),
    context,
    atMs: fc.constantFrom(Date.UTC(2026, 0, 1), Date.UTC(2025, 11, 31, 23, 59, 59)),
  })
  .map(({ caller: who, asked, context: sent, atMs }) => ({
    ...who,
    ...asked,
    context: asSent(sent, who.principal),
    atMs,
  }));
