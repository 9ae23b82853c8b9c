import { describe, expect, it } from 'vitest';
import {
  accessTable,
  checkAssertions,
  checkLockOut,
  findCapabilityGaps,
  findExternalAccess,
  findIdleStatements,
  findLayerEffect,
  findNewAccess,
  parseAssertions,
  type SinglePolicy,
  simplifyPolicy,
} from '../src/iam/analyze/index.js';
import {
  orThrow,
  type PolicyDocument,
  type PolicyKind,
  type PolicyStatement,
} from '../src/iam/index.js';

const home = '111122223333';
const repository = (name: string, account = home) =>
  `arn:aws:ecr:us-east-1:${account}:repository/${name}`;
const variable = (key: string): string => `$\{${key}}`;

const document = (...Statement: PolicyStatement[]): PolicyDocument => {
  return { Version: '2012-10-17', Statement };
};
const policy =
  (kind: PolicyKind) =>
  (...statements: PolicyStatement[]): SinglePolicy => {
    return { kind, document: document(...statements) };
  };
const identity = policy('identity');
const onRepository = policy('repository');

const allow = (Action: string | string[], Resource: string | string[] = '*'): PolicyStatement => {
  return { Effect: 'Allow', Action, Resource };
};

describe('a reference policy that allows all but one repository', () => {
  const vault = `arn:aws:ecr:*:*:repository/vault`;
  const reference = identity(allow('*'), { Effect: 'Deny', Action: 'ecr:*', Resource: vault });
  const verdictOn = (...statements: PolicyStatement[]) =>
    findNewAccess(reference, identity(...statements));

  it('is not exceeded by access to another repository', () => {
    expect(verdictOn(allow('ecr:BatchGetImage', repository('shop')))).toMatchObject({
      kind: 'holds',
    });
  });

  it('is not exceeded by access to everything with the same denial, nor by the token that names no repository', () => {
    expect(
      verdictOn(allow(['ecr:*', 's3:*']), {
        Effect: 'Deny',
        Action: '*',
        Resource: vault,
      }),
    ).toMatchObject({ kind: 'holds' });
    expect(verdictOn(allow('ecr:GetAuthorizationToken'))).toMatchObject({ kind: 'holds' });
  });

  it.each([
    ['names the repository', allow('ecr:BatchGetImage', repository('vault'))],
    ['covers it with a wildcard', allow('ecr:Get*', repository('v*'))],
    [
      'covers it by leaving another out',
      {
        Effect: 'Allow',
        Action: 'ecr:PutImage',
        NotResource: repository('shop'),
      } satisfies PolicyStatement,
    ],
  ])('is exceeded by a statement that %s', (_, statement) => {
    const verdict = verdictOn(statement);
    expect(verdict).toMatchObject({
      kind: 'fails',
      witness: { resource: expect.stringMatching(/:repository\/vault$/) },
      replay: { before: { kind: 'explicitDeny' }, after: { kind: 'allowed' } },
    });
  });
});

