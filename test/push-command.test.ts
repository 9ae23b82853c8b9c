import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';
import { schemaOf } from './schema-of.js';

const images = 'examples/lifecycle/web-api.images.json';
const saved = [
  '--registry',
  'examples/registry/repositories.json',
  images,
  'examples/push/registry.json',
  'examples/push/templates.json',
];
const locked = saved.with(1, 'examples/registry/locked.repositories.json');
const { imageDetails } = JSON.parse(readFileSync(new URL(`../${images}`, import.meta.url), 'utf8'));
const latest: string = imageDetails.find(({ imageTags = [] }: { imageTags?: string[] }) =>
  imageTags.includes('latest'),
).imageDigest;

describe('ecr-drydock push', () => {
  it.each<[string, readonly string[], number, string]>([
    ['a moved tag, and its copy', ['team/web-api:latest', ...saved], 0, 'moved.txt'],
    ['a locked tag', ['team/web-api:latest', 'team/web-api:2.0', ...locked], 1, 'locked.txt'],
    ['a repository that a template makes', ['team/new:1', ...saved], 0, 'created.txt'],
    ['the same for a ticket', ['team/new:1', ...saved, '--format', 'markdown'], 0, 'created.md'],
    [
      'a missing repository, over the API',
      ['team/new:1', ...saved, '--surface', 'api'],
      1,
      'api.txt',
    ],
    ['how it is used', ['--help'], 0, 'help.txt'],
  ])('tells %s', async (_, args, code, golden) => {
    const called = call(['push', ...args]);
    await expect(called.out).toMatchFileSnapshot(`golden/push/${golden}`);
    expect({ code: called.code, err: called.err }).toEqual({ code, err: '' });
    for (const line of called.out.split('\n')) {
      if (!golden.endsWith('.md')) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it.each<[string, readonly string[], string, string]>([
    [
      'by a URI',
      ['123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/web-api:n'],
      'created',
      'done',
    ],
    ['of another image', ['team/web-api:latest'], 'moved', 'done'],
    ['of the same image', [`team/web-api:latest@${latest}`], 'unchanged', 'done'],
  ])('answers in JSON that keeps to its schema, %s', (_, pushed, kind, outcome) => {
    const { out } = call(['push', ...pushed, ...saved, '--format', 'json']);
    const answer = JSON.parse(out);
    const validate = new Ajv({ strict: false }).compile(schemaOf('push'));
    expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
    expect(answer.$schema).toBe(schemaOf('push').$id);
    expect(answer.kind).toBe(outcome);
    expect(answer.writes[0].tag.kind).toBe(kind);
  });

  it('takes a file whose repository is named with it', () => {
    const named = 'team/web-api=examples/lifecycle/web-api.policy.json';
    expect(call(['push', 'team/web-api:1', ...saved, named]).code).toBe(0);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no registry', ['team/web-api:1'], /required option '--registry <path\.\.\.>'/],
    ['nothing pushed', saved, /missing required argument|nothing is pushed/],
    ['a name that is none', ['Web:1', ...saved], /the push: error: .*upper-case/],
    ['two images', ['team/web-api:1', 'team/other:1', ...saved], /not tags of one image/],
    [
      'another account',
      ['team/web-api:1', ...saved, '--registry-id', '999999999999'],
      /in these files/,
    ],
    [
      'a policy whose repository nothing tells',
      ['team/web-api:1', ...saved, 'examples/lifecycle/web-api.policy.json'],
      /^--registry REPOSITORY=FILE names the repository of a file$/m,
    ],
    [
      'files without a Region',
      ['team/web-api:1', '--registry', 'examples/push/registry.json'],
      /nothing tells the Region[\s\S]*--region REGION, and --registry-id ACCOUNT/,
    ],
  ])('refuses %s', (_, args, said) => {
    const { code, out, err } = call(['push', ...args]);
    expect(err).toMatch(said);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});
