import fc from 'fast-check';
import type {
  PolicyConditions,
  PolicyDocument,
  PolicyPrincipal,
  PolicyStatement,
} from '../../../src/iam/index.js';

// Statements over few letters, so that they meet.

const home = '111122223333';
const away = '444455556666';

const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 2 });
const glob = fc.string({
  unit: fc.constantFrom('a', 'b', '*', '*', '?'),
  minLength: 1,
  maxLength: 4,
});

const oneOrTwo = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(
    { weight: 2, arbitrary: of },
    { weight: 1, arbitrary: fc.array(of, { minLength: 2, maxLength: 2 }) },
  );

const actionPattern = fc.constantFrom(
  'ecr:BatchGetImage',
  'ecr:PutImage',
  'ecr:CreateRepository',
  'ecr:GetAuthorizationToken',
  'ecr:*',
  '*',
  'ecr:*Image',
  'ECR:putimage',
  'ecr:Get*',
  'ec?:Batch*',
  'ecr:?*',
);

const resourcePattern = fc.oneof(
  fc.constantFrom(
    '*',
    'arn:aws:ecr:us-east-1:*',
    `arn:*:${home}:*`,
    'arn:aws:ecr:*:*:*a*',
    'arn:aws:s3:::bucket/*',
  ),
  fc
    .tuple(
      fc.constantFrom('us-east-1', '*', 'us-*', 'eu-west-?'),
      fc.constantFrom(home, away, '*', '1111*', '????22223333'),
      glob,
    )
    .map(([region, account, name]) => `arn:aws:ecr:${region}:${account}:repository/${name}`),
);

const principalName = fc.constantFrom(
  '*',
  home,
  away,
  `arn:aws:iam::${home}:user/ab`,
  `arn:aws:iam::${home}:role/a/b`,
  `arn:aws:sts::${home}:assumed-role/b/run`,
  `arn:aws:iam::${home}:root`,
  `arn:aws:sts::${home}:federated-user/ab`,
);

const principal: fc.Arbitrary<PolicyPrincipal> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<PolicyPrincipal>('*') },
  { weight: 4, arbitrary: oneOrTwo(principalName).map((AWS): PolicyPrincipal => ({ AWS })) },
  {
    weight: 1,
    arbitrary: oneOrTwo(fc.constantFrom('a.amazonaws.com', 'b.amazonaws.com')).map(
      (Service): PolicyPrincipal => ({ Service }),
    ),
  },
);

// ---- conditions ----------------------------------------------------------------------------------------------------

/** Operators over keys that hold such values, and which values are written beside them. */
interface Family {
  readonly operators: readonly string[];
  readonly keys: readonly string[];
  readonly values: fc.Arbitrary<string>;
  readonly isList?: boolean;
}

const texts = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const likes = ['StringLike', 'StringNotLike'];
const arns = ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals'];
const relations = [
  'Equals',
  'NotEquals',
  'LessThan',
  'LessThanEquals',
  'GreaterThan',
  'GreaterThanEquals',
];
const ofFamily = (family: string) => relations.map((relation) => family + relation);

const textKeys = [
  'aws:PrincipalTag/team',
  'aws:PrincipalTag/team',
  'aws:ResourceTag/stage',
  'ecr:ResourceTag/stage',
  'aws:PrincipalOrgID',
  'aws:SourceVpce',
  'aws:SourceAccount',
  'aws:username',
];
const listKeys = ['aws:TagKeys', 'aws:PrincipalOrgPaths'];

