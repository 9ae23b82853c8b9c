import { describe, expect, it } from 'vitest';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  explainAuthorization,
  type PolicyDocument,
  type PolicySet,
  type PolicyStatement,
} from '../src/iam/index.js';

const home = '111122223333';
const resource = `arn:aws:ecr:us-east-1:${home}:repository/team-b/api`;
const pull: AuthorizationRequest = {
  principal: `arn:aws:iam::${home}:user/alice`,
  action: 'ecr:BatchGetImage',
  resource,
};

function document(...Statement: PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

const everything: PolicyStatement = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' };

const explain = (set: PolicySet, asked: Partial<AuthorizationRequest> = {}) =>
  explainAuthorization(compilePolicies(set), { ...pull, ...asked });

describe('the nearest miss of a statement', () => {
  const sentences: readonly [string, PolicyStatement, Partial<AuthorizationRequest>, string][] = [
    [
      'a resource is compared where it differs',
      { ...everything, Resource: `arn:aws:ecr:us-east-1:${home}:repository/team-a/*` },
      {},
      '`repository/team-a/*` does not cover `repository/team-b/api`',
    ],
    [
      'a resource of another account is compared from the account on',
      { ...everything, Resource: 'arn:aws:ecr:us-east-1:444455556666:repository/team-b/api' },
      {},
      `\`444455556666:repository/team-b/api\` does not cover \`${home}:repository/team-b/api\``,
    ],
    [
      'of several actions the one that begins most alike is named',
      { ...everything, Action: ['s3:*', 'ecr:BatchGetDownloadUrlForLayer', 'ecr:Put*'] },
      {},
      '`ecr:BatchGetDownloadUrlForLayer` does not cover `ecr:BatchGetImage`, nor do the 2 others',
    ],
    [
      'an action that names no resource wants the asterisk',
      { ...everything, Resource: `arn:aws:ecr:us-east-1:${home}:repository/*` },
      { action: 'ecr:GetAuthorizationToken', resource: '*' },
      `the action names no resource, so that only \`*\` covers it, and \`arn:aws:ecr:us-east-1:${home}:repository/*\` does not`,
    ],
    [
      'NotAction that names the action says so',
      { Effect: 'Allow', NotAction: ['s3:*', 'ecr:Batch*'], Resource: '*' },
      {},
      'NotAction leaves out `ecr:BatchGetImage`, which `ecr:Batch*` covers',
    ],
    [
      'a missing key is told from a wrong one',
      { ...everything, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } },
      {},
      '`aws:SourceVpce` is absent, and `StringEquals` is false on an absent key',
    ],
    [
      'a wrong value is shown beside the one that is asked for',
      { ...everything, Condition: { StringEquals: { 'aws:SourceVpce': ['vpce-1', 'vpce-2'] } } },
      { context: { 'aws:SourceVpce': 'vpce-3' } },
      '`aws:SourceVpce` is `vpce-3`, and `StringEquals` asks for `vpce-1`, `vpce-2`',
    ],
    [
      'a wildcard that is none is pointed out',
      { ...everything, Condition: { StringEquals: { 'aws:username': 'al*' } } },
      {},
      '`aws:username` is `alice`, and `StringEquals` asks for `al*`; here a wildcard is an ordinary character',
    ],
    [
      'a value in another case is pointed out',
      { ...everything, Condition: { StringEquals: { 'aws:username': 'Alice' } } },
      {},
      '`aws:username` is `alice`, and `StringEquals` asks for `Alice`; case counts',
    ],
    [
      'a list without a qualifier is pointed out',
      { ...everything, Condition: { StringEquals: { 'aws:TagKeys': 'a' } } },
      { context: { 'aws:TagKeys': ['a', 'b'] } },
      '`aws:TagKeys` is `a`, `b`, and `StringEquals` asks for `a`; several values need ForAnyValue or ForAllValues',
    ],
    [
      'an operator that AWS does not know is named',
      { ...everything, Condition: { StringMatches: { 'aws:username': 'alice' } } },
      {},
      '`StringMatches` is no condition operator',
    ],
    [
      'a denial by absence says that it is one',
      {
        ...everything,
        Effect: 'Deny',
        Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      },
      {},
      'it denies the request; `aws:SourceIp` is absent, and a negated operator is true on an absent key',
    ],
  ];

  it.each(sentences)('%s', (_, statement, asked, sentence) => {
    expect(explain({ identity: [document(statement)] }, asked).statements[0]?.sentence).toBe(
      sentence,
    );
  });

  it('a principal with part of a name is told that wildcards are ordinary there', () => {
    const repository = document({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${home}:user/*` },
      Action: 'ecr:*',
    });
    expect(explain({ repository }).statements[0]).toMatchObject({
      at: '/repository/Statement/0',
      outcome: 'misses',
      element: 'Principal',
      sentence: `\`arn:aws:iam::${home}:user/*\` is not \`arn:aws:iam::${home}:user/alice\`, where a wildcard is an ordinary character`,
    });
  });
});

describe('what stands in the way', () => {
  const away = 'arn:aws:sts::444455556666:assumed-role/puller/s1';

  it('is named layer by layer, and not only the first', () => {
    const { decision, changes } = explain(
      {
        boundary: [],
        scps: [
          { id: 'root', policies: [document({ ...everything, Action: '*' })] },
          { id: 'unit', policies: [] },
        ],
        rcps: [
          { id: 'root', policies: [document({ ...everything, Effect: 'Deny', Principal: '*' })] },
        ],
      },
      { principal: away },
    );
    expect(decision).toEqual({
      kind: 'explicitDeny',
      blockedBy: [
        { layer: 'repository', kind: 'implicit' },
        { layer: 'identity', kind: 'implicit' },
        { layer: 'boundary', kind: 'implicit' },
        { layer: 'scp', level: 'unit', kind: 'implicit' },
        { layer: 'rcp', level: 'root', kind: 'explicit' },
      ],
    });
    expect(changes.map(({ layer, kind }) => `${kind} ${layer}`)).toEqual([
      'narrow rcp',
      'allow repository',
      'allow identity',
      'allow boundary',
      'allow scp',
    ]);
    expect(changes[0]?.at).toEqual(['/rcps/0/policies/0/Statement/0']);
  });

  const messages: readonly [string, PolicySet, string][] = [
    [
      'an identity policy that is silent',
      {},
      'because no identity-based policy allows the ecr:BatchGetImage action',
    ],
    [
      'a boundary that is silent',
      { identity: [document(everything)], boundary: [] },
      'because no permissions boundary allows the ecr:BatchGetImage action',
    ],
    [
      'a level of the organization that is silent',
      { identity: [document(everything)], scps: [{ id: 'root', policies: [] }] },
      'because no service control policy allows the ecr:BatchGetImage action',
    ],
    [
      'an identity policy that denies',
      { identity: [document(everything, { ...everything, Effect: 'Deny' })] },
      'with an explicit deny in an identity-based policy',
    ],
    [
      'a repository policy that denies',
      {
        identity: [document(everything)],
        repository: document({ Effect: 'Deny', Principal: '*', Action: 'ecr:*' }),
      },
      'with an explicit deny in a resource-based policy',
    ],
  ];

  it.each(messages)('%s is put in the words of AWS', (_, set, reason) => {
    expect(explain(set).awsMessage).toBe(
      `User: arn:aws:iam::${home}:user/alice is not authorized to perform: ecr:BatchGetImage on resource: ${resource} ${reason}`,
    );
  });

  it('leaves out layers that do not bear on the caller, and says why', () => {
    const { layers } = explain(
      { scps: [{ id: 'root', policies: [] }], boundary: [] },
      { principal: 'codebuild.amazonaws.com' },
    );
    expect(
      layers.filter(({ verdict }) => verdict === 'exempt').map(({ sentence }) => sentence),
    ).toEqual([
      'nothing in the identity policies bears on it: the caller is an AWS service itself',
      'nothing in the permissions boundary bears on it: the caller is an AWS service itself',
      'nothing in the service control policies of `root` bears on it: the caller is an AWS service itself',
    ]);
  });

  it('does not ask the statements of a layer that bears on nothing', () => {
    const denial: PolicyStatement = { ...everything, Effect: 'Deny' };
    const { decision, statements } = explain({
      identity: [document(everything)],
      scps: [{ id: 'root', policies: [document(denial)] }],
      principalAccountIsManagement: true,
    });
    expect(decision.kind).toBe('allowed');
    expect(statements[1]).toMatchObject({
      at: '/scps/0/policies/0/Statement/0',
      outcome: 'exempt',
      sentence: 'the caller belongs to the management account',
    });
  });

  it('names a doubt that decides', () => {
    const identity = [document({ ...everything, Condition: {} })];
    expect(explain({ identity }).doubts).toEqual([
      {
        reading: 'emptyCondition',
        taken: 'no-condition',
        other: 'no-effect',
        otherwise: 'implicitDeny',
      },
    ]);
    expect(explain({ identity }).because).toContain('iam.emptyCondition');
  });
});

describe('an answer that depends', () => {
  const vpc: PolicyStatement = {
    ...everything,
    Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
  };
  const ask = (set: PolicySet, asked: Partial<AuthorizationRequest> = {}) =>
    authorize(compilePolicies(set), { ...pull, ...asked }, { missingContext: 'unknown' });

  it('names the condition on which it turns', () => {
    expect(ask({ identity: [document(vpc)] })).toEqual({
      kind: 'depends',
      on: [{ key: 'aws:SourceVpc', operator: 'StringEquals', values: ['vpc-1'] }],
      between: ['allowed', 'implicitDeny'],
    });
  });

  it('does not name a condition that changes nothing', () => {
    const idle: PolicyStatement = {
      ...vpc,
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    };
    expect(ask({ identity: [document(everything, vpc)] }).kind).toBe('allowed');
    expect(ask({ identity: [document(vpc)], boundary: [document(idle)], session: [] }).kind).toBe(
      'implicitDeny',
    );
    expect(
      ask({ identity: [document({ ...vpc, Effect: 'Deny' }, everything), document(idle)] }),
    ).toMatchObject({
      kind: 'depends',
      on: [{ key: 'aws:SourceVpc' }],
      between: ['allowed', 'explicitDeny'],
    });
  });

  it('names a variable that has no value', () => {
    const own = {
      ...everything,
      Resource: `arn:aws:ecr:us-east-1:${home}:repository/\${aws:PrincipalTag/team}/*`,
    };
    expect(ask({ identity: [document(own)] })).toMatchObject({
      kind: 'depends',
      on: [{ key: 'aws:principaltag/team', values: [own.Resource] }],
    });
  });

  it('leaves NotResource open while a variable in it may have no value', () => {
    const NotResource = `arn:aws:ecr:us-east-1:${home}:repository/\${aws:PrincipalTag/team}`;
    const others: PolicyStatement = { Effect: 'Allow', Action: '*', NotResource };
    expect(ask({ identity: [document(others)] }, { resource: '*' })).toMatchObject({
      kind: 'depends',
      on: [{ key: 'aws:principaltag/team' }],
    });
  });

  it('does not name a condition that no value fulfils', () => {
    const hopeless: readonly NonNullable<PolicyStatement['Condition']>[] = [
      { Bool: { 'aws:SecureTransport': 'maybe' } },
      { NumericLessThan: { 'aws:MultiFactorAuthAge': 'an hour' } },
      { 'ForAnyValue:StringEquals': { 'aws:TagKeys': [] } },
      { 'ForAnyValue:Null': { 'aws:TagKeys': 'true' } },
    ];
    for (const Condition of hopeless) {
      const set = { identity: [document({ ...everything, Condition })] };
      expect(ask(set)).toEqual({
        kind: 'implicitDeny',
        blockedBy: [{ layer: 'identity', kind: 'implicit' }],
      });
      const options = { missingContext: 'unknown' } as const;
      const [told] = explainAuthorization(compilePolicies(set), pull, options).statements;
      expect(told?.outcome).toBe('misses');
      expect(told?.sentence).toContain('no value of');
    }
    const unless = { BoolIfExists: { 'aws:SecureTransport': 'maybe' } };
    expect(ask({ identity: [document({ ...everything, Condition: unless })] }).kind).toBe(
      'depends',
    );
  });

  it('takes an empty list for a key that is known to be absent', () => {
    expect(ask({ identity: [document(vpc)] }, { context: { 'aws:SourceVpc': [] } }).kind).toBe(
      'implicitDeny',
    );
  });

  it('knows what the caller cannot have', () => {
    const service: PolicyStatement = {
      ...everything,
      Condition: { StringEquals: { 'aws:SourceAccount': home } },
    };
    expect(ask({ identity: [document(service)] }).kind).toBe('implicitDeny');
  });

  it('knows that services and the anonymous belong to no organization', () => {
    const ours: PolicyStatement = {
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': 'o-example' },
        'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-example/*' },
      },
    };
    const by = (principal: string) => ask({ repository: document(ours) }, { principal });
    expect(by('lambda.amazonaws.com').kind).toBe('implicitDeny');
    expect(by('anonymous').kind).toBe('implicitDeny');
    expect(by(`arn:aws:iam::${home}:root`).kind).toBe('allowed');
    expect(ask({ repository: document(ours) }).kind).toBe('depends');
  });
});
