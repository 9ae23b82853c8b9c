import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ReplicateInput, replicate } from '../src/index.js';
import { call } from './cli.js';

const registry = readFileSync(
  new URL('../examples/replication/registry.json', import.meta.url),
  'utf8',
);
const asked: ReplicateInput = { config: registry, push: 'prod/web:1.4', region: 'us-east-1' };

describe('replicate', () => {
  it('takes a text or its value, and answers both alike', () => {
    const read = replicate(asked);
    expect(read.ok).toBe(true);
    expect(replicate({ ...asked, config: JSON.parse(registry) })).toEqual(read);
  });

  it('is what the command line prints as JSON', () => {
    const args = ['--config', 'examples/replication/registry.json', '--region', 'us-east-1'];
    const { out } = call(['replicate', ...args, '--push', 'prod/web:1.4', '--format', 'json']);
    const { $schema, ...answer } = JSON.parse(out);
    const read = replicate(asked);
    expect(read.ok && JSON.parse(JSON.stringify(read.value))).toEqual(answer);
    expect($schema).toMatch(/replication-plan/);
  });

  it('gives each destination its plan and its reason in one', () => {
    const world = [{ region: 'us-east-1', registryId: '222222222222', mayReplicate: 'denied' }];
    const read = replicate({ ...asked, world: world as ReplicateInput['world'] });
    const denied = read.ok
      ? read.value.destinations.filter((told) => told.outcome === 'denied')
      : [];
    expect(denied).toMatchObject([
      {
        registryId: '222222222222',
        missing: 'ecr:ReplicateImage',
        because: ['replication.replicateAction'],
      },
    ]);
    expect(denied[0]?.sentence).toContain('does not allow `ecr:ReplicateImage`');
  });

  it('unites the tags of one image, however they are named', () => {
    const uri = '111111111111.dkr.ecr.us-east-1.amazonaws.com/prod/web:latest';
    const read = replicate({ config: registry, push: ['prod/web:1.4', uri, 'prod/web:1.4'] });
    expect(read.ok && read.value.push.imageTags).toEqual(['1.4', 'latest']);
    expect(read.ok && read.value.source).toEqual({
      region: 'us-east-1',
      registryId: '111111111111',
    });
  });

  it('sends nothing of what arrived by replication', () => {
    const read = replicate({ ...asked, cause: 'replicated' });
    const outcomes = read.ok ? read.value.destinations.map(({ outcome }) => outcome) : [];
    expect(new Set(outcomes)).toEqual(new Set(['skipped']));
  });

  const refused: readonly [what: string, input: Partial<ReplicateInput>, codes: string[]][] = [
    ['no Region', { region: undefined }, ['replicate/unknown-region']],
    [
      'neither account nor Region',
      { config: { rules: [] }, region: undefined },
      ['replicate/unknown-account', 'replicate/unknown-region'],
    ],
    ['no push', { push: [] }, ['replicate/nothing-pushed']],
    ['two images', { push: ['prod/a:1', 'prod/b:1'] }, ['replicate/several-images']],
    [
      'an image of another registry',
      { push: '222222222222.dkr.ecr.us-east-1.amazonaws.com/a/b:1', registryId: '111111111111' },
      ['replicate/other-registry'],
    ],
    ['a configuration that is none', { config: '[' }, ['replication-rules/not-json']],
  ];

  it.each(refused)('says what is wrong with %s', (_what, input, codes) => {
    const read = replicate({ ...asked, ...input });
    expect(read.ok).toBe(false);
    expect(read.diagnostics.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a text from elsewhere', () => {
  const hostile = 'v1\u001b[2J\u0085\u202e';
  const images = JSON.stringify({
    imageDetails: [
      {
        repositoryName: `team/\u001b[2Jweb`,
        imageDigest: 'sha256:\u001b[2Ja',
        imageTags: [hostile],
        imagePushedAt: '2020-01-01T00:00:00Z',
      },
      { imageDigest: 'sha256:b', imageTags: ['v2'], imagePushedAt: '2020-01-01T00:00:00Z' },
    ],
  });
  const policy = JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: 'everything older than two weeks goes, whatever it is called',
        selection: {
          tagStatus: 'any',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 14,
        },
        action: { type: 'expire' },
      },
    ],
  });
  const aws = JSON.stringify({ status: 'COMPLETE', previewResults: [] });
  const files = { images, policy, aws, running: `${hostile}\n`, broken: `{"\u202e\u009b": 1}` };
  const given = ['--policy', 'policy', '--images', 'images'];

  it.each([
    [['preview', ...given, '--explain', hostile]],
    [['preview', ...given, '--format', 'markdown', '--explain', hostile]],
    [['verify', ...given, '--aws-preview', 'aws']],
    [['preview', '--policy', 'broken', '--images', 'images']],
    [['quotas', '--images', 'images']],
    [['cost', '--images', 'images', '--prices', 'examples/cost/prices.json']],
  ])('does not steer a terminal: %j', (args) => {
    const { out, err } = call(args, files);
    expect(out + err).not.toBe('');
    expect((out + err).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
