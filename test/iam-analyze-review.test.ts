/** What reading the answers about policies as people write them showed: each was wrong, or said nothing useful. */
import { describe, expect, it } from 'vitest';
import {
  accessTable,
  checkAssertions,
  checkLockOut,
  findCapabilityGaps,
  findExternalAccess,
  findIdleStatements,
  findNewAccess,
  type SinglePolicy,
  simplifyPolicy,
} from '../src/iam/analyze/index.js';
import {
  authorize,
  compilePolicies,
  type PolicyDocument,
  type PolicyKind,
  type PolicyStatement,
} from '../src/iam/index.js';

const home = '111122223333';
const variable = (key: string): string => `$\{${key}}`;
const repository = (name: string, region = 'us-east-1') =>
  `arn:aws:ecr:${region}:${home}:repository/${name}`;
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
const letIn = (
  Principal: PolicyStatement['Principal'],
  Action: string | string[],
  Condition?: PolicyStatement['Condition'],
): PolicyStatement => {
  return { Effect: 'Allow', Principal, Action, Condition };
};
const deny = (
  Principal: PolicyStatement['Principal'],
  Action: string | string[],
  Condition?: PolicyStatement['Condition'],
): PolicyStatement => {
  return { Effect: 'Deny', Principal, Action, Condition };
};

describe('an RCP by itself', () => {
  const rcp = policy('rcp');
  const others = { ...deny('*', 's3:*'), Resource: '*' };
  const confusedDeputies: PolicyStatement = {
    ...deny('*', 'ecr:*'),
    Resource: '*',
    Condition: {
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
      StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-exampleorgid' },
      Null: { 'aws:SourceAccount': 'false' },
    },
  };

  it('binds AWS services, so that they get in once it spares them', () => {
    const verdict = findNewAccess(rcp(others, confusedDeputies), rcp(others));
    expect(verdict).toMatchObject({
      kind: 'fails',
      witness: { principal: 'lambda.amazonaws.com' },
      replay: { before: { kind: 'explicitDeny' }, after: { kind: 'allowed' } },
    });
    expect(findNewAccess(rcp(others), rcp(others, confusedDeputies)).kind).toBe('holds');
  });
});

describe('a repository policy by itself', () => {
  it('lets nobody in to other services, whatever its actions say', () => {
    const open = onRepository(letIn({ AWS: home }, '*'));
    const verdict = findNewAccess(onRepository(), open);
    const actions = verdict.kind === 'fails' ? verdict.access.flatMap((one) => one.actions) : [];
    expect(actions).toContain('ecr:BatchGetImage');
    expect(actions.filter((action) => !action.startsWith('ecr:'))).toEqual([]);
    expect(findNewAccess(onRepository(), onRepository(letIn('*', 's3:*'))).kind).toBe('holds');
    expect(findExternalAccess(onRepository(letIn('*', 's3:*'))).kind).toBe('holds');
  });

  it('says nothing about actions that no repository policy is asked about', () => {
    const never = ['ecr:GetAuthorizationToken', 'ecr:CreateRepository', 's3:GetObject'];
    const useful = letIn({ AWS: home }, 'ecr:BatchGetImage');
    const own = onRepository(useful, letIn({ AWS: home }, never));
    expect(findIdleStatements(own).findings).toEqual([
      { kind: 'vacuous', at: '/Statement/1', sid: null, effect: 'Allow', by: [] },
    ]);
    expect(simplifyPolicy(own)).toMatchObject({ document: document(useful), isSimpler: true });
  });
});

describe('a Region that is too new to be known', () => {
  it('lies in the first partition once a policy names it', () => {
    const added = identity(allow('ecr:PutImage', repository('shop', 'zz-north-1')));
    expect(findNewAccess(identity(), added)).toMatchObject({
      kind: 'fails',
      witness: { resource: repository('shop', 'zz-north-1') },
    });
  });
});

