import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';

const examples = [
  '--images',
  'examples/lifecycle/web-api.images.json',
  '--images',
  'examples/lifecycle/guard.images.json',
  '--replication',
  'examples/replication/registry.json',
];

/** An inventory of one repository with one image under many tags. */
const crowded = (tags: number) =>
  JSON.stringify({
    imageDetails: [
      {
        registryId: '123456789012',
        repositoryName: 'team/web',
        imageDigest: 'sha256:1',
        imagePushedAt: '2026-06-01T00:00:00Z',
        imageTags: Array.from({ length: tags }, (_, index) => `v${index}`),
      },
    ],
  });

describe('ecr-drydock quotas', () => {
  it('shows how full each quota is that the files tell of', async () => {
    const { code, out, err } = call(['quotas', ...examples]);
    await expect(out).toMatchFileSnapshot('golden/quotas/room.txt');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('says where a quota is exceeded, and what can be done', async () => {
    const files = { 'crowded.json': crowded(1001) };
    const { code, out } = call(['quotas', '--images', 'crowded.json'], files);
    await expect(out).toMatchFileSnapshot('golden/quotas/exceeded.txt');
    expect(code).toBe(1);
  });

  it('shows the same as Markdown', async () => {
    const files = { 'crowded.json': crowded(1001) };
    const args = ['quotas', '--images', 'crowded.json', '--format', 'markdown'];
    const { out } = call(args, files);
    await expect(out).toMatchFileSnapshot('golden/quotas/exceeded.md');
  });

  it.each([
    [999, 0],
    [1000, 1],
    [1001, 1],
  ])('with %i tags on an image ends with %i', (tags, code) => {
    expect(call(['quotas', '--images', 'i'], { i: crowded(tags) }).code).toBe(code);
  });

  it('takes no inventory of images for a list of all repositories', () => {
    const { out } = call(['quotas', ...examples, '--format', 'json']);
    const { quotas } = JSON.parse(out);
    const repositories = quotas.find(({ quota }: { quota: string }) => quota === 'repositories');
    expect(repositories.kind).toBe('unknown');
  });

  it('prints JSON that keeps to its schema', () => {
    const path = new URL('../schemas/quotas.schema.json', import.meta.url);
    const schema = JSON.parse(readFileSync(path, 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const tags of [1, 1001]) {
      const args = ['quotas', '--images', 'i', ...examples.slice(4), '--format', 'json'];
      const answer = JSON.parse(call(args, { i: crowded(tags) }).out);
      expect(answer.$schema).toBe(schema.$id);
      expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('counts the rules of every configuration it is given', () => {
    const files = {
      scanning: '{"scanningConfiguration":{"scanType":"BASIC","rules":[]}}',
      signing: '{"signingConfiguration":{"rules":[]}}',
      'pull-through': '{"pullThroughCacheRules":[]}',
    };
    const given = Object.keys(files).flatMap((name) => [`--${name}`, name]);
    const { out, code } = call(['quotas', ...examples, ...given], files);
    expect(code).toBe(0);
    for (const quota of ['scanning-rules', 'signing-rules', 'pull-through-cache-rules']) {
      expect(out).toMatch(new RegExp(`^${quota} +0 `, 'm'));
    }
  });

  it.each([
    [['quotas'], /required option '--images/],
    [['quotas', '--images', 'gone.json'], /gone\.json: error: there is no such file/],
    [
      ['quotas', ...examples, '--scanning', 'examples/replication/registry.json'],
      /registry\.json:.* error/,
    ],
  ])('%j is refused', (args, says) => {
    const { code, out, err } = call(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });
});