const families: readonly Family[] = [
  {
    operators: texts,
    keys: textKeys,
    values: fc.oneof(
      word,
      word.map((text) => text.toUpperCase()),
    ),
  },
  { operators: likes, keys: textKeys, values: glob },
  { operators: texts, keys: listKeys, values: word, isList: true },
  { operators: likes, keys: listKeys, values: glob, isList: true },
  {
    operators: arns,
    keys: ['aws:PrincipalArn'],
    values: fc
      .tuple(fc.constantFrom(home, '*', '1*'), fc.constantFrom('user/', 'role/', '*/', ''), glob)
      .map(([account, type, name]) => `arn:aws:iam::${account}:${type}${name}`),
  },
  {
    operators: likes,
    keys: ['aws:PrincipalArn'],
    values: fc.oneof(
      fc.constantFrom(`arn:aws:iam::${home}*`, '*:root', '*:user/a*', `*${away}:*b`),
      glob.map((name) => `arn:aws:iam::*:role/${name}`),
    ),
  },
  {
    operators: arns,
    keys: ['aws:SourceArn'],
    values: glob.map((name) => `arn:aws:lambda:*:${home}:function:${name}`),
  },
  {
    operators: [...texts, ...likes],
    keys: ['aws:PrincipalAccount', 'aws:ResourceAccount'],
    values: fc.constantFrom(home, away),
  },
  {
    operators: likes,
    keys: ['aws:PrincipalAccount', 'aws:ResourceAccount'],
    values: fc.constantFrom('1*', '*3333', '11112222????', '?*'),
  },
  {
    operators: [...texts, ...likes],
    keys: ['aws:RequestedRegion'],
    values: fc.constantFrom('us-east-1', 'us-*', 'EU-WEST-1', '*-1', 'cn-*'),
  },
  {
    operators: texts,
    keys: ['aws:PrincipalType'],
    values: fc.constantFrom('User', 'AssumedRole', 'Account', 'account'),
  },
  {
    operators: ofFamily('Numeric'),
    keys: ['aws:MultiFactorAuthAge', 'aws:MultiFactorAuthAge', 'aws:EpochTime'],
    values: fc.constantFrom('5', '6', '6.5', '-1', '1767225600'),
  },
  {
    operators: ofFamily('Date'),
    keys: ['aws:CurrentTime', 'aws:TokenIssueTime'],
    values: fc.constantFrom(
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:01Z',
      '2027-01-01',
      '1767225600',
    ),
  },
  {
    operators: ['Bool'],
    keys: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent', 'aws:PrincipalIsAWSService'],
    values: fc.constantFrom('true', 'false'),
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    keys: ['aws:SourceIp'],
    values: fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '11.0.0.0/7', '2001:db8::/32'),
  },
];

const nullKeys = [
  ...textKeys,
  ...listKeys,
  'aws:SourceIp',
  'aws:MultiFactorAuthAge',
  'aws:PrincipalArn',
];

const condition: fc.Arbitrary<PolicyConditions> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(...families).chain(({ operators, keys, values, isList }) =>
      fc
        .tuple(
          fc.constantFrom(
            ...(isList === true
              ? ['ForAllValues:', 'ForAnyValue:']
              : ['', '', '', '', 'ForAnyValue:', 'ForAllValues:']),
          ),
          fc.constantFrom(...operators),
          fc.constantFrom('', '', '', 'IfExists'),
          fc.constantFrom(...keys),
          oneOrTwo(values),
        )
        .map(([qualifier, base, ifExists, key, written]) => ({
          [`${qualifier}${base}${ifExists}`]: { [key]: written },
        })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...nullKeys), fc.constantFrom('true', 'false'))
      .map(([key, value]) => ({ Null: { [key]: value } })),
  },
);

export const conditions: fc.Arbitrary<PolicyConditions> = fc.oneof(
  { weight: 3, arbitrary: condition },
  // Two operators may fall together, and then the second stands.
  {
    weight: 1,
    arbitrary: fc.tuple(condition, condition).map(([one, other]) => ({ ...one, ...other })),
  },
);

// ---- statements ----------------------------------------------------------------------------------------------------

const rarely = fc.integer({ min: 0, max: 6 }).map((turn) => turn === 0);

/** A statement, with principals where the policy names them. */
export function statement(isNamed: boolean): fc.Arbitrary<PolicyStatement> {
  return fc
    .record({
      Effect: fc.constantFrom<('Allow' | 'Deny')[]>('Allow', 'Allow', 'Allow', 'Deny'),
      actions: oneOrTwo(actionPattern),
      notAction: rarely,
      resources: oneOrTwo(resourcePattern),
      notResource: rarely,
      principal,
      notPrincipal: rarely,
      Condition: fc.option(conditions, { nil: undefined }),
    })
    .map(({ Effect, actions, resources, Condition, ...turn }): PolicyStatement => {
      const isNot = turn.notPrincipal && Effect === 'Deny';
      return {
        Effect,
        ...(isNamed && { [isNot ? 'NotPrincipal' : 'Principal']: turn.principal }),
        [turn.notAction ? 'NotAction' : 'Action']: actions,
        [turn.notResource ? 'NotResource' : 'Resource']: resources,
        ...(Condition !== undefined && { Condition }),
      };
    });
}

export function document(isNamed: boolean, maxLength: number): fc.Arbitrary<PolicyDocument> {
  return fc
    .array(statement(isNamed), { minLength: 1, maxLength })
    .map((Statement) => ({ Version: '2012-10-17', Statement }));
}
