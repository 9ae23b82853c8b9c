import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { runCan } from './can-run.js';
import { call } from './cli.js';
import { schemaOf } from './schema-of.js';

const authorizationSchema = schemaOf('authorization');
const repository = 'arn:aws:ecr:us-east-1:111122223333:repository/web';
const ci = 'arn:aws:iam::111122223333:role/ci';
const node = 'arn:aws:sts::444455556666:assumed-role/staging-node/i-0a1b2c3d';
const asked = ['--principal', ci, '--resource', repository];
const crossAccount = [
  '--principal',
  node,
  '--resource',
  repository,
  '--policies',
  'examples/iam/cross-account.identity.json',
  'examples/iam/cross-account.repository.json',
];
const endpoint = [
  '--identity',
  'examples/iam/endpoint.identity.json',
  '--endpoint',
  'examples/iam/endpoint.policy.json',
];

/** A document that allows actions, as text. */
const allowing = (...actions: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
  });

describe('what people read', () => {
  it.each<[string, readonly string[]]>([
    [
      'scoped-token.txt',
      ['pull', ...asked, '--identity', 'examples/iam/scoped-token.identity.json'],
    ],
    ['cross-account-explained.txt', ['pull', ...crossAccount, '--explain']],
    ['cross-account.json', ['pull', ...crossAccount, '--format', 'json']],
    ['cross-account-explained.md', ['pull', ...crossAccount, '--explain', '--format', 'markdown']],
    ['endpoint.md', ['pull', ...asked, ...endpoint, '--format', 'markdown']],
    ['endpoint-delete-denied.txt', ['ecr:BatchDeleteImage', ...asked, ...endpoint, '--explain']],
  ])('%s', async (name, args) => {
    const { out, error, code } = runCan(args);
    const all = name.endsWith('.txt') ? `${error}${out}exit ${code}\n` : out;
    await expect(all).toMatchFileSnapshot(`golden/can/${name}`);
  });

  it.each([
    ['alone', crossAccount],
    ['with explanations', [...crossAccount, '--explain']],
    ['of an action of a service', ['--principal', 'lambda.amazonaws.com', '--resource', '*']],
  ])('JSON is one document, and has the shape of its schema: %s', (_, args) => {
    const what = args.includes('*') ? 'ecr:DescribeRegistry' : 'pull';
    const answer = JSON.parse(runCan([what, ...args, '--format', 'json']).out);
    expect(answer.$schema).toBe(authorizationSchema.$id);
    const validate = new Ajv({ strict: false }).compile(authorizationSchema);
    expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe('the exit code', () => {
  const exit = (args: readonly string[], files: Record<string, string> = {}) =>
    runCan(args, files).code;

  it('is 0 for yes, and 1 for no', () => {
    const files = { 'all.json': allowing('ecr:*') };
    expect(exit(['push', ...asked, '--identity', 'all.json'], files)).toBe(0);
    expect(exit(['push', ...asked], files)).toBe(1);
    expect(exit(['login', '--principal', ci, '--identity', 'all.json'], files)).toBe(0);
  });

  it('is 1 for an answer that is open', () => {
    const open = JSON.stringify({
      Statement: {
        Effect: 'Allow',
        Action: 'ecr:*',
        Resource: '*',
        Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      },
    });
    const args = ['login', '--principal', ci, '--identity', 'open.json'];
    const ran = runCan([...args, '--missing-context', 'unknown'], { 'open.json': open });
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/^it depends: .*\n\n.*depends.*\n.*aws:SourceIp under IpAddress/);
    const told = [...args, '--missing-context', 'unknown', '--context', 'aws:SourceIp=203.0.113.7'];
    expect(exit(told, { 'open.json': open })).toBe(0);
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      'a file that is not there',
      ['pull', ...asked, '--identity', 'gone.json'],
      /gone\.json` cannot be read/,
    ],
    [
      'a policy that AWS refuses',
      ['pull', ...asked, '--identity', 'bad.json'],
      /bad\.json:1:\d+: error: .*\n {2}at \/Statement\/0\/Effect\n {2}do: write `Allow`/,
    ],
    ['a question that is none', ['frob', ...asked], /`frob` is nothing to ask about/],
    ['a pattern where an action belongs', ['ecr:*', ...asked], /nothing to ask about/],
    ['a pull from nowhere', ['pull', '--principal', ci], /`pull` needs a resource/],
    [
      'a resource that is no ARN',
      ['pull', '--principal', ci, '--resource', 'web'],
      /`web` is no ARN/,
    ],
    ['nobody who asks', ['pull', '--resource', repository], /required option '--principal/],
    ['a name without ARN', ['login', '--principal', 'ci'], /`ci` is no principal: write an ARN/],
    ['a level without a name', ['pull', ...asked, '--scp', 'all.json'], /--scp root=all\.json/],
    ['context without a value', ['pull', ...asked, '--context', 'aws:SourceIp'], /is no context/],
    ['an instant that is none', ['pull', ...asked, '--as-of', 'noon'], /`noon` is no instant/],
    [
      'a file that does not tell its kind',
      ['pull', ...asked, '--policies', 'open.json'],
      /does not tell what kind/,
    ],
    [
      'two repository policies',
      ['pull', ...asked, '--repository', 'repo.json', '--policies', 'repo.json'],
      /a second repository policy/,
    ],
    [
      'an unknown principal',
      ['pull', ...asked, '--policies', 'account.json'],
      /is not among the users and roles/,
    ],
  ])('is 2 for %s', (_, args, message) => {
    const ran = runCan(args, {
      'all.json': allowing('ecr:*'),
      'bad.json': allowing('ecr:*').replace('Allow', 'allow'),
      'repo.json': '{"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*"}}',
      'open.json':
        '{"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"*"}}',
      'account.json': '{"UserDetailList":[],"RoleDetailList":[],"Policies":[]}',
    });
    expect(ran.error).toMatch(message);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
  });
});

describe('what is said beside the answer', () => {
  it('is that an action is not known', () => {
    const ran = runCan(['ecr:PutImages', ...asked, '--identity', 'all.json'], {
      'all.json': allowing('ecr:*'),
    });
    expect(ran.error).toBe(
      'warning: `ecr:PutImages` is not known here, and is taken for an action on a repository; did you mean\n  `ecr:PutImage`?\n',
    );
    expect(ran.code).toBe(0);
  });

  it.each([
    [
      'ecr:PutSomethingNew',
      /^warning: `ecr:PutSomethingNew` is not known here, [^;]*repository\n$/,
    ],
    ['ec:PutImage', /^warning: `ec:PutImage` is no action .*; did you mean `ecr:PutImage`\?\n$/],
    ['ECR:putimage', /^$/],
    ['ecs:TagResource', /^$/],
  ])('is what may be wrong with an action that is asked about all the same: %s', (what, said) => {
    const ran = runCan([what, ...asked]);
    expect(ran.error).toMatch(said);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(what);
  });

  it.each([
    ['pul', 'pull'],
    ['ecr:pull', 'pull'],
    ['GetAuthorizationTokn', 'ecr:GetAuthorizationToken'],
  ])('is what was meant by %s', (what, meant) => {
    const told = runCan([what, ...asked]).error.replaceAll(/\s+/g, ' ');
    expect(told).toContain(`did you mean \`${meant}\`?`);
  });

  it('fits on a narrow screen, but for what has no blanks', () => {
    const args = ['pull', ...crossAccount, '--explain'];
    const { out, err } = call(args, {}, undefined, { columns: 60 });
    const broken = `${out}${err}`.split('\n').filter((line) => line.length > 60);
    for (const line of broken) expect(line).toMatch(/^ *([\w>:]+ +)*\S+$|AWS answers|\/Statement/);
  });

  it('is that nothing can be added', () => {
    const ran = runCan(['login', '--principal', 'lambda.amazonaws.com']);
    expect(ran.out).toContain(
      'no statement in any policy lets this caller have ecr:GetAuthorizationToken',
    );
  });

  it('is what to add for an action that names no resource, whatever it was asked on', () => {
    const ran = runCan(['ecr:GetAuthorizationToken', ...asked, '--format', 'json']);
    expect(JSON.parse(ran.out).remedies[0].statement.Resource).toBe('*');
  });
});

describe('files with policies', () => {
  it('of one kind unite, and levels keep their order', () => {
    const files = {
      'token.json': allowing('ecr:GetAuthorizationToken'),
      'images.json': allowing('ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'),
      'all.json': allowing('*'),
      's3.json': allowing('s3:*'),
    };
    const args = ['pull', ...asked, '--identity', 'token.json', 'images.json'];
    expect(runCan(args, files).code).toBe(0);
    expect(
      runCan([...args, '--scp', 'root=all.json', 'ou=s3.json', 'ou=all.json'], files).code,
    ).toBe(0);
    const limited = runCan([...args, '--scp', 'root=all.json', 'ou=s3.json'], files);
    expect(limited.out).toContain('no service control policy of ou allows it');
    expect(limited.out).toContain('missing in the service control policy of ou:');
  });

  it('of an account give the policies of whoever asks, and the role behind a session', () => {
    const details = JSON.stringify({
      RoleDetailList: [
        {
          RoleName: 'ci',
          Arn: 'arn:aws:iam::111122223333:role/build/ci',
          RolePolicyList: [{ PolicyName: 'all', PolicyDocument: JSON.parse(allowing('ecr:*')) }],
          PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/limit' },
        },
      ],
      Policies: [
        {
          Arn: 'arn:aws:iam::111122223333:policy/limit',
          DefaultVersionId: 'v1',
          PolicyVersionList: [
            {
              VersionId: 'v1',
              Document: encodeURIComponent(
                JSON.stringify({
                  Version: '2012-10-17',
                  Statement: {
                    Effect: 'Allow',
                    Action: 'ecr:*',
                    Resource: '*',
                    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/build/*' } },
                  },
                }),
              ),
            },
          ],
        },
      ],
    });
    const args = ['--principal', 'arn:aws:sts::111122223333:assumed-role/ci/run-7'];
    const ran = runCan(['push', ...args, '--resource', repository, '--policies', 'iam.json'], {
      'iam.json': details,
    });
    expect(ran.error).toBe(
      'note: iam.json gives 1 policy of arn:aws:iam::111122223333:role/build/ci and its permissions\n  boundary\n',
    );
    expect(ran.code).toBe(0);
  });

  it('of the source of mounted layers bear on the source alone', () => {
    const args = ['push', ...asked, '--identity', 'token.json', '--repository', 'repo.json'];
    const files = {
      'token.json': allowing('ecr:GetAuthorizationToken'),
      'repo.json': JSON.stringify({
        Statement: { Effect: 'Allow', Principal: { AWS: ci }, Action: 'ecr:*' },
      }),
    };
    const source = 'arn:aws:ecr:us-east-1:111122223333:repository/base';
    expect(runCan(args, files).code).toBe(0);
    expect(runCan([...args, '--mount-from', source], files).code).toBe(1);
    expect(runCan([...args, '--mount-from', `${source}=repo.json`], files).code).toBe(0);
  });
});
