import type {
  AuthorizationRequest,
  PolicyDocument,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';

/** A policy set, and requests that are asked of it in turn. */
export interface AuthorizeScenario {
  readonly name: string;
  readonly set: PolicySet;
  readonly requests: readonly AuthorizationRequest[];
}

/** How many different requests take turns, so that no answer is met warm. */
const requestCount = 1024;

const home = '111122223333';
const away = '444455556666';

export const actions = [
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
  'ecr:PutImage',
  'ecr:DescribeImages',
];

const everything: PolicyStatement = { Effect: 'Allow', Action: '*', Resource: '*' };

function requests(principal: string): readonly AuthorizationRequest[] {
  return Array.from({ length: requestCount }, (_, i) => ({
    principal,
    action: actions[i % actions.length] ?? '',
    resource: repository(`team-${i % 10}/app-${i % 37}`),
    context: {
      'aws:SourceIp': `10.${i % 200}.3.4`,
      'aws:PrincipalTag/team': `team-${i % 10}`,
      'aws:SecureTransport': 'true',
      'aws:PrincipalOrgID': 'o-example',
    },
  }));
}

function userAt(account: string): string {
  return `arn:aws:iam::${account}:user/alice`;
}

function repository(name: string): string {
  return `arn:aws:ecr:us-east-1:${home}:repository/${name}`;
}

function document(...Statement: PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

function simple(): PolicySet {
  return {
    identity: [document({ Effect: 'Allow', Action: 'ecr:*', Resource: repository('team-*') })],
    repository: document({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${home}:role/puller` },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    }),
  };
}

/** A hundred statements, most of them about other teams or services, half of them with conditions. */
function tenByTen(): readonly PolicyDocument[] {
  return Array.from({ length: 10 }, (_, policy) =>
    document(...Array.from({ length: 10 }, (_, i) => oneOfHundred(policy, i))),
  );
}

function oneOfHundred(policy: number, i: number): PolicyStatement {
  const Action = [
    ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    ['ecr:Describe*', 'ecr:List*'],
    ['s3:Get*', 's3:PutObject'],
    ['ecr:Put*', 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart'],
    ['ec2:Describe*', 'logs:*'],
  ][i % 5];
  const statement: PolicyStatement = {
    Sid: `S${policy}x${i}`,
    Effect: i === 9 ? 'Deny' : 'Allow',
    Action: Action ?? [],
    Resource: [repository(`team-${policy}/app-${i}*`), repository(`*-${policy}/shared/*-${i}`)],
  };
  if (i % 2 === 0) return statement;
  const Condition = {
    StringEquals: { 'aws:PrincipalTag/team': [`team-${policy}`, 'platform'] },
    IpAddress: { 'aws:SourceIp': [`10.${policy}.0.0/16`, '192.0.2.0/24'] },
  };
  return { ...statement, Condition };
}

function acrossAccounts(): PolicySet {
  const rcp = document({
    Effect: 'Deny',
    Principal: '*',
    Action: 'ecr:*',
    Resource: '*',
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-example' } },
  });
  const scp = document({
    Effect: 'Deny',
    Action: 'ecr:*',
    Resource: '*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  return {
    identity: [document({ Effect: 'Allow', Action: ['ecr:Batch*', 'ecr:Get*'], Resource: '*' })],
    boundary: [document({ Effect: 'Allow', Action: ['ecr:*', 's3:*'], Resource: '*' })],
    repository: document({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${away}:role/puller` },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    }),
    scps: ['root', 'unit', 'account'].map((id) => ({ id, policies: [document(everything), scp] })),
    rcps: ['root', 'account'].map((id) => ({ id, policies: [rcp] })),
  };
}

function denial(): PolicyDocument {
  return document({ Sid: 'NoAccess', Effect: 'Deny', Action: 'ecr:*', Resource: '*' });
}

/** The four situations that engines are compared in. */
export const authorizeScenarios: readonly AuthorizeScenario[] = [
  { name: 'simple same account', set: simple(), requests: requests(userAt(home)) },
  {
    name: 'ten policies of ten statements',
    set: { identity: tenByTen() },
    requests: requests(userAt(home)),
  },
  {
    name: 'across accounts, with boundary, SCPs and RCPs',
    set: acrossAccounts(),
    requests: requests(`arn:aws:sts::${away}:assumed-role/puller/session`),
  },
  {
    name: 'a denial before ten by ten',
    set: { identity: [denial(), ...tenByTen()] },
    requests: requests(userAt(home)),
  },
];
