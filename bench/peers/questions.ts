import type {
  AuthorizationRequest,
  PolicyDocument,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';

/** A request and the policies that bear on it, limited to what both engines can be asked. */
export interface Question {
  readonly request: AuthorizationRequest;
  readonly policies: PolicySet;
}

/** A number from 0 up to, and without, 1: the same ones for the same seed. */
export type Random = () => number;

/** A small generator of numbers that a run can be repeated with. */
export function randomness(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const home = '111122223333';
const away = '444455556666';
const principals = [
  `arn:aws:iam::${home}:user/ann`,
  `arn:aws:sts::${home}:assumed-role/ci/run-7`,
  `arn:aws:iam::${away}:user/bo`,
  `arn:aws:sts::${away}:assumed-role/ci/run-7`,
  `arn:aws:iam::${home}:root`,
];
const actions = ['ecr:BatchGetImage', 'ecr:PutImage', 'ecr:GetAuthorizationToken'];
const repository = `arn:aws:ecr:us-east-1:${home}:repository/team-a/web`;

/** Draws a question whose policies speak of the request, or nearly so. */
export function randomQuestion(random: Random): Question {
  const principal = pick(random, principals);
  const action = pick(random, actions);
  const resource = action === 'ecr:GetAuthorizationToken' ? '*' : repository;
  const isSession = principal.includes(':sts:');
  const policies: PolicySet = {
    identity: some(random, 2, () => ofPrincipal(random)),
    boundary: chance(random, 0.3) ? [ofPrincipal(random)] : undefined,
    session: isSession && chance(random, 0.3) ? [ofPrincipal(random)] : undefined,
    repository: chance(random, 0.6) ? ofRepository(random) : undefined,
    endpoint: chance(random, 0.2) ? ofEndpoint(random) : undefined,
    scps: chance(random, 0.3) ? levels(random) : undefined,
    rcps: chance(random, 0.2) ? [{ id: 'root', policies: [ofResources(random)] }] : undefined,
  };
  return { request: { principal, action, resource, context: contextOf(random) }, policies };
}

function levels(random: Random): PolicySet['scps'] {
  return ['root', 'account'].map((id) => ({ id, policies: [ofPrincipal(random)] }));
}

function document(random: Random, statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: chance(random, 0.1) ? '2008-10-17' : '2012-10-17', Statement: statements };
}

function ofPrincipal(random: Random): PolicyDocument {
  return document(
    random,
    some(random, 3, () => ({
      Effect: effect(random),
      Action: actionsOf(random),
      Resource: resourcesOf(random),
      ...conditionOf(random),
    })),
  );
}

function ofRepository(random: Random): PolicyDocument {
  return document(
    random,
    some(random, 3, () => ({
      Effect: effect(random),
      Principal: principalOf(random),
      Action: actionsOf(random),
      ...conditionOf(random),
    })),
  );
}

function ofEndpoint(random: Random): PolicyDocument {
  return document(
    random,
    some(random, 2, () => ({
      Effect: effect(random),
      Principal: pick(random, ['*', { AWS: home }] as const),
      Action: actionsOf(random),
      Resource: resourcesOf(random),
      ...conditionOf(random),
    })),
  );
}

function ofResources(random: Random): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: some(random, 2, () => ({
      Effect: 'Deny',
      Principal: '*',
      Action: pick(random, ['ecr:*', 'ecr:Put*', 'ecr:BatchGetImage']),
      Resource: '*',
      ...conditionOf(random),
    })),
  };
}

const effect = (random: Random) => (chance(random, 0.8) ? 'Allow' : 'Deny');

const actionsOf = (random: Random) =>
  pick(random, [
    '*',
    'ecr:*',
    'ecr:Batch*',
    'ECR:putimage',
    'ecr:Get????????????????Token',
    actions,
  ]);

const resourcesOf = (random: Random) =>
  pick<string | string[]>(random, [
    '*',
    repository,
    'arn:aws:ecr:*:*:repository/*',
    `arn:aws:ecr:us-east-1:${home}:repository/team-?/*`,
    `arn:aws:ecr:us-east-1:${home}:repository/team-b/*`,
    [`arn:aws:ecr:us-east-1:${away}:repository/*`, `arn:aws:ecr:*:${home}:repository/*/web`],
    `arn:aws:ecr:us-east-1:${home}:repository/\${aws:PrincipalTag/team}/*`,
  ]);

