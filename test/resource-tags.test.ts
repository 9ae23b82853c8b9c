import { describe, expect, it } from 'vitest';
import {
  askResourceTags,
  compileTaggedRepository,
  explainResourceTags,
  type KnownRepository,
  parseResourceTags,
  planResourceTags,
  type ResourceTag,
  type ResourceTagChange,
  type ResourceTagPlan,
  type ResourceTagReadings,
  type TagPermissions,
} from '../src/tagging/resources/index.js';
import { cases } from './cases.js';

interface SettingsCase {
  readonly name: string;
  readonly tags: unknown;
  readonly ok?: boolean;
  readonly codes: readonly string[];
}

interface PlanCase {
  readonly name: string;
  readonly cites: readonly string[];
  readonly known: KnownRepository;
  readonly readings?: ResourceTagReadings;
  /** In place of everything being allowed. */
  readonly permissions?: TagPermissions;
  readonly change: ResourceTagChange;
  readonly plan: ResourceTagPlan;
  readonly sentence: string;
}

const allAllowed: TagPermissions = {
  'ecr:CreateRepository': 'allowed',
  'ecr:TagResource': 'allowed',
  'ecr:UntagResource': 'allowed',
};

const tags = (count: number, prefix = 'key'): ResourceTag[] =>
  Array.from({ length: count }, (_, i) => ({ Key: `${prefix}${i}`, Value: 'x' }));

describe('reading resource tags', () => {
  it.each(cases<SettingsCase>('resource-tags/settings'))('$name', ({ tags: input, ok, codes }) => {
    const read = parseResourceTags(input);
    expect(read.diagnostics.map(({ code }) => code).sort()).toEqual(codes);
    expect(read.ok).toBe(ok ?? codes.length === 0);
    for (const { because } of read.diagnostics) expect(because.length).toBeGreaterThan(0);
    expect(parseResourceTags(JSON.stringify(input)).ok).toBe(read.ok);
  });

  it('shows a problem at its place inside the document', () => {
    const text = '{"tags": [\n  {"Key": "team", "Value": 7}\n]}';
    const [problem] = parseResourceTags(text).diagnostics;
    expect(problem?.at).toBe('/tags/0/Value');
    expect(problem?.range?.start).toEqual({ offset: 38, line: 2, column: 28 });
  });

  it('keeps the bound of fifty, from which AWS’s own tags are exempt', () => {
    expect(parseResourceTags(tags(50)).ok).toBe(true);
    expect(parseResourceTags([...tags(50), ...tags(3, 'aws:')]).ok).toBe(true);
    const read = parseResourceTags(tags(51));
    expect(read.diagnostics.map(({ code }) => code)).toEqual(['tagging/too-many-resource-tags']);
  });

  it('counts characters, not halves of them', () => {
    expect(parseResourceTags([{ Key: '𐌰'.repeat(128), Value: '𐌰'.repeat(256) }]).ok).toBe(true);
    expect(parseResourceTags([{ Key: 'k'.repeat(129), Value: 'v'.repeat(257) }]).ok).toBe(false);
  });
});

describe('changing resource tags', () => {
  it.each(cases<PlanCase>('resource-tags/plan'))(
    '$name',
    ({ known, readings, permissions, change, plan, sentence, cites }) => {
      const held = compileTaggedRepository(known, { readings });
      const asked = {
        ...change,
        permissions: permissions ?? { ...allAllowed, ...change.permissions },
      };
      expect(planResourceTags(held, asked)).toEqual(plan);
      const explanation = explainResourceTags(held, asked);
      expect(explanation.plan).toEqual(plan);
      expect(explanation.sentence).toBe(sentence);
      expect(explanation.because).toEqual(expect.arrayContaining([...cites]));
    },
  );

  it('counts to fifty after the change, AWS’s own tags apart', () => {
    const known = { repository: 'exists', tags: [...tags(49), ...tags(2, 'aws:')] } as const;
    const held = compileTaggedRepository(known);
    const add = (more: readonly ResourceTag[]) =>
      planResourceTags(held, { operation: 'TagResource', tags: more, permissions: allAllowed });
    expect(add(tags(1, 'new')).kind).toBe('done');
    expect(add([...tags(1, 'new'), { Key: 'key7', Value: 'y' }]).kind).toBe('done');
    expect(add(tags(2, 'new'))).toEqual({
      kind: 'refused',
      exception: 'TooManyTagsException',
      tagCount: 51,
    });
  });

  it('tells each fault of a request', () => {
    const change: ResourceTagChange = {
      operation: 'TagResource',
      permissions: allAllowed,
      tags: [
        { Key: '', Value: '' },
        { Key: 'k'.repeat(129), Value: '' },
        { Key: 'team', Value: 'v'.repeat(257) },
        { Key: 'Aws:team', Value: '' },
        { Key: 'team', Value: '' },
      ],
    };
    const explanation = explainResourceTags(
      compileTaggedRepository({ repository: 'exists' }),
      change,
    );
    expect(explanation.faults).toEqual([
      'a key is empty',
      `the key \`${'k'.repeat(60)}…\` has more than 128 characters`,
      'the value of `team` has more than 256 characters',
      '`Aws:team` begins with `aws:`, which only AWS itself sets and removes',
      'the key `team` stands twice',
    ]);
  });
});

describe('what IAM is asked', () => {
  const arn = 'arn:aws:ecr:eu-central-1:123456789012:repository/web';
  const held = compileTaggedRepository({
    repository: 'exists',
    tags: [{ Key: 'stage', Value: 'dev' }],
  });

  it('tagging carries the tags given and those the repository has', () => {
    const change = { operation: 'TagResource', tags: [{ Key: 'team', Value: 'web' }] } as const;
    expect(askResourceTags(held, change, arn)).toEqual([
      {
        action: 'ecr:TagResource',
        resource: arn,
        context: {
          'aws:RequestTag/team': 'web',
          'aws:TagKeys': ['team'],
          'aws:ResourceTag/stage': 'dev',
          'ecr:ResourceTag/stage': 'dev',
        },
      },
    ]);
  });

  it('untagging carries keys only', () => {
    const change = { operation: 'UntagResource', tagKeys: ['team', 'team'] } as const;
    const [asked] = askResourceTags(held, change, arn);
    expect(asked?.context).toEqual({
      'aws:TagKeys': ['team'],
      'aws:ResourceTag/stage': 'dev',
      'ecr:ResourceTag/stage': 'dev',
    });
  });

  it('creating with tags asks for two actions, whose resource tags are the new ones', () => {
    const change = {
      operation: 'CreateRepository',
      tags: [{ Key: 'team', Value: 'web' }],
    } as const;
    const asked = askResourceTags(compileTaggedRepository({ repository: 'missing' }), change, arn);
    expect(asked.map(({ action }) => action)).toEqual(['ecr:CreateRepository', 'ecr:TagResource']);
    for (const { context } of asked) {
      expect(context).toEqual({
        'aws:RequestTag/team': 'web',
        'aws:TagKeys': ['team'],
        'aws:ResourceTag/team': 'web',
        'ecr:ResourceTag/team': 'web',
      });
    }
  });
});
