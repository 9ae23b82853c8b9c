import fc from 'fast-check';
import type {
  AuthorizationRequest,
  PolicyConditions,
  PolicyDocument,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';

/**
 * Small boxes of requests, all of which are asked one by one, and policies that tell them apart. Values of policies lie
 * on, beside and across those of requests, so that nearly every statement matters to some of them.
 */
export const home = '111122223333';
export const away = '444455556666';
const third = '777788889999';

const variable = (key: string): string => `$\{${key}}`;

export const actions = [
  'ecr:BatchGetImage',
  'ecr:PutImage',
  'ecr:SetRepositoryPolicy',
  'ecr:CreateRepository',
  'ecr:GetAuthorizationToken',
] as const;

const actionPatterns = [
  ...actions,
  'ecr:*',
  '*',
  'ecr:*Image',
  'ECR:putimage',
  's3:*',
  's3:Get*',
  'ecr:Batch*',
];

const resourcePatterns = [
  '*',
  `arn:aws:ecr:us-east-1:${home}:repository/team-a`,
  `arn:aws:ecr:us-east-1:${home}:repository/team-*`,
  `arn:aws:ecr:*:${home}:repository/*`,
  `arn:aws:ecr:*:*:repository/team-?`,
  `arn:aws:ecr:*:*:repository/*-a`,
  `arn:aws:ecr:us-east-1:*`,
  `arn:*:${home}:*`,
  `arn:aws:ecr:eu-*:${away}:repository/*`,
  `arn:aws:ecr:*:*:*a*`,
  'arn:aws:s3:::bucket/*',
  `arn:aws:logs:*:${home}:log-group:*`,
];

const principals: readonly PolicyPrincipal[] = [
  '*',
  { AWS: '*' },
  { AWS: home },
  { AWS: [away, `arn:aws:iam::${home}:user/alice`] },
  { AWS: `arn:aws:iam::${home}:role/ci/puller` },
  { AWS: `arn:aws:sts::${home}:assumed-role/puller/run` },
  { AWS: `arn:aws:iam::${home}:root` },
  { Service: 'lambda.amazonaws.com' },
  { AWS: `arn:aws:sts::${home}:federated-user/fred` },
];

const simple: readonly PolicyConditions[] = [
  { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
  { StringLike: { 'aws:PrincipalTag/team': ['a*', 'b'] } },
  { StringNotLike: { 'aws:PrincipalTag/team': '*b' } },
  { StringEqualsIfExists: { 'aws:PrincipalTag/team': ['a', 'ab'] } },
  { StringNotEqualsIgnoreCase: { 'aws:PrincipalTag/team': 'A' } },
  { Null: { 'aws:PrincipalTag/team': 'true' } },
  { Null: { 'aws:PrincipalTag/team': 'false' } },
  { Null: { 'aws:SourceIp': 'true' } },
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { NotIpAddress: { 'aws:SourceIp': ['10.1.0.0/16', '11.0.0.0/8'] } },
  { IpAddressIfExists: { 'aws:SourceIp': '10.1.2.3' } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': 5 } },
  { NumericGreaterThanEquals: { 'aws:MultiFactorAuthAge': ['5', '7'] } },
  { NumericNotEquals: { 'aws:MultiFactorAuthAge': '6' } },
  { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
  { NumericGreaterThan: { 'aws:EpochTime': 1767225599 } },
  { Bool: { 'aws:SecureTransport': 'true' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
  { 'ForAllValues:StringNotLike': { 'aws:TagKeys': 'a*' } },
  { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } },
  { 'ForAnyValue:StringNotEqualsIfExists': { 'aws:TagKeys': ['a'] } },
  { StringEquals: { 'aws:TagKeys': 'a' } },
  { StringEquals: { 'aws:PrincipalAccount': home } },
  { StringNotEquals: { 'aws:PrincipalAccount': [home, away] } },
  { StringEquals: { 'aws:ResourceAccount': home } },
  { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${home}:role/*` } },
  { ArnNotLike: { 'aws:PrincipalArn': [`arn:aws:iam::*:user/a*`, `arn:*:*:*:*:root`] } },
  { StringLike: { 'aws:PrincipalArn': `arn:aws:iam::${home}*` } },
  { StringLike: { 'aws:PrincipalArn': '*:user/alice' } },
  { StringEquals: { 'aws:PrincipalType': 'User' } },
  { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
  { StringEquals: { 'aws:username': 'alice' } },
  { StringLike: { 'aws:username': 'a*' } },
  { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } },
  {
    StringEquals: { 'aws:ResourceTag/stage': 'a' },
    StringNotEquals: { 'ecr:ResourceTag/stage': 'b' },
  },
  { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
  { StringEquals: { 'aws:SourceAccount': home } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-aaaaaaaaaa' } },
  { BinaryEquals: { 'x:Hash': 'QUI=' } },
  {},
];

const withVariables: readonly PolicyConditions[] = [
  { StringEquals: { 'aws:ResourceTag/stage': variable('aws:PrincipalTag/team') } },
  { StringNotLike: { 'aws:ResourceTag/stage': `${variable('aws:PrincipalTag/team')}*` } },
  { StringEquals: { 'aws:PrincipalTag/team': 'a', 'aws:username': variable('aws:username') } },
];

const oneOrMore = <T>(of: readonly T[]): fc.Arbitrary<T | T[]> =>
  fc.oneof(fc.constantFrom(...of), fc.subarray([...of], { minLength: 1, maxLength: 3 }));

export interface BoxOptions {
  readonly principals: boolean;
  readonly variables: boolean;
}

function condition({ variables }: BoxOptions): fc.Arbitrary<PolicyConditions> {
  const one = fc.constantFrom(...simple, ...(variables ? withVariables : []));
  return fc.oneof(
    { weight: 3, arbitrary: one },
    { weight: 1, arbitrary: fc.tuple(one, one).map(([a, b]) => ({ ...a, ...b })) },
  );
}

export function statement(options: BoxOptions): fc.Arbitrary<PolicyStatement> {
  const resources = options.variables
    ? [...resourcePatterns, `arn:aws:ecr:*:*:repository/${variable('aws:PrincipalTag/team')}*`]
    : resourcePatterns;
  return fc
    .record({
      Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
      action: oneOrMore(actionPatterns),
      notAction: fc.integer({ max: 9, min: 0 }),
      resource: oneOrMore(resources),
      notResource: fc.integer({ max: 9, min: 0 }),
      principal: fc.constantFrom(...principals),
      notPrincipal: fc.integer({ max: 9, min: 0 }),
      condition: fc.option(condition(options), { nil: undefined }),
    })
    .map((s): PolicyStatement => {
      return {
        Effect: s.Effect,
        ...(options.principals && {
          [s.notPrincipal === 0 && s.Effect === 'Deny' ? 'NotPrincipal' : 'Principal']: s.principal,
        }),
        [s.notAction === 0 ? 'NotAction' : 'Action']: s.action,
        [s.notResource === 0 ? 'NotResource' : 'Resource']: s.resource,
        ...(s.condition !== undefined && { Condition: s.condition }),
      };
    });
}

export function document(options: BoxOptions, maxLength = 3): fc.Arbitrary<PolicyDocument> {
  return fc
    .array(statement(options), { minLength: 1, maxLength })
    .map((Statement) => ({ Version: '2012-10-17', Statement }));
}

/** Near duplicates: one thing more or less, or turned around. */
export function mutated(of: PolicyDocument, options: BoxOptions): fc.Arbitrary<PolicyDocument> {
  const list = Array.isArray(of.Statement) ? (of.Statement as readonly PolicyStatement[]) : [];
  const at = fc.nat({ max: Math.max(list.length - 1, 0) });
  const change = (make: (s: PolicyStatement) => readonly PolicyStatement[]) => (index: number) => ({
    ...of,
    Statement: list.flatMap((s, i) => (i === index ? make(s) : [s])),
  });
  return fc.oneof(
    at.map(change(({ Condition: _, ...s }) => [s])),
    at.map(change((s) => [{ ...s, Effect: s.Effect === 'Allow' ? 'Deny' : 'Allow' }])),
    at.map(change(({ NotResource: _, ...s }) => [{ ...s, Resource: '*' }])),
    at.map(change(({ NotAction: _, ...s }) => [{ ...s, Action: 'ecr:*' }])),
    at.map(change(() => [])),
    at.map(change((s) => [s, s])),
    fc.tuple(at, statement(options)).map(([index, s]) => change((old) => [old, s])(index)),
    fc
      .tuple(at, condition(options))
      .map(([index, Condition]) => change((s) => [{ ...s, Condition }])(index)),
  );
}

const plain = (variables: boolean): BoxOptions => ({ principals: false, variables });
const named = (variables: boolean): BoxOptions => ({ principals: true, variables });

/** Sets with any layers there are. */
export function policySet(variables = false): fc.Arbitrary<PolicySet> {
  const own = document(plain(variables), 2);
  const theirs = document(named(variables), 2);
  const deny = document(named(variables), 1).map((d): PolicyDocument => {
    const list = d.Statement as readonly PolicyStatement[];
    return {
      ...d,
      Statement: list.map(({ Principal: _, NotPrincipal: __, ...s }) => ({
        ...s,
        Effect: 'Deny',
        Principal: '*',
      })),
    };
  });
  const levels = fc.array(
    fc.record({ id: fc.constant('l'), policies: fc.array(own, { maxLength: 2 }) }),
    {
      maxLength: 2,
    },
  );
  return fc.record(
    {
      identity: fc.array(own, { maxLength: 2 }),
      boundary: fc.array(own, { maxLength: 1 }),
      session: fc.array(own, { maxLength: 1 }),
      repository: theirs,
      registry: theirs,
      endpoint: theirs,
      scps: levels,
      rcps: fc.array(fc.record({ id: fc.constant('r'), policies: fc.tuple(deny) }), {
        maxLength: 1,
      }),
      registryPolicyScope: fc.constantFrom('V1' as const, 'V2' as const),
      principalAccountIsManagement: fc.boolean(),
      resourceAccountIsManagement: fc.boolean(),
    },
    { requiredKeys: [] },
  );
}

/** A set with one document changed a little. */
export function mutatedSet(set: PolicySet, variables = false): fc.Arbitrary<PolicySet> {
  const changes: fc.Arbitrary<PolicySet>[] = [fc.constant(set)];
  const { identity, boundary, session, repository, registry, endpoint } = set;
  for (const [kind, list] of Object.entries({ identity, boundary, session })) {
    const [first, ...rest] = list ?? [];
    if (first === undefined) continue;
    changes.push(mutated(first, plain(variables)).map((m) => ({ ...set, [kind]: [m, ...rest] })));
  }
  for (const [kind, own] of Object.entries({ repository, registry, endpoint })) {
    if (own === undefined) continue;
    changes.push(mutated(own, named(variables)).map((m) => ({ ...set, [kind]: m })));
    changes.push(fc.constant({ ...set, [kind]: undefined }));
  }
  changes.push(fc.constant({ ...set, scps: undefined }), fc.constant({ ...set, rcps: undefined }));
  return fc.oneof(...changes);
}

/** Two sets, mostly near duplicates, in either order. */
export function setPair(variables = false): fc.Arbitrary<readonly [PolicySet, PolicySet]> {
  const some = policySet(variables);
  return fc.oneof(
    fc.tuple(some, some),
    some.chain((set) => fc.tuple(fc.constant(set), mutatedSet(set, variables))),
    some.chain((set) => fc.tuple(mutatedSet(set, variables), fc.constant(set))),
  );
}

// ---- the box -------------------------------------------------------------------------------------------------------

const callers: readonly Pick<
  AuthorizationRequest,
  'principal' | 'principalRoleArn' | 'principalUserArn'
>[] = [
  { principal: `arn:aws:iam::${home}:user/alice` },
  { principal: `arn:aws:iam::${home}:user/team/bob` },
  {
    principal: `arn:aws:sts::${home}:assumed-role/puller/run`,
    principalRoleArn: `arn:aws:iam::${home}:role/ci/puller`,
  },
  { principal: `arn:aws:sts::${home}:assumed-role/puller/other` },
  { principal: `arn:aws:sts::${away}:assumed-role/worker/run` },
  { principal: `arn:aws:iam::${home}:root` },
  { principal: `arn:aws:iam::${third}:user/alice` },
  { principal: 'lambda.amazonaws.com' },
  { principal: 'other.amazonaws.com' },
  {
    principal: `arn:aws:sts::${home}:federated-user/fred`,
    principalUserArn: `arn:aws:iam::${home}:user/alice`,
  },
  {
    principal: `arn:aws:sts::${home}:assumed-role/AWSServiceRoleForX/run`,
    principalRoleArn: `arn:aws:iam::${home}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
  },
];

const resources = [
  `arn:aws:ecr:us-east-1:${home}:repository/team-a`,
  `arn:aws:ecr:us-east-1:${home}:repository/team-b`,
  `arn:aws:ecr:eu-west-1:${away}:repository/team-a`,
  `arn:aws:ecr:eu-west-1:${home}:repository/zz`,
  `arn:aws:ecr:us-east-1:${home}:repository/ab`,
];

const contexts: readonly AuthorizationRequest['context'][] = [
  {},
  { 'aws:PrincipalTag/team': 'a', 'aws:SourceIp': '10.1.2.3' },
  { 'aws:PrincipalTag/team': 'ab', 'aws:SourceIp': '11.0.0.1', 'aws:TagKeys': ['a', 'b'] },
  { 'aws:PrincipalTag/team': 'b', 'aws:TagKeys': ['a'], 'aws:MultiFactorAuthPresent': 'true' },
  { 'aws:PrincipalTag/team': 'zz', 'aws:TagKeys': ['z', 'a'], 'aws:MultiFactorAuthAge': '6' },
  {
    'aws:MultiFactorAuthAge': '4',
    'aws:SourceVpce': 'vpce-1',
    'aws:MultiFactorAuthPresent': 'false',
  },
  { 'aws:MultiFactorAuthAge': '7', 'aws:SourceIp': '10.2.0.1', 'x:Hash': 'QUI=' },
  { 'aws:SourceIp': '2001:db8::1', 'aws:TagKeys': ['z'], 'aws:PrincipalTag/team': 'A' },
];

const tags: readonly AuthorizationRequest['context'][] = [
  {},
  { 'aws:ResourceTag/stage': 'a', 'ecr:ResourceTag/stage': 'a' },
  {
    'aws:ResourceTag/stage': 'b',
    'ecr:ResourceTag/stage': 'b',
    'aws:PrincipalOrgID': 'o-aaaaaaaaaa',
  },
  {
    'aws:ResourceTag/stage': 'ab',
    'ecr:ResourceTag/stage': 'ab',
    'aws:PrincipalOrgID': 'o-bbbbbbbbbb',
  },
];

/** Requests of other services, of whose actions nobody has a list. */
const foreign: readonly AuthorizationRequest[] = callers.flatMap((caller) =>
  [
    { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/a' },
    { action: 's3:PutObject', resource: 'arn:aws:s3:::other/a' },
    { action: 's3:ListAllMyBuckets', resource: '*' },
    { action: 'logs:GetLogEvents', resource: `arn:aws:logs:us-east-1:${home}:log-group:g` },
  ].flatMap((asked) =>
    contexts.map((context, index) => ({
      ...caller,
      ...asked,
      context: {
        'aws:SecureTransport': index % 2 === 0 ? 'true' : 'false',
        'aws:RequestedRegion': 'us-east-1',
        ...context,
      },
      atMs: Date.UTC(2025, 0, 1),
    })),
  ),
);

/** Every request of the box: consistent in itself, as requests to AWS are. */
export const box: readonly AuthorizationRequest[] = callers
  .flatMap((caller) =>
    actions.flatMap((action) =>
      (action === 'ecr:GetAuthorizationToken' ? ['*'] : resources).flatMap((resource) =>
        contexts.flatMap((context, index) =>
          (action === 'ecr:GetAuthorizationToken' ? [{}] : tags).map(
            (own, turn): AuthorizationRequest => {
              const isService = !caller.principal.startsWith('arn:');
              const { 'aws:PrincipalOrgID': _, ...withoutOrganization } = own ?? {};
              return {
                ...caller,
                action,
                resource,
                context: {
                  'aws:SecureTransport': (index + turn) % 2 === 0 ? 'true' : 'false',
                  ...context,
                  ...(isService
                    ? {
                        ...withoutOrganization,
                        'aws:SourceAccount': [home, away][turn % 2] ?? home,
                      }
                    : own),
                  ...(resource === '*' && { 'aws:RequestedRegion': 'us-east-1' }),
                },
                atMs: Date.UTC(index % 2 === 0 ? 2025 : 2026, 0, 1),
              };
            },
          ),
        ),
      ),
    ),
  )
  .concat(foreign);
