import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';
import { schemaOf } from './schema-of.js';

const saved = [
  '--registry',
  'examples/registry/repositories.json',
  'examples/lifecycle/web-api.images.json',
  'examples/push',
];
const newer = `sha256:${'a'.repeat(64)}`;

describe('ecr-drydock pull', () => {
  it.each<[string, readonly string[], number, string]>([
    ['an image that is there', ['team/web-api:latest', ...saved], 0, 'found.txt'],
    ['a tag that is not', ['team/web-api:nope', ...saved], 1, 'no-tag.txt'],
    ['a repository that is not', ['team/none:1', ...saved], 1, 'no-repository.txt'],
    [
      'a cache whose upstream is not told',
      ['docker-hub/library/nginx:1', ...saved],
      1,
      'depends.txt',
    ],
    [
      'a cache that takes an image over',
      ['docker-hub/library/nginx:1', ...saved, '--upstream', newer],
      0,
      'imported.txt',
    ],
    [
      'an official image without its namespace',
      ['docker-hub/nginx:1', ...saved, '--upstream', 'lacks'],
      1,
      'lacks.txt',
    ],
    ['how it is used', ['--help'], 0, 'help.txt'],
  ])('tells %s', async (_, args, code, golden) => {
    const called = call(['pull', ...args]);
    await expect(called.out).toMatchFileSnapshot(`golden/pull/${golden}`);
    expect({ code: called.code, err: called.err }).toEqual({ code, err: '' });
    for (const line of called.out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it.each([
    ['found', 'team/web-api:latest', []],
    ['failed', 'team/web-api:nope', []],
    ['depends', 'docker-hub/library/nginx:1', []],
    ['imported', 'docker-hub/library/nginx:1', ['--upstream', newer]],
  ])('answers in JSON that keeps to its schema: %s', (kind, image, options) => {
    const answer = JSON.parse(call(['pull', image, ...saved, ...options, '--format', 'json']).out);
    const validate = new Ajv({ strict: false }).compile(schemaOf('pull'));
    expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
    expect(answer.kind).toBe(kind);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['no tag', ['team/web-api', ...saved], /names no tag; write `team\/web-api:latest`/],
    [
      'an upstream that is none',
      ['a/b:1', ...saved, '--upstream', 'maybe'],
      /--upstream: takes a digest/,
    ],
    ['two images', ['a/b:1', 'a/b:2', ...saved], /'a\/b:2' belongs to no option/],
  ])('refuses %s', (_, args, said) => {
    const { code, out, err } = call(['pull', ...args]);
    expect(err).toMatch(said);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});