const principalOf = (random: Random) =>
  pick<'*' | { AWS: string }>(random, [
    '*',
    { AWS: '*' },
    { AWS: home },
    { AWS: `arn:aws:iam::${away}:root` },
    { AWS: `arn:aws:iam::${home}:user/ann` },
    { AWS: `arn:aws:iam::${home}:role/ci` },
    { AWS: `arn:aws:sts::${home}:assumed-role/ci/run-7` },
    { AWS: `arn:aws:iam::${away}:role/ci` },
  ]);

function conditionOf(random: Random): Pick<PolicyStatement, 'Condition'> {
  if (chance(random, 0.6)) return {};
  return { Condition: pick(random, conditions) };
}

const conditions: readonly NonNullable<PolicyStatement['Condition']>[] = [
  { StringEquals: { 'aws:PrincipalTag/team': 'team-a' } },
  { StringNotEquals: { 'aws:PrincipalTag/team': ['team-a', 'team-b'] } },
  { StringLikeIfExists: { 'aws:PrincipalTag/team': 'team-?' } },
  { StringEqualsIgnoreCase: { 'aws:PrincipalTag/team': 'TEAM-A' } },
  { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7'] } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/25' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { Null: { 'aws:PrincipalTag/team': 'true' } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } },
  { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a/r-b/*' } },
  { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': ['o-a/r-b/ou-c/'] } },
  { DateGreaterThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/c?' } },
  { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:ROLE/ci', `arn:aws:iam::${away}:*`] } },
  { 'ForAnyValue:Null': { 'aws:PrincipalOrgPaths': 'true' } },
  { 'ForAllValues:Null': { 'aws:PrincipalOrgPaths': 'false' } },
  { 'ForAnyValue:StringEqualsIfExists': { 'aws:PrincipalOrgPaths': 'o-a/r-b/ou-c/' } },
  { 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgPaths': 'o-a/r-b/ou-c/' } },
  { DateLessThan: { 'aws:TokenIssueTime': '1767225600' } },
  { NotIpAddress: { 'aws:SourceIp': '2001:db8::/32' } },
  { NumericEquals: { 'aws:MultiFactorAuthAge': '12' } },
  { StringEquals: { 'aws:PrincipalTag/team': `\${aws:PrincipalTag/group}` } },
  { StringNotEquals: { 'aws:PrincipalTag/team': `\${aws:PrincipalTag/group}` } },
];

function contextOf(random: Random): Record<string, string | string[]> {
  const context: Record<string, string | string[]> = {};
  const given = <T extends string | string[]>(key: string, values: readonly T[]) => {
    if (chance(random, 0.6)) context[key] = pick(random, values);
  };
  given('aws:PrincipalTag/team', ['team-a', 'team-b', 'Team-A', 'team-']);
  given('aws:SourceIp', ['203.0.113.9', '203.0.113.200', '198.51.100.7', '198.51.100.8']);
  given('aws:MultiFactorAuthPresent', ['true', 'false']);
  given('aws:MultiFactorAuthAge', ['299', '300', '12', '12abc', '12.5']);
  given('aws:PrincipalTag/group', ['team-a', 'team-*', '']);
  given('aws:PrincipalOrgPaths', [['o-a/r-b/ou-c/'], ['o-a/r-b/ou-d/', 'o-x/r-y/ou-z/']]);
  given('aws:TokenIssueTime', ['2025-12-31T23:59:59Z', '2026-01-01T00:00:01Z']);
  return context;
}

function some<T>(random: Random, max: number, draw: () => T): readonly T[] {
  return Array.from({ length: 1 + Math.floor(random() * max) }, draw);
}

function chance(random: Random, share: number): boolean {
  return random() < share;
}

function pick<T>(random: Random, list: readonly T[]): T {
  const drawn = list[Math.floor(random() * list.length)];
  if (drawn === undefined) throw new Error('nothing to draw from');
  return drawn;
}