describe('new access', () => {
  it('is grouped by action, with one request for each group', () => {
    const before = identity(allow('ecr:BatchGetImage', repository('team-a/*')));
    const after = identity(allow(['ecr:BatchGetImage', 'ecr:PutImage'], repository('team-*')));
    const verdict = findNewAccess(before, after);
    expect(verdict).toMatchObject({
      kind: 'fails',
      access: [
        {
          actions: ['ecr:BatchGetImage', 'ecr:PutImage'],
          witness: { resource: repository('team-x') },
          allowedBy: ['/Statement/0'],
        },
      ],
      open: [],
    });
  });

  it('of a role counts beside that of its account, which only delegates', () => {
    const reader = `arn:aws:iam::${home}:role/reader`;
    const by = (AWS: string) =>
      onRepository({ Effect: 'Allow', Principal: { AWS }, Action: 'ecr:BatchGetImage' });
    expect(findNewAccess(by(home), by(reader))).toMatchObject({ kind: 'fails' });
    expect(findNewAccess(by(reader), by(home))).toMatchObject({ kind: 'fails' });
  });

  it('is judged with all layers of a set', () => {
    const identityPolicies = [document(allow('ecr:*'))];
    const scps = [{ id: 'root', policies: [document(allow('ecr:*'))] }];
    const wide = { identity: identityPolicies };
    expect(findNewAccess(wide, { ...wide, scps })).toMatchObject({ kind: 'holds' });
    expect(findNewAccess({ ...wide, scps: [{ id: 'root', policies: [] }] }, wide)).toMatchObject({
      kind: 'fails',
      replay: { before: { blockedBy: [{ layer: 'scp', level: 'root' }] } },
    });
  });

  it('is proved away under a policy variable, and found where it does not follow', () => {
    const own = identity(allow('ecr:*', repository(`home/${variable('aws:PrincipalTag/team')}/*`)));
    const all = identity(allow('ecr:*', repository('home/*')));
    expect(findNewAccess(all, own)).toMatchObject({ kind: 'holds' });
    expect(findNewAccess(own, all)).toMatchObject({ kind: 'fails' });
  });

  it('is found beside what a variable can stand for', () => {
    const own = identity(allow('ecr:*', repository(`home-${variable('aws:PrincipalTag/team')}*`)));
    const all = identity(allow('ecr:*', repository('home-*')));
    expect(findNewAccess(own, all)).toMatchObject({ kind: 'fails' });
  });

  it('is not claimed of a request that the engine was not asked about', () => {
    const by = (operator: string) =>
      identity({
        ...allow('ecr:PutImage'),
        Condition: {
          [operator]: { 'aws:ResourceTag/team': variable('aws:PrincipalTag/team') },
        },
      });
    expect(findNewAccess(by('StringEquals'), by('StringLike'))).toMatchObject({
      kind: 'unknown',
      reason: 'policy-variable',
      where: '/Statement/0/Condition',
    });
  });

  it('across accounts needs a grant of the other side', () => {
    const abroad: PolicyStatement = {
      ...allow('ecr:*', repository('*', '444455556666')),
      Condition: { StringEquals: { 'aws:PrincipalAccount': home } },
    };
    const [none, some] = [{ identity: [document()] }, { identity: [document(abroad)] }];
    expect(findNewAccess(none, some)).toMatchObject({ kind: 'holds' });
    const grant: PolicyStatement = { Effect: 'Allow', Principal: '*', Action: 'ecr:PutImage' };
    const theirs = { repository: document(grant) };
    expect(findNewAccess({ ...none, ...theirs }, { ...some, ...theirs })).toMatchObject({
      kind: 'fails',
      access: [{ actions: ['ecr:PutImage'] }],
    });
  });

  it('across accounts needs two of them', () => {
    const own = { identity: [document(allow('ecr:*', repository('*')))] };
    const delegating: PolicyStatement = {
      ...allow('ecr:*', repository('*')),
      Principal: { AWS: home },
    };
    expect(findNewAccess(own, { ...own, repository: document(delegating) })).toMatchObject({
      kind: 'holds',
    });
  });

  it('is nobody’s guess in a template whose gaps are open', () => {
    const by = (AWS: string) =>
      onRepository({ Effect: 'Allow', Principal: { AWS }, Action: 'ecr:BatchGetImage' });
    const gap = `arn:aws:iam::${variable('account')}:root`;
    expect(findNewAccess(by(home), by(gap))).toMatchObject({
      kind: 'unknown',
      reason: 'placeholder',
      where: '/Statement/0',
    });
    expect(findNewAccess(by(gap), by(gap))).toMatchObject({ kind: 'holds' });
  });

  it('is unknown, and never a guess, once the budget is spent', () => {
    const before = identity(allow('ecr:*', repository('team-*')));
    const after = identity(allow('ecr:*', repository('team-a')));
    expect(findNewAccess(before, after, { budget: 0 })).toMatchObject({
      kind: 'unknown',
      reason: 'budget',
    });
  });
});

