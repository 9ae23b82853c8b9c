import { describe, expect, it } from 'vitest';
import { call } from './cli.js';

const plan = 'test/cases/documents/plan.json';
const images = {
  'images.json': JSON.stringify({
    imageDetails: [
      {
        registryId: '123456789012',
        repositoryName: 'team/web',
        imageDigest: `sha256:${'a'.repeat(64)}`,
        imagePushedAt: '2026-06-05T12:00:00Z',
      },
    ],
  }),
};

const preview = (...args: readonly string[]) =>
  call(['preview', '--images', 'images.json', '--format', 'aws', ...args], images);

describe('a policy in a file that holds others', () => {
  it('is previewed from a plan', () => {
    const { code, out, err } = preview('--policy', plan);
    expect([code, err]).toEqual([0, '']);
    const { previewResults, lifecyclePolicyText } = JSON.parse(out);
    expect(previewResults).toHaveLength(1);
    expect(lifecyclePolicyText).toContain('"countNumber":7}');
  });

  it('is chosen by its address or by its repository', () => {
    const template = 'test/cases/documents/answers.json';
    const both = { ...images, 'all.json': JSON.stringify(['a', 'b'].map(answer)) };
    const args = ['preview', '--policy', 'all.json', '--images', 'images.json'];
    const asked = call(args, both);
    expect(asked.code).toBe(2);
    expect(asked.err).toContain(
      'the file holds 2 lifecycle policies: `[0].lifecyclePolicyText` (a), `[1].lifecyclePolicyText` (b)',
    );
    expect(call([...args, '--address', 'b'], both).code).toBe(0);
    expect(call([...args, '--address', '[0].lifecyclePolicyText'], both).code).toBe(0);
    expect(call([...args, '--address', 'c'], both).err).toContain('no lifecycle policy `c`');
    const broken = preview('--policy', template);
    expect(broken.code).toBe(2);
    expect(broken.err).toContain(`${template}:24:86: error: \`rules\` has 0 members`);
  });

  it('is not previewed when part of it is unknown', () => {
    const { code, err } = preview(
      '--policy',
      'test/cases/documents/deferred.json',
      '--address',
      'data.aws_ecr_lifecycle_policy_document.web',
    );
    expect(code).toBe(2);
    expect(err).toContain('is not known yet: `(known after apply)`');
  });

  it('is held against the one before, when one plan is given for both', () => {
    const args = ['--before', plan, '--after', plan, '--images', 'images.json'];
    const { code, err } = call(
      ['diff', ...args, '--address', 'aws_ecr_lifecycle_policy.web', '--fail-on', 'deletes-more'],
      images,
    );
    expect([code, err]).toEqual([1, '']);
  });
});

function answer(repositoryName: string) {
  const rule = {
    rulePriority: 1,
    description: 'untagged images go after a fortnight',
    selection: {
      tagStatus: 'untagged',
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: 14,
    },
    action: { type: 'expire' },
  };
  return { repositoryName, lifecyclePolicyText: JSON.stringify({ rules: [rule] }) };
}