describe('the gaps of a template', () => {
  const gap = variable('account');
  const token = allow('ecr:GetAuthorizationToken');
  const pull = allow(
    ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    `arn:aws:ecr:us-east-1:${gap}:repository/*`,
  );

  it('leave no proof where they stand in the name of an action', () => {
    for (const action of [`${variable('service')}:Get*`, 'ecr:<action>', '{{service}}:*']) {
      expect(findNewAccess(identity(), identity(allow(action))), action).toMatchObject({
        kind: 'unknown',
        reason: 'placeholder',
        where: '/Statement/0',
      });
      expect(findNewAccess(identity(allow(action)), identity(allow(action))).kind).toBe('holds');
    }
  });

  it('leave proofs about other actions alone', () => {
    expect(findNewAccess(identity(token, pull), identity(pull)).kind).toBe('holds');
    expect(findNewAccess(identity(token, pull), identity(token))).toMatchObject({
      kind: 'unknown',
      where: '/Statement/1',
    });
  });

  it('make no capability gap of what they may close, nor a cell of the table', () => {
    const own = identity(token, pull);
    expect(findCapabilityGaps(own)).toMatchObject({
      gaps: [],
      open: [{ can: 'ecr:BatchGetImage', reason: 'placeholder', where: '/Statement/1' }],
    });
    const { cells } = accessTable(own);
    expect(cells.map(({ answer, actions }) => [answer, actions.length])).toEqual([
      ['always', 1],
      ['unknown', 2],
      ['never', expect.any(Number)],
    ]);
    expect(cells[1]?.open).toEqual({ reason: 'placeholder', where: '/Statement/1', key: '' });
  });

  it('lock nobody out for sure', () => {
    const all = deny('*', 'ecr:*', { StringNotEquals: { 'aws:PrincipalAccount': home } });
    const but = (account: string): PolicyStatement => {
      return {
        Effect: 'Deny',
        NotPrincipal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'ecr:*',
      };
    };
    expect(checkLockOut(document(deny('*', 'ecr:*'))).kind).toBe('holds');
    expect(checkLockOut(document(all, but('444455556666'))).kind).toBe('holds');
    expect(checkLockOut(document(all, but(gap)))).toMatchObject({
      kind: 'unknown',
      reason: 'placeholder',
      where: '/Statement/1',
    });
  });
});

describe('who gets in from outside', () => {
  it('is shown by a request for each group of actions that stands for all of them', () => {
    const zone = { services: 'asked' } as const;
    const set = {
      repository: document(
        letIn('*', 'ecr:*'),
        deny({ AWS: '444455556666' }, ['ecr:PutImage', 'ecr:BatchGetImage']),
      ),
      registry: document({
        ...letIn({ Service: 'lambda.amazonaws.com' }, 'ecr:*'),
        Resource: '*',
      }),
      rcps: [
        {
          id: 'root',
          policies: [
            document({
              ...deny('*', 'ecr:PutImage'),
              Resource: 'arn:aws:ecr:us-east-1:*:repository/*',
            }),
          ],
        },
      ],
    };
    const everything = document(allow('*'));
    const compiled = compilePolicies({ ...set, identity: [everything] });
    const verdict = findExternalAccess(set, zone);
    const access = verdict.kind === 'fails' ? verdict.access : [];
    expect(access.length).toBeGreaterThan(2);
    for (const { witness, actions } of access) {
      for (const action of actions) {
        expect(authorize(compiled, { ...witness, action }).kind, action).toBe('allowed');
      }
    }
  });

  it('is no service in the name of the account that the repository belongs to', () => {
    const forHome = onRepository({
      ...letIn({ Service: 'lambda.amazonaws.com' }, 'ecr:BatchGetImage', {
        StringEquals: { 'aws:SourceAccount': home },
      }),
      Resource: repository('*'),
    });
    expect(findExternalAccess(forHome, { services: 'asked' }).kind).toBe('holds');
    const anywhere = onRepository(
      letIn({ Service: 'lambda.amazonaws.com' }, 'ecr:BatchGetImage', {
        StringEquals: { 'aws:SourceAccount': home },
      }),
    );
    expect(findExternalAccess(anywhere, { services: 'asked' })).toMatchObject({
      kind: 'fails',
      witness: { resource: expect.not.stringContaining(home) },
    });
  });
});