describe('conditions', () => {
  const under = (Condition: PolicyStatement['Condition']) =>
    identity({ ...allow('ecr:PutImage'), Condition });
  const tags = 'aws:TagKeys';
  const team = 'aws:PrincipalTag/team';

  it.each<[string, PolicyStatement['Condition'], PolicyStatement['Condition']]>([
    [
      'no values are all of any',
      { Null: { [tags]: true } },
      { 'ForAllValues:StringEquals': { [tags]: 'a' } },
    ],
    ['a missing key is unequal', { Null: { [team]: true } }, { StringNotEquals: { [team]: 'a' } }],
    [
      'a text is like its pattern',
      { StringEquals: { [team]: 'ab' } },
      { StringLike: { [team]: 'a?' } },
    ],
    [
      'two ranges make one',
      { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      { IpAddress: { 'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9'] } },
    ],
    [
      'both keys of the time agree',
      { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
      { NumericLessThan: { 'aws:EpochTime': 1767225600 } },
    ],
    [
      'a role is of its account',
      { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${home}:role/*` } },
      { StringEquals: { 'aws:PrincipalAccount': home } },
    ],
    [
      'a name ends an ARN',
      { StringEquals: { 'aws:username': 'alice' } },
      { StringLike: { 'aws:PrincipalArn': '*:user/*alice' } },
    ],
    [
      'a tag goes by two names',
      { StringEquals: { 'ecr:ResourceTag/x': 'a' } },
      { StringLike: { 'aws:ResourceTag/x': 'a*' } },
    ],
    [
      'a comparison is within a wider one',
      { NumericLessThan: { 'aws:MultiFactorAuthAge': 5 } },
      { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': 5 } },
    ],
  ])('%s', (_, narrow, wide) => {
    expect(findNewAccess(under(wide), under(narrow))).toMatchObject({ kind: 'holds' });
    expect(findNewAccess(under(narrow), under(wide)).kind).toBe(isSame(narrow) ? 'holds' : 'fails');
  });

  /** Two of them say the same in other words. */
  function isSame(condition: PolicyStatement['Condition']): boolean {
    return /10\.0\.0\.0\/8|CurrentTime/.test(JSON.stringify(condition));
  }

  it('a pattern that ends early covers what lies behind', () => {
    const region = identity(allow('ecr:*', 'arn:aws:ecr:us-east-1:*'));
    expect(findNewAccess(region, identity(allow('ecr:PutImage', repository('*'))))).toMatchObject({
      kind: 'holds',
    });
    expect(findNewAccess(identity(allow('ecr:*', repository('*'))), region).kind).toBe('fails');
    const anywhere = identity(allow('ecr:*', 'arn:aws:e*:repository/shop'));
    const inOne = identity(allow('ecr:PutImage', repository('shop')));
    expect(findNewAccess(anywhere, inOne)).toMatchObject({ kind: 'holds' });
    const behind = identity(allow('ecr:*', 'arn:aws:ecr:*:repository/shop'));
    expect(findNewAccess(behind, inOne)).toMatchObject({ kind: 'holds' });
  });

  it('a Region may be newer than the list, but what stands in its place may be none', () => {
    const nothing = identity(allow('ecr:PutImage', 'arn:aws:s3:::bucket'));
    const newer = identity(allow('ecr:PutImage', 'arn:aws:ecr:mx-nowhere-1:*'));
    expect(findNewAccess(nothing, newer)).toMatchObject({
      kind: 'fails',
      witness: { resource: expect.stringContaining(':mx-nowhere-1:') },
    });
    // An account stands where a Region should.
    const none = identity(allow('ecr:PutImage', `arn:*:ecr:${home}:*:repository/shop`));
    expect(findNewAccess(nothing, none)).toMatchObject({ kind: 'holds' });
  });

  it('a wider range of addresses lets more in', () => {
    const from = (range: string) => under({ IpAddress: { 'aws:SourceIp': range } });
    expect(findNewAccess(from('10.0.0.0/8'), from('10.0.0.0/7'))).toMatchObject({ kind: 'fails' });
  });
});

describe('statements without effect', () => {
  const kindsOf = (single: SinglePolicy) =>
    findIdleStatements(single).findings.map(({ at, kind, by }) => [at, kind, ...by]);

  it('are told apart by what makes them so', () => {
    expect(
      kindsOf(
        identity(
          allow('ecr:BatchGetImage', repository('shop')),
          allow('ecr:*', repository('*')),
          allow('ecr:GetAuthorizationToken', repository('shop')),
          { Effect: 'Deny', Action: 'ecr:*', Resource: repository('bank') },
          allow('ecr:PutImage', repository('bank')),
        ),
      ),
    ).toEqual([
      ['/Statement/0', 'shadowed', '/Statement/1'],
      ['/Statement/2', 'vacuous'],
      ['/Statement/4', 'shadowed', '/Statement/1'],
    ]);
  });

  it('may be partly denied and partly allowed elsewhere', () => {
    expect(
      kindsOf(
        identity(
          allow('ecr:PutImage', [repository('shop'), repository('bank')]),
          allow('ecr:*', repository('shop')),
          { Effect: 'Deny', Action: 'ecr:*', Resource: repository('bank') },
        ),
      ),
    ).toEqual([['/Statement/0', 'redundant', '/Statement/1', '/Statement/2']]);
  });

  it('are not what a guardrail consists of', () => {
    const found = findIdleStatements(
      policy('scp')({ Effect: 'Deny', Action: 'ecr:DeleteRepository', Resource: '*' }),
    );
    expect(found).toMatchObject({ findings: [], isGuardrail: true });
  });

  it('include principals with a wildcard in their name, which are nobody', () => {
    expect(
      kindsOf(
        onRepository({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${home}:*` },
          Action: 'ecr:BatchGetImage',
        }),
      ),
    ).toEqual([['/Statement/0', 'vacuous']]);
  });

  it('are found, and no others, among lists of any length', () => {
    const names = Array.from({ length: 40 }, (_, index) => repository(`team-${index}`));
    const one = allow('ecr:PutImage', repository('team-35'));
    expect(kindsOf(identity(allow('ecr:PutImage', names), one))).toEqual([
      ['/Statement/1', 'shadowed', '/Statement/0'],
    ]);
    expect(kindsOf(identity(allow('ecr:PutImage', names.toSpliced(35, 1)), one))).toEqual([]);
    expect(
      kindsOf(identity(allow(['s3:GetObject', 's3:PutObject']), allow('s3:PutObject'))),
    ).toEqual([['/Statement/1', 'shadowed', '/Statement/0']]);
  });

  it('do not include a grant to a role beside one to its account, which reaches less far', () => {
    const to = (AWS: string): PolicyStatement => {
      return { Effect: 'Allow', Principal: { AWS }, Action: 'ecr:PutImage' };
    };
    const role = `arn:aws:iam::${home}:role/ci`;
    expect(kindsOf(onRepository(to(home), to(role)))).toEqual([]);
    expect(kindsOf(onRepository(to('*'), to(role)))).toEqual([
      ['/Statement/1', 'shadowed', '/Statement/0'],
    ]);
  });

  it('are dropped by a simplification that was proved equal', () => {
    const long = identity(
      allow(['ecr:BatchGetImage', 'ecr:*'], [repository('shop'), repository('*')]),
      allow('ecr:PutImage', repository('bank')),
    );
    expect(simplifyPolicy(long)).toEqual({
      document: document(allow(['ecr:*'], [repository('*')])),
      dropped: ['/Statement/1'],
      isSimpler: true,
    });
  });
});

describe('external access', () => {
  const grant = (
    Principal: PolicyStatement['Principal'],
    Condition?: PolicyStatement['Condition'],
  ) => onRepository({ Effect: 'Allow', Principal, Action: 'ecr:BatchGetImage', Condition });

  it('is public when anybody gets in', () => {
    expect(findExternalAccess(grant('*'))).toMatchObject({
      kind: 'fails',
      isPublic: true,
      access: [{ who: { kind: 'anybody' }, actions: ['ecr:BatchGetImage'] }],
    });
  });

  it('names the accounts that get in, and not those of the zone', () => {
    const policies = grant({ AWS: ['444455556666', '777788889999'] });
    expect(findExternalAccess(policies, { accounts: ['444455556666'] })).toMatchObject({
      kind: 'fails',
      isPublic: false,
      access: [{ who: { kind: 'account', account: '777788889999' } }],
    });
    const accounts = ['444455556666', '777788889999'];
    expect(findExternalAccess(policies, { accounts })).toMatchObject({ kind: 'holds' });
  });

  it('is ruled out by the organization, the network or the endpoint of the zone', () => {
    const organizations = ['o-exampleorgid'];
    const inside = grant('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } });
    const loose = grant('*', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } });
    expect(findExternalAccess(inside, { organizations })).toMatchObject({ kind: 'holds' });
    expect(findExternalAccess(loose, { organizations })).toMatchObject({ kind: 'fails' });
    const near = grant('*', { IpAddress: { 'aws:SourceIp': '192.0.2.0/25' } });
    expect(findExternalAccess(near, { networks: ['192.0.2.0/24'] })).toMatchObject({
      kind: 'holds',
    });
    expect(findExternalAccess(near, { networks: ['192.0.2.0/26'] })).toMatchObject({
      kind: 'fails',
    });
    const vpc = grant('*', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } });
    expect(findExternalAccess(vpc, { vpcEndpoints: ['vpce-1'] })).toMatchObject({ kind: 'holds' });
  });

  it('of services is looked for when asked', () => {
    const lambda = grant({ Service: 'lambda.amazonaws.com' });
    expect(findExternalAccess(lambda)).toMatchObject({ kind: 'holds' });
    expect(findExternalAccess(lambda, { services: 'asked' })).toMatchObject({
      kind: 'fails',
      access: [{ who: { kind: 'service', service: 'lambda.amazonaws.com' } }],
    });
  });
});

describe('workflows', () => {
  it('have gaps where somebody may push and not complete an upload', () => {
    const { gaps } = findCapabilityGaps(
      identity(
        allow(['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:PutImage'], repository('*')),
        allow(['ecr:BatchGetImage', 'ecr:BatchCheckLayerAvailability'], repository('*')),
      ),
    );
    expect(gaps.map(({ workflow, cannot }) => [workflow, cannot])).toEqual([
      ['push', 'ecr:CompleteLayerUpload'],
    ]);
  });

  it('have gaps where somebody may pull manifests and no layers, unless it is for a push', () => {
    const push = [
      'ecr:BatchCheckLayerAvailability',
      'ecr:InitiateLayerUpload',
      'ecr:UploadLayerPart',
      'ecr:CompleteLayerUpload',
      'ecr:PutImage',
      'ecr:BatchGetImage',
    ];
    const gapsOf = (...statements: PolicyStatement[]) =>
      findCapabilityGaps(identity(...statements)).gaps.map(({ cannot }) => cannot);
    expect(gapsOf(allow('ecr:BatchGetImage'))).toEqual(['ecr:GetDownloadUrlForLayer']);
    expect(gapsOf(allow(push))).toEqual([]);
    expect(gapsOf(allow(push, repository('shop')), allow('ecr:BatchGetImage'))).toEqual([
      'ecr:GetDownloadUrlForLayer',
    ]);
  });

  it('have none in the policy that the documentation gives for pulls', () => {
    const actions = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    expect(findCapabilityGaps(identity(allow(actions))).gaps).toEqual([]);
  });
});

describe('a lock-out', () => {
  const deny = (Condition?: PolicyStatement['Condition']) =>
    document({ Effect: 'Deny', Principal: '*', Action: 'ecr:*', Condition });

  it('is proved when nobody of the account may replace the policy', () => {
    expect(checkLockOut(deny())).toMatchObject({ kind: 'holds' });
  });

  it('is none while somebody still may, and says who', () => {
    const admin = `arn:aws:iam::${home}:role/admin`;
    expect(checkLockOut(deny({ ArnNotEquals: { 'aws:PrincipalArn': admin } }))).toMatchObject({
      kind: 'fails',
      witness: { principal: `arn:aws:sts::${home}:assumed-role/admin/some-session` },
    });
  });
});

describe('a layer', () => {
  it('that lets everything through changes nothing', () => {
    const set = { identity: [document(allow('ecr:*'))], boundary: [document(allow('*'))] };
    expect(findLayerEffect(set, 'boundary')).toMatchObject({
      takes: { kind: 'holds' },
      gives: { kind: 'holds' },
    });
  });

  it('takes what it does not let through, and gives nothing', () => {
    const boundary = [document(allow('ecr:BatchGetImage'))];
    const set = { identity: [document(allow('ecr:*'))], boundary };
    expect(findLayerEffect(set, 'boundary')).toMatchObject({
      takes: { kind: 'fails' },
      gives: { kind: 'holds' },
    });
  });
});

describe('assertions', () => {
  const check = (assertions: unknown, ...statements: PolicyStatement[]) =>
    checkAssertions(
      { identity: [document(...statements)] },
      orThrow(parseAssertions({ assertions })),
    ).map(({ verdict }) => verdict);

  it('hold when no request breaks them', () => {
    const never = { Action: 'ecr:DeleteRepository' };
    const always = {
      Principal: { AWS: `arn:aws:iam::${home}:role/ci` },
      Action: ['ecr:PutImage', 'ecr:BatchGetImage'],
      Resource: repository('shop/*'),
    };
    expect(check([{ never }, { always }], allow(['ecr:*Image'], repository('shop/*')))).toEqual([
      expect.objectContaining({ kind: 'holds' }),
      expect.objectContaining({ kind: 'holds' }),
    ]);
  });

  it('fail with a request that must not be allowed, or that must be', () => {
    const never = {
      Action: 'ecr:Delete*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const always = {
      Principal: { AWS: `arn:aws:iam::${home}:user/alice` },
      Action: 'ecr:PutImage',
      Resource: repository('shop'),
    };
    expect(check([{ never }, { always }], allow('ecr:*', repository('bank')))).toMatchObject([
      { kind: 'fails', witness: { context: { 'aws:SecureTransport': 'false' } } },
      {
        kind: 'fails',
        witness: { principal: `arn:aws:iam::${home}:user/alice`, resource: repository('shop') },
        replay: { after: { kind: 'implicitDeny' } },
      },
    ]);
  });

  it('are read with every problem at its place', () => {
    const read = parseAssertions({
      assertions: [{ never: { Acton: 'ecr:*' } }, { name: 7, always: { Action: 'ecr:*' } }, {}],
    });
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map(({ at }) => at)).toEqual([
      '/assertions/0/never/Acton',
      '/assertions/0/never',
      '/assertions/1/name',
      '/assertions/2',
    ]);
  });
});

describe('the table of who may do what', () => {
  it('has a cell for each caller that is named, and one for all others', () => {
    const { cells } = accessTable(
      onRepository(
        { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 'ecr:BatchGetImage' },
        {
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'ecr:PutImage',
          Condition: { StringEquals: { 'aws:SourceAccount': home } },
        },
      ),
    );
    const answers = (name: string, action: string) =>
      cells.find(
        ({ who, actions }) =>
          ('name' in who ? who.name : who.kind) === name && actions.includes(action),
      )?.answer;
    // An account may only delegate to its own users when the repository is its own.
    expect(answers('444455556666', 'ecr:BatchGetImage')).toBe('sometimes');
    expect(answers('444455556666', 'ecr:PutImage')).toBe('never');
    expect(answers('lambda.amazonaws.com', 'ecr:PutImage')).toBe('sometimes');
    expect(answers('lambda.amazonaws.com', 'ecr:BatchGetImage')).toBe('never');
    expect(answers('others', 'ecr:BatchGetImage')).toBe('never');
    expect(answers('otherServices', 'ecr:PutImage')).toBe('never');
  });
});
