import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parseRepositoryTags } from '../src/simulate/index.js';
import { cases } from './cases.js';
import { call } from './cli.js';

const stored = [
  '--images',
  'examples/lifecycle/web-api.images.json',
  '--images',
  'examples/lifecycle/guard.images.json',
  '--prices',
  'examples/cost/prices.json',
];
const byTeam = [...stored, '--tags', 'examples/cost/tags.json', '--by', 'team'];

describe('ecr-drydock cost', () => {
  it('shows who pays for what, and what carries no tag', async () => {
    const { code, out, err } = call(['cost', ...byTeam]);
    await expect(out).toMatchFileSnapshot('golden/cost/team.txt');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('shows the same as Markdown', async () => {
    const { out } = call(['cost', ...byTeam, '--format', 'markdown']);
    await expect(out).toMatchFileSnapshot('golden/cost/team.md');
  });

  it('needs no tag', async () => {
    const { code, out } = call(['cost', ...stored]);
    await expect(out).toMatchFileSnapshot('golden/cost/all.txt');
    expect(code).toBe(0);
  });

  it('takes the tags of one repository by its name', () => {
    const files = { 'tags.json': '{"tags":[{"Key":"team","Value":"shop"}]}' };
    const tags = ['--tags', 'shop/checkout=tags.json', '--by', 'team'];
    const { out } = call(['cost', ...stored, ...tags], files);
    expect(out).toMatch(/^team=shop +shop\/checkout/m);
    expect(out).toMatch(/^without team +team\/web-api/m);
  });

  it('keeps repositories of one name in two accounts apart', () => {
    const page = (registryId: string) =>
      JSON.stringify({
        imageDetails: [
          {
            registryId,
            repositoryName: 'team/web-api',
            imageDigest: 'sha256:1',
            imagePushedAt: '2026-06-01T00:00:00Z',
          },
        ],
      });
    const files = { 'all/a.json': page('123456789012'), 'all/b.json': page('210987654321') };
    const prices = ['--prices', 'examples/cost/prices.json'];
    const tags = ['--tags', 'examples/cost/tags.json', '--by', 'team'];
    const { out } = call(['cost', '--images', 'all', ...prices, ...tags], files);
    expect(out).toMatch(/^team=web +123456789012\/team\/web-api/m);
    expect(out).toMatch(/^without team +210987654321\/team\/web-api/m);
    expect(out).toContain('2 images without a size count as empty');
  });

  it('prints JSON that keeps to its schema', () => {
    const path = new URL('../schemas/cost.schema.json', import.meta.url);
    const schema = JSON.parse(readFileSync(path, 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const args of [stored, byTeam]) {
      const answer = JSON.parse(call(['cost', ...args, '--format', 'json']).out);
      expect(answer.$schema).toBe(schema.$id);
      expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it.each([
    [['cost', ...stored.slice(0, 4)], /required option '--prices/],
    [['cost', ...stored, '--tags', 'examples/cost/tags.json'], /--by: name the key/],
    [['cost', ...byTeam, '--tags', 'examples/cost/prices.json'], /wrong-file/],
    [['cost', ...byTeam, '--tags', 'a=examples/cost/tags.json'], /tagging\/wrong-type/],
    [[...['cost', ...stored].slice(0, -1), 'examples/cost/tags.json'], /prices|asOf/],
  ])('%j is refused', (args, says) => {
    const { code, out, err } = call(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });
});

interface TagsCase {
  readonly name: string;
  readonly tags: unknown;
  readonly codes: readonly string[];
  readonly at?: string;
  readonly repositories?: readonly string[];
}

describe('reading the tags of repositories', () => {
  it.each(cases<TagsCase>('cost/tags'))('$name', ({ tags, codes, at, repositories }) => {
    const read = parseRepositoryTags(tags);
    expect(read.diagnostics.map(({ code }) => code)).toEqual(codes);
    if (at !== undefined) expect(read.diagnostics[0]?.at).toBe(at);
    if (repositories !== undefined) {
      expect(read.ok && read.value.map(({ repositoryName }) => repositoryName)).toEqual(
        repositories,
      );
    }
    expect(parseRepositoryTags(JSON.stringify(tags)).ok).toBe(read.ok);
  });
});
