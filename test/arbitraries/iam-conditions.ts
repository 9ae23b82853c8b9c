import fc from 'fast-check';
import type { AuthorizationRequest, PolicyConditions } from '../../src/iam/index.js';

export const home = '111122223333';
export const away = '444455556666';

/** Policy variables are written with `#` here, so that no editor takes them for those of a template. */
export const withVariables = (text: string): string => text.replaceAll('#{', '$' + '{');

const valueWithVariables = <T>(value: T): T | string =>
  typeof value === 'string' ? withVariables(value) : value;

export const oneOrMany = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 5, arbitrary: one },
    { weight: 5, arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant<T[]>([]) },
  );

interface Family {
  readonly operators: readonly string[];
  readonly keys: readonly string[];
  readonly values: readonly (string | number | boolean)[];
}

const families: readonly Family[] = [
  {
    operators: [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
      'stringlike',
    ],
    keys: [
      'aws:PrincipalTag/team',
      'AWS:principaltag/TEAM',
      'aws:TagKeys',
      'aws:username',
      'aws:PrincipalAccount',
      'aws:PrincipalType',
      'aws:ResourceAccount',
    ],
    values: [
      'a',
      'A',
      'b',
      'ab',
      'a*',
      'a?',
      '*',
      '',
      'alice',
      home,
      away,
      'User',
      '#{aws:username}',
      '#{aws:PrincipalTag/team}',
      "#{aws:PrincipalTag/team, 'a'}",
      '#{aws:TagKeys}',
      'a#{*}',
      'a#{?}',
      '#{$}{x}',
      '#{a b}',
    ],
  },
  {
    operators: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    keys: ['aws:MultiFactorAuthAge', 'aws:EpochTime'],
    values: [
      5,
      '5',
      '5.0',
      '+5',
      10,
      '-1',
      '.5',
      '12abc',
      '',
      '#{aws:MultiFactorAuthAge}',
      '1767225600',
    ],
  },
  {
    operators: [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    keys: ['aws:CurrentTime', 'aws:EpochTime', 'aws:TokenIssueTime'],
    values: [
      '2026',
      '2026-01',
      '2026-01-01',
      '2026-01-01T00:00Z',
      '2026-01-01T01:00:00+01:00',
      '2025-12-31T23:59:59.5Z',
      '1767225600',
      '20260',
      'soon',
      '2026-01-01T00:00:00',
    ],
  },
  {
    operators: ['Bool'],
    keys: ['aws:SecureTransport', 'aws:PrincipalIsAWSService'],
    values: [true, 'true', false, 'false', 'True', 'yes', '#{aws:SecureTransport}'],
  },
  {
    operators: ['BinaryEquals'],
    keys: ['x:Hash'],
    values: ['QmluYXJ5', 'QmluYXI=', 'QQ==', 'QUI='],
  },
  {
    operators: ['IpAddress', 'NotIpAddress'],
    keys: ['aws:SourceIp', 'aws:VpcSourceIp'],
    values: [
      '10.0.0.0/8',
      '10.1.2.3',
      '10.1.2.3/32',
      '10.1.2.0/23',
      '0.0.0.0/0',
      '2001:db8::/32',
      '2001:DB8::1',
      '2001:db8:0:0:0:0:0:2/127',
      '::/0',
      'nowhere',
    ],
  },
  {
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
    keys: ['aws:SourceArn', 'aws:PrincipalArn'],
    values: [
      `arn:aws:iam::${home}:user/alice`,
      `arn:aws:iam::${home}:user/*`,
      `arn:aws:iam::*:role/puller`,
      `arn:aws:iam::${home}:role/ci/*`,
      'arn:aws:lambda:us-east-1:*:function:f',
      'arn:*:*:*:*:*',
      'arn:aws:*',
      '*',
      `arn:aws:iam::${home}:user/#{aws:username}`,
      `arn:aws:iam::${home}:#{*}`,
    ],
  },
];

export const context: fc.Arbitrary<NonNullable<AuthorizationRequest['context']>> = fc.record(
  {
    'aws:PrincipalTag/team': fc.constantFrom('a', 'A', 'b', 'a*', 'ab', '', 'alice'),
    'AWS:TagKeys': fc.array(fc.constantFrom('a', 'b', 'A', ''), { maxLength: 3 }),
    'aws:MultiFactorAuthAge': fc.constantFrom('5', '5.0', '4', '10', '12abc', '-1'),
    'aws:TokenIssueTime': fc.constantFrom(
      '2026-01-01T00:00:00Z',
      '2025-12-31T23:59:59.500Z',
      '1767225600',
      '2027',
    ),
    'aws:SecureTransport': fc.constantFrom('true', 'false', 'True'),
    'aws:PrincipalIsAWSService': fc.constantFrom('true', 'false'),
    'x:Hash': fc.constantFrom('QmluYXJ5', 'QmluYXI=', 'QQ==', 'QUI='),
    'aws:SourceIp': fc.constantFrom(
      '10.1.2.3',
      '10.1.3.255',
      '11.0.0.1',
      '2001:db8::1',
      '2001:db8::3',
      '::1',
      '10.1.2.3::',
    ),
    'aws:VpcSourceIp': fc.oneof(fc.constant('10.1.2.3'), fc.constant(['10.1.2.3', '11.0.0.1'])),
    'aws:SourceArn': fc.constantFrom(
      'arn:aws:lambda:us-east-1:444455556666:function:f',
      `arn:aws:iam::${home}:user/alice`,
      `arn:aws:iam::${home}:user/a:b`,
      `arn:aws:iam::${home}:*`,
      'no-arn',
    ),
    'aws:username': fc.constantFrom('alice', 'a/api', ''),
  },
  { requiredKeys: [] },
);

const condition: fc.Arbitrary<PolicyConditions> = fc.constantFrom(...families).chain((family) =>
  fc
    .tuple(
      fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'),
      fc.constantFrom(...family.operators),
      fc.constantFrom('', '', 'IfExists'),
      fc.constantFrom(...family.keys),
      oneOrMany(fc.constantFrom(...family.values.map(valueWithVariables))),
    )
    .map(([qualifier, operator, suffix, key, values]) => ({
      [`${qualifier}${operator}${suffix}`]: { [key]: values },
    })),
);

const nullCondition: fc.Arbitrary<PolicyConditions> = fc
  .tuple(
    fc.constantFrom('Null', 'Null', 'ForAllValues:Null', 'ForAnyValue:Null'),
    fc.constantFrom(...families.flatMap(({ keys }) => keys)),
    oneOrMany(fc.constantFrom('true', 'false', true, false)),
  )
  .map(([operator, key, values]) => ({ [operator]: { [key]: values } }));

export const conditions: fc.Arbitrary<PolicyConditions> = fc
  .array(fc.oneof({ weight: 6, arbitrary: condition }, { weight: 1, arbitrary: nullCondition }), {
    minLength: 1,
    maxLength: 2,
  })
  .map((all) => Object.assign({}, ...all));
