import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { prove } from '../src/index.js';
import { call } from './cli.js';
import { schemaOf } from './schema-of.js';

const file = (name: string) => `examples/prove/${name}.json`;
const text = (name: string) => readFileSync(new URL(`../${file(name)}`, import.meta.url), 'utf8');
const change = (before: string, after: string) => [
  ...['--before', file(before)],
  ...['--after', file(after)],
];
const validate = new Ajv({ strict: false }).compile(schemaOf('prove-answer'));

/** Each claim with a call in which it holds and one in which it does not. */
const claims = {
  'never-deletes-more': {
    holds: change('keep-five', 'keep-thirty'),
    fails: change('keep-thirty', 'keep-five'),
  },
  'never-acts-on-more': {
    holds: change('keep-five', 'keep-thirty'),
    fails: change('keep-thirty', 'keep-five'),
  },
  'no-new-access': {
    holds: change('one-account', 'one-account'),
    fails: change('one-account', 'whole-organization'),
  },
  'not-public': {
    holds: ['--policy', file('whole-organization'), '--trust-organization', 'o-abc1234567'],
    fails: ['--policy', file('whole-organization')],
  },
  'no-gaps': {
    holds: ['--policy', file('pull-and-push')],
    fails: ['--policy', file('pull-without-login')],
  },
  assertions: {
    holds: ['--policy', file('one-account'), '--assertions', 'never.json'],
    fails: ['--policy', file('one-account'), '--assertions', file('assertions')],
  },
} as const;

const given = {
  'never.json': '{ "assertions": [{ "never": { "Action": "ecr:BatchDeleteImage" } }] }',
};

const formats = [
  ['text', 'txt'],
  ['markdown', 'md'],
  ['json', 'json'],
] as const;

describe.each(Object.entries(claims))('ecr-drydock prove %s', (claim, { holds, fails }) => {
  it('answers with 0 when it is proved, and with 1 when it is not', () => {
    expect(call(['prove', claim, ...holds], given)).toMatchObject({ code: 0, err: '' });
    expect(call(['prove', claim, ...fails], given)).toMatchObject({ code: 1, err: '' });
  });

  it.each(formats)('shows what stands against it as %s', async (format, ending) => {
    const { out } = call(['prove', claim, ...fails, '--format', format], given);
    await expect(out).toMatchFileSnapshot(`golden/prove/${claim}.${ending}`);
  });

  it('prints JSON that keeps to its schema', () => {
    for (const args of [holds, fails]) {
      const { out } = call(['prove', claim, ...args, '--format', 'json'], given);
      expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
    }
  });
});

describe('ecr-drydock prove', () => {
  it('tells how it is used', async () => {
    await expect(call(['prove', '--help']).out).toMatchFileSnapshot('golden/prove/help.txt');
  });

  it('says which file cannot be read, and asks for a kind that content does not tell', () => {
    const broken = call(['prove', 'no-new-access', '--before', 'a.json', '--after', 'b.json'], {
      'a.json': '{ "Statement": [] }',
      'b.json': '{',
    });
    expect(broken.code).toBe(2);
    expect(broken.err).toContain('a.json: error: its content does not tell');
    expect(broken.err).toContain('b.json');
  });

  it('does not let pass what nobody can tell', () => {
    const policy = (Resource: string) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'ecr:BatchGetImage', Resource }],
    });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
    const mine = 'arn:aws:ecr:us-east-1:111122223333:repository/${aws:PrincipalTag/team}';
    const files = {
      'a.json': JSON.stringify(policy(mine.replace('team', 'squad'))),
      'b.json': JSON.stringify(policy(mine)),
    };
    const { code, out } = call(
      ['prove', 'no-new-access', '--kind', 'identity', '--before', 'a.json', '--after', 'b.json'],
      files,
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^(cannot be told|does not hold)/);
  });
});

describe('ecr-drydock prove no-gaps', () => {
  it('takes all policies that bear on a principal together', () => {
    const [repository, identity] = ['one-account', 'pull-without-login'];
    const { code, out } = call(['prove', 'no-gaps', '--policy', file(repository), file(identity)]);
    expect(code).toBe(1);
    expect(out).toContain('ecr:GetAuthorizationToken is refused');
    expect(out).not.toContain('token-from-elsewhere');
  });

  it('leaves the login out where only the policy of a resource is given, and says so', () => {
    const { code, out } = call(['prove', 'no-gaps', '--policy', file('one-account')]);
    expect(code).toBe(0);
    expect(out).toContain('once he has logged in');
    expect(out).toContain('token-from-elsewhere');
  });

  it('reads all files before it answers', () => {
    const { code, err } = call(['prove', 'no-gaps', '--policy', file('one-account'), 'none.json']);
    expect(code).toBe(2);
    expect(err).toContain('none.json');
  });
});

describe('prove', () => {
  it('takes texts and gives the verdict of the analysis', () => {
    const [before, after] = [text('keep-thirty'), text('keep-five')];
    const answer = prove({ claim: 'never-deletes-more', before, after });
    expect(answer).toMatchObject({ ok: true, value: { verdict: { kind: 'fails' } } });
    expect(prove({ claim: 'never-deletes-more', before: after, after: before })).toMatchObject({
      value: { verdict: { kind: 'holds' } },
    });
  });

  it('takes one policy to look for gaps in', () => {
    const policy = text('pull-without-login');
    expect(prove({ claim: 'no-gaps', kind: 'identity', policy })).toMatchObject({
      ok: true,
      value: { workflows: { gaps: [{ workflow: 'pull', cannot: 'ecr:GetAuthorizationToken' }] } },
    });
    expect(prove({ claim: 'no-gaps', kind: 'identity', policy: '{' }).ok).toBe(false);
  });

  it('fails with the place of everything that cannot be read', () => {
    const read = prove({ claim: 'never-acts-on-more', before: '{', after: { rules: [] } });
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map(({ at }) => at)).toEqual(
      expect.arrayContaining(['/before', '/after/rules']),
    );
  });
});