describe('the place of what nobody can tell', () => {
  const tag = 'ecr:ResourceTag/stage';
  const tagged = (...values: string[]): PolicyStatement => {
    return { ...allow('ecr:PutImage'), Condition: { StringNotLike: { [tag]: values } } };
  };

  it('lies in the policies that were given, or in the assertion', () => {
    const open = `${variable('aws:PrincipalTag/a')}${variable('aws:PrincipalTag/b')}`;
    const [by] = checkAssertions(identity(allow('ecr:PutImage')), [
      {
        kind: 'always',
        requests: { Action: 'ecr:PutImage', Resource: '<repository>' },
        at: '/assertions/7/always',
      },
    ]);
    expect(by?.verdict).toMatchObject({ kind: 'unknown', where: '/assertions/7/always' });
    const verdict = findNewAccess(
      identity(tagged('a'), tagged(open)),
      identity(tagged('a'), tagged(open), tagged('b')),
    );
    if (verdict.kind === 'unknown') expect(verdict.where).toMatch(/^\/Statement\/\d\/Condition$/);
    else expect(verdict.kind).toBe('fails');
  });
});

describe('the table of who may do what', () => {
  it('tells services that no policy names from other callers, and leaves the root user out', () => {
    const { cells, assumptions } = accessTable(onRepository(letIn({ AWS: '*' }, 'ecr:*')));
    const answer = (kind: string, action: string) =>
      cells.find(({ who, actions }) => who.kind === kind && actions.includes(action))?.answer;
    expect(answer('others', 'ecr:BatchGetImage')).toBe('always');
    expect(answer('otherServices', 'ecr:BatchGetImage')).toBe('never');
    expect(answer('others', 'ecr:GetAuthorizationToken')).toBe('never');
    expect(assumptions).toContain('no-root-user');
    const own = accessTable(identity(allow('ecr:PutImage', repository('shop'))));
    expect(own.cells.map(({ answer, actions }) => [answer, actions.length])).toEqual([
      ['sometimes', 1],
      ['never', expect.any(Number)],
    ]);
  });
});

describe('an account that no resource shows', () => {
  it('is whatever the request says, or nobody’s', () => {
    const ofOthers: PolicyStatement = {
      ...allow('s3:*'),
      Condition: { StringEquals: { 'aws:ResourceAccount': '444455556666' } },
    };
    expect(findNewAccess({}, { identity: [document(ofOthers)] })).toMatchObject({
      kind: 'fails',
      open: [],
    });
    const unlessTold: PolicyStatement = {
      Effect: 'Deny',
      Action: 's3:ListAllMyBuckets',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:ResourceAccount': home } },
    };
    const lists = allow('s3:ListAllMyBuckets');
    const [before, after] = [document(lists, unlessTold), document(lists)];
    expect(findNewAccess({ identity: [before] }, { identity: [after] }).kind).toBe('fails');
  });
});

describe('policies that no reader has seen', () => {
  // What a caller in JavaScript may hand over.
  const odd = (value: unknown) => value as PolicyDocument;

  it('are answered about, whatever they hold', () => {
    const statements = [null, 7n, { Effect: 7n, Action: ['ecr:*', [null]], Resource: 3 }];
    const documents = [null, undefined, 'text', {}, { Statement: null }, { Statement: statements }];
    for (const own of documents.map((value): SinglePolicy => {
      return { kind: 'repository', document: odd(value) };
    })) {
      expect(simplifyPolicy(own).isSimpler).toEqual(expect.any(Boolean));
      expect(findIdleStatements(own).isGuardrail).toEqual(expect.any(Boolean));
      expect(findNewAccess(identity(), { ...own, kind: 'identity' }).kind).toBe('holds');
      expect(accessTable(own).cells.length).toBeGreaterThan(0);
      expect(checkLockOut(own.document).kind).toBe('fails');
      expect(findCapabilityGaps(own).gaps).toEqual([]);
    }
  });
});
