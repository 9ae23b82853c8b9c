import { describe, expect, it } from 'vitest';
import {
  compileCreationTemplates,
  type RepositoryCreationTemplate,
} from '../../src/creation-templates/index.js';
import { tagStateOf, templateStateOf } from '../../src/registry/index.js';
import { compileReplication, planReplication } from '../../src/replication-rules/index.js';
import { compileTagRule, type TagMutabilitySettings } from '../../src/tagging/index.js';

const west = { region: 'us-west-2', registryId: '111111111111' };
const compiled = compileReplication(
  { rules: [{ destinations: [west] }] },
  { region: 'us-east-1', registryId: '111111111111' },
);
const push = {
  repositoryName: 'prod/team/a',
  imageDigest: 'sha256:b',
  imageTags: ['v1'],
  cause: 'push',
} as const;

describe('a replicated tag meets the tag settings of its destination', () => {
  const excluding = (filter: string) => [{ filterType: 'WILDCARD' as const, filter }];
  const meetings: readonly [
    what: string,
    settings: TagMutabilitySettings,
    holder: string | undefined,
    tag: string,
  ][] = [
    [
      'an immutable tag held by another image',
      { imageTagMutability: 'IMMUTABLE' },
      'sha256:a',
      'withheld',
    ],
    ['an immutable tag that is free', { imageTagMutability: 'IMMUTABLE' }, undefined, 'kept'],
    [
      'an immutable tag held by the same image',
      { imageTagMutability: 'IMMUTABLE' },
      'sha256:b',
      'kept',
    ],
    ['a mutable tag held by another image', { imageTagMutability: 'MUTABLE' }, 'sha256:a', 'moved'],
    [
      'a tag that an immutable repository excludes',
      {
        imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: excluding('v*'),
      },
      'sha256:a',
      'moved',
    ],
    [
      'a tag that a mutable repository excludes',
      {
        imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
        imageTagMutabilityExclusionFilters: excluding('v*'),
      },
      'sha256:a',
      'withheld',
    ],
  ];

  it.each(meetings)('%s', (_what, settings, currentDigest, fate) => {
    const tag = tagStateOf(compileTagRule(settings), {
      tag: 'v1',
      digest: push.imageDigest,
      currentDigest,
    });
    const world = [{ ...west, repository: 'exists', tag } as const];
    expect(planReplication(compiled, push, world).destinations).toMatchObject([
      { outcome: 'copied', tag: fate },
    ]);
  });
});

describe('a replicated repository meets the templates of its destination', () => {
  const template = (
    prefix: string,
    more: Partial<RepositoryCreationTemplate> = {},
  ): RepositoryCreationTemplate => ({ prefix, appliedFor: ['REPLICATION'], ...more });
  const kms = { encryptionConfiguration: { encryptionType: 'KMS' } } as const;
  const tags = { resourceTags: [{ Key: 'team', Value: 'a' }] };
  const role = { customRoleArn: 'arn:aws:iam::111111111111:role/ecr' };
  const meetings: readonly [
    what: string,
    templates: readonly RepositoryCreationTemplate[],
    expected: Record<string, unknown>,
  ][] = [
    ['none at all', [], { outcome: 'copied', template: null }],
    ['none for replication', [template('prod', { appliedFor: [] })], { template: null }],
    [
      'a longer one for something else',
      [template('prod'), template('prod/team', { appliedFor: ['PULL_THROUGH_CACHE'] })],
      { outcome: 'copied', template: 'prod' },
    ],
    [
      'one that needs a role and has none',
      [template('prod', kms)],
      { outcome: 'failed', reason: 'template-lacks-role' },
    ],
    [
      'one with tags and no role',
      [template('ROOT', tags)],
      { outcome: 'failed', reason: 'template-lacks-role' },
    ],
    [
      'one with tags and a role',
      [template('prod', { ...tags, ...role })],
      { outcome: 'copied', template: 'prod' },
    ],
  ];

  it.each(meetings)('%s', (_what, templates, expected) => {
    const state = templateStateOf(compileCreationTemplates(templates), push.repositoryName);
    const world = [{ ...west, repository: 'missing', template: state } as const];
    expect(planReplication(compiled, push, world).destinations).toMatchObject([expected]);
  });

  it('tells another account that its template sets tags', () => {
    const east = { region: 'us-east-1', registryId: '222222222222' };
    const across = compileReplication(
      { rules: [{ destinations: [east] }] },
      { region: 'us-east-1', registryId: '111111111111' },
    );
    const templates = compileCreationTemplates([template('ROOT', { ...tags, ...role })]);
    const state = {
      ...east,
      repository: 'missing',
      mayReplicate: 'allowed',
      mayCreate: 'allowed',
      template: templateStateOf(templates, push.repositoryName),
    } as const;
    expect(planReplication(across, push, [state]).destinations).toMatchObject([
      { outcome: 'depends', on: ['ecr:TagResource'] },
    ]);
    const denied = { ...state, mayTag: 'denied' } as const;
    expect(planReplication(across, push, [denied]).destinations).toMatchObject([
      { outcome: 'denied', missing: 'ecr:TagResource' },
    ]);
  });
});
