import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diff, type Image, type ImageChange, orThrow } from '../src/index.js';
import {
  applyLifecyclePreview,
  compileLifecyclePolicy,
  type LifecyclePolicy,
  previewLifecycle,
} from '../src/lifecycle/index.js';
import { storedBytes } from '../src/simulate/index.js';
import { imagesFor, type LifecycleScene, policy, scene } from './arbitraries/lifecycle.js';
import { call } from './cli.js';
import { referenceRun } from './reference/lifecycle.js';
import { schemaOf } from './schema-of.js';

const example = (name: string) =>
  readFileSync(new URL(`../examples/lifecycle/${name}`, import.meta.url), 'utf8');
const files = [
  ...['--before', 'examples/lifecycle/web-api.policy.json'],
  ...['--after', 'examples/lifecycle/web-api.changed.policy.json'],
  ...['--images', 'examples/lifecycle/web-api.images.json'],
  ...['--manifests', 'examples/lifecycle/web-api.manifests.json'],
];
const prices = ['--prices', 'examples/cost/prices.json'];
const validate = new Ajv({ strict: false }).compile(schemaOf('lifecycle-diff'));

describe('ecr-drydock diff', () => {
  it.each([
    ['text', 'text.txt'],
    ['markdown', 'pull-request.md'],
    ['csv', 'changes.csv'],
    ['json', 'answer.json'],
  ])('prints %s', async (format, golden) => {
    const { code, out, err } = call(['diff', ...files, ...prices, '--format', format]);
    await expect(out).toMatchFileSnapshot(`golden/diff/${golden}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('tells how it is used', async () => {
    await expect(call(['diff', '--help']).out).toMatchFileSnapshot('golden/diff/help.txt');
  });

  it('prints JSON that keeps to its schema', () => {
    for (const args of [files, [...files, ...prices]]) {
      const answer = JSON.parse(call(['diff', ...args, '--format', 'json']).out);
      expect(answer.$schema).toBe(schemaOf('lifecycle-diff').$id);
      expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('tells of many repositories only where something changes', () => {
    const args = [...files.slice(0, 4), '--images', 'all'];
    const { out } = call(['diff', ...args], {
      'all/a.json': example('web-api.images.json'),
      'all/b.json': example('web-api.images.json').replaceAll('team/web-api', 'team/other'),
      'all/c.json': example('guard.images.json'),
    });
    expect(out).toContain('1 repository stays as it is');
    expect(out).toContain('in 3 repositories');
    expect(out).not.toContain('shop/checkout');
  });

  const same = [...files.slice(0, 2), '--after', 'examples/lifecycle/web-api.policy.json'];
  it.each([
    ['a policy that deletes more', files, 'deletes-more', 1],
    ['a policy that acts on more', files, 'acts-on-more', 1],
    ['the same policy', [...same, ...files.slice(4)], 'acts-on-more', 0],
  ])('as a gate, answers %s', (_, args, gate, code) => {
    expect(call(['diff', ...args, '--fail-on', gate]).code).toBe(code);
  });

  it.each([
    [['diff', ...files.slice(0, 4), '--format', 'csv'], /--format csv: needs an inventory/],
    [['diff', ...files.slice(0, 4), ...prices], /--prices: needs an inventory/],
    [['diff', ...files.slice(2)], /required option '--before/],
    [['diff', ...files, '--fail-on', 'anything'], /Allowed choices are deletes-more, acts-on-more/],
    [['diff', ...same, '--images', 'examples/lifecycle/none.json'], /there is no such file/],
  ])('%j is refused', (args, says) => {
    const { code, out, err } = call(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });
});

const dayMs = 86_400_000;
const at = Date.UTC(2026, 5, 15, 12);
const images: readonly Image[] = [1, 4, 8, 12].map((days) => ({
  imageDigest: `sha256:${days}`,
  imageTags: [`v${days}`],
  imagePushedAtMs: at - days * dayMs,
  imageSizeInBytes: 1000 * days,
}));
const olderThan = (countNumber: number, action: object = { type: 'expire' }) => ({
  rules: [
    {
      rulePriority: 1,
      selection: {
        tagStatus: 'any',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber,
      },
      action,
    },
  ],
});
const archive = { type: 'transition', targetStorageClass: 'archive' };

describe('diff', () => {
  const changes = (before: unknown, after: unknown) => {
    const answer = orThrow(diff({ before, after, images, at }));
    return {
      verdict: answer.verdict,
      kinds: answer.repositories.flatMap((repository) =>
        repository.changes.map(({ imageTags, change }) => `${imageTags.join()} ${change}`),
      ),
    };
  };

  it('counts images and not sums: what is spared does not make up for what goes', () => {
    const first = olderThan(10);
    const second = {
      rules: [
        {
          rulePriority: 1,
          selection: {
            tagStatus: 'tagged',
            tagPatternList: ['v12'],
            countType: 'imageCountMoreThan',
            countNumber: 9,
          },
          action: { type: 'expire' },
        },
        { ...olderThan(5).rules[0], rulePriority: 2 },
      ],
    };
    const { verdict, kinds } = changes(first, second);
    expect(kinds.sort()).toEqual([
      'v1 other-reason',
      'v12 spared',
      'v4 other-reason',
      'v8 newly-expired',
    ]);
    expect(verdict).toMatchObject({ deletesMore: true, actsOnMore: true });
    expect(verdict.changes['newly-expired']).toEqual({ images: 1, bytes: 8000 });
  });

  it('knows deleting from archiving', () => {
    expect(changes(olderThan(5, archive), olderThan(10)).verdict).toMatchObject({
      deletesMore: true,
      actsOnMore: true,
      sentence: 'the new policy deletes 1 image more, leaves alone 1 image that went before',
    });
    expect(changes(olderThan(10), olderThan(5, archive)).verdict).toMatchObject({
      deletesMore: false,
      actsOnMore: true,
    });
    expect(changes(olderThan(5), olderThan(5, archive)).verdict).toMatchObject({
      deletesMore: false,
      actsOnMore: false,
    });
  });

  it('says that nothing changes', () => {
    const { verdict, kinds } = changes(olderThan(5), olderThan(6));
    expect(kinds).toEqual([]);
    expect(verdict.sentence).toBe('the new policy acts on the same images');
  });

  it('reports what is wrong with either policy', () => {
    const { ok, diagnostics } = diff({ before: {}, after: '[', images, at });
    expect(ok).toBe(false);
    expect(diagnostics.map(({ code, at: place }) => `${code} ${place}`)).toEqual([
      'lifecycle/missing-property /before',
      'lifecycle/text-length /after',
      'lifecycle/not-json /after',
    ]);
  });
});

describe('for all policies and repositories', () => {
  const scenes = fc.tuple(scene({ twins: true }), policy).chain(([given, after]) =>
    fc.record({
      given: fc.constant(given),
      after: fc.constant(after),
      images: fc.oneof(fc.constant(given.images), imagesFor(after, { twins: true })),
    }),
  );
  const fatesUnder = (of: LifecyclePolicy, { images: all, nowMs, readings }: LifecycleScene) =>
    referenceRun(of, { images: all, nowMs }, readings);

  it('the change of each image is what two naive runs say of it', () => {
    fc.assert(
      fc.property(scenes, ({ given, after, images: all }) => {
        const asked = { ...given, images: all };
        const { policy: before, nowMs, readings } = asked;
        const answer = orThrow(diff({ before, after, images: all, at: nowMs, readings }));
        const told = new Map<string, ImageChange>(
          answer.repositories.flatMap(({ repositoryName, changes }) =>
            changes.map((change) => [`${repositoryName} ${change.imageDigest}`, change]),
          ),
        );
        const was = fatesUnder(before, asked);
        const rank = { EXPIRE: 2, TRANSITION: 1 };
        let [deletes, acts] = [false, false];
        for (const fate of fatesUnder(after, asked)) {
          const earlier = was.find(({ image }) => image === fate.image);
          const done = ({ action, outcome }: typeof fate) =>
            action === undefined || outcome === 'blocked' ? 0 : rank[action.type];
          const [first, second] = [earlier === undefined ? 0 : done(earlier), done(fate)];
          if (second === 2 && first < 2) deletes = true;
          if (second > first) acts = true;
          const { repositoryName, imageDigest } = fate.image;
          const change = told.get(`${repositoryName} ${imageDigest}`)?.change;
          if (first === second) expect([undefined, 'other-reason']).toContain(change);
          else if (second < first)
            expect(change).toBe(second === 0 ? 'spared' : 'archived-not-expired');
          else if (second === 1) expect(change).toBe('newly-archived');
          else expect(change).toBe(first === 0 ? 'newly-expired' : 'expired-not-archived');
        }
        expect(answer.verdict).toMatchObject({ deletesMore: deletes, actsOnMore: acts });
      }),
    );
  });

  it('what is stored afterwards is what is left once the preview has happened', () => {
    fc.assert(
      fc.property(scenes, ({ given, after, images: all }) => {
        const { policy: before, nowMs, readings } = given;
        const sized = all.map((image, index) => ({ ...image, imageSizeInBytes: 2 ** index }));
        const answer = orThrow(diff({ before, after, images: sized, at: nowMs, readings }));
        for (const repository of answer.repositories) {
          const own = sized.filter(
            ({ repositoryName }) => repositoryName === repository.repositoryName,
          );
          const compiled = compileLifecyclePolicy(after, { readings });
          const preview = previewLifecycle(compiled, { images: own, nowMs });
          const left = applyLifecyclePreview(own, preview, nowMs);
          expect(repository.after.stored).toEqual(storedBytes(left));
          const gone = own.length - left.length;
          expect(repository.after.expires).toBe(gone);
        }
      }),
    );
  });
});

describe('policies that other tools hold', () => {
  const plan = 'examples/terraform/lifecycle-change.plan.json';
  const stored = files.slice(4);
  const csv = ['--format', 'csv'];
  const plain = call(['diff', ...files, ...csv]).out;
  const withPlan = (text: string, ...more: string[]) =>
    call(['diff', '--before', 'p.json', '--after', 'p.json', ...stored, ...csv, ...more], {
      'p.json': text,
    });
  const planText = readFileSync(new URL(`../${plan}`, import.meta.url), 'utf8');

  it('a Terraform plan holds the policy before the change and the one after it', () => {
    const asked = ['diff', '--before', plan, '--after', plan, ...stored, ...csv];
    expect(call(asked)).toMatchObject({ code: 0, out: plain, err: '' });
    const named = `${plan}#aws_ecr_lifecycle_policy.web_api`;
    const byName = ['diff', '--before', named, '--after', named, ...stored, ...csv];
    expect(call(byName).out).toBe(plain);
  });

  it('a CloudFormation template in YAML holds one', () => {
    const policyText = JSON.stringify(JSON.parse(example('web-api.changed.policy.json')));
    const template = `Resources:
  Web:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: team/web-api
      LifecyclePolicy:
        LifecyclePolicyText: '${policyText}'
`;
    const asked = [...files.slice(0, 2), '--after', 't.yaml', ...stored, ...csv];
    expect(call(['diff', ...asked], { 't.yaml': template }).out).toBe(plain);
  });

  it('of several policies one is to be named', () => {
    const two = JSON.parse(planText);
    const [change] = two.resource_changes;
    two.resource_changes.push({ ...change, address: 'aws_ecr_lifecycle_policy.other' });
    const text = JSON.stringify(two);
    expect(withPlan(text).err).toContain('policy-file/several-policies');
    expect(withPlan(text).code).toBe(2);
    const named = (name: string) =>
      call(['diff', '--before', `p.json#${name}`, '--after', `p.json#${name}`, ...stored, ...csv], {
        'p.json': text,
      });
    expect(named('aws_ecr_lifecycle_policy.other').out).toBe(plain);
    expect(named('aws_ecr_lifecycle_policy.none').err).toContain('policy-file/no-such-policy');
  });

  it('a policy that is known only once it is applied is none yet', () => {
    const unknown = JSON.parse(planText);
    const [change] = unknown.resource_changes;
    change.change.after_unknown.policy = true;
    delete change.change.after.policy;
    const { code, err } = withPlan(JSON.stringify(unknown));
    expect(code).toBe(2);
    expect(err).toContain('policy-file/not-known-yet');
  });

  it('what is wrong with a policy in a plan is told with its place in the plan', () => {
    const { code, err } = withPlan(planText.replaceAll('sinceImagePushed', 'sinceImagePush'));
    expect(code).toBe(2);
    expect(err).toMatch(/^p\.json:\d+:\d+: error: `sinceImagePush` is not a value/m);
  });
});

describe('without an inventory', () => {
  const policies = files.slice(0, 4);
  const same = [...files.slice(0, 2), '--after', 'examples/lifecycle/web-api.policy.json'];

  it.each([
    ['a repository that shows it', policies, 'shown.txt'],
    ['a proof', same, 'proved.txt'],
    ['a pull request', [...policies, '--format', 'markdown'], 'shown.md'],
  ])('prints %s', async (_, args, golden) => {
    const { code, out, err } = call(['diff', ...args]);
    await expect(out).toMatchFileSnapshot(`golden/diff/${golden}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('shows an image older than any date there is, where only that tells policies apart', () => {
    const written = (countNumber: number) => JSON.stringify(olderThan(countNumber));
    const { code, out } = call(['diff', '--before', 'b.json', '--after', 'a.json'], {
      'b.json': written(2_147_483_647),
      'a.json': written(2_147_483_646),
    });
    expect(code).toBe(0);
    expect(out).toMatch(/image 1 {2}\(untagged\) {2}pushed -\d+$/m);
  });

  it('shows a large repository once, and not all of it', () => {
    const keeping = (countNumber: number) =>
      JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber },
            action: { type: 'expire' },
          },
        ],
      });
    const { out } = call(['diff', '--before', 'b.json', '--after', 'a.json'], {
      'b.json': keeping(900),
      'a.json': keeping(800),
    });
    expect(out.match(/^ +(> )?image /gm)).toHaveLength(8);
    expect(out.match(/… and 793 newer images/g)).toHaveLength(1);
    expect(out.match(/on the same repository/g)).toHaveLength(2);
  });

  it('prints JSON that keeps to its schema', () => {
    const conforms = new Ajv({ strict: false }).compile(schemaOf('lifecycle-proof'));
    for (const args of [policies, same]) {
      const answer = JSON.parse(call(['diff', ...args, '--format', 'json']).out);
      expect(answer.$schema).toBe(schemaOf('lifecycle-proof').$id);
      expect(conforms(answer), JSON.stringify(conforms.errors)).toBe(true);
    }
  });

  it.each([
    ['deletes-more', policies, 1],
    ['acts-on-more', policies, 1],
    ['deletes-more', same, 0],
    ['acts-on-more', same, 0],
  ])('the gate %s passes only what is proved', (gate, args, code) => {
    expect(call(['diff', ...args, '--fail-on', gate]).code).toBe(code);
  });

  it.each([
    [olderThan(5), olderThan(6), ['fails', 'holds', 'holds']],
    [olderThan(6), olderThan(5), ['fails', 'fails', 'fails']],
    [olderThan(5, archive), olderThan(5), ['fails', 'fails', 'fails']],
    [olderThan(5), olderThan(5, archive), ['fails', 'holds', 'holds']],
    [olderThan(6), olderThan(5, archive), ['fails', 'holds', 'fails']],
  ])('says of %j and %j: same, never deletes more, never acts on more', (before, after, kinds) => {
    const proof = orThrow(diff({ before, after }));
    const asked = [proof.same, proof.neverDeletesMore, proof.neverActsOnMore];
    expect(asked.map(({ verdict }) => verdict.kind)).toEqual(kinds);
    for (const { shownBy } of asked.filter(({ verdict }) => verdict.kind === 'fails'))
      expect(shownBy?.images.filter(({ differs }) => differs)).toHaveLength(1);
  });

  it('what is proved is contradicted by no inventory', () => {
    fc.assert(
      fc.property(scene(), policy, (given, after) => {
        const { policy: before, nowMs, readings, images: all } = given;
        const proof = orThrow(diff({ before, after, readings }));
        const found = orThrow(diff({ before, after, readings, images: all, at: nowMs }));
        const alone = all.every((image) => !image.references && !image.subjectManifestDigest);
        if (!alone) return;
        if (proof.neverDeletesMore.verdict.kind === 'holds')
          expect(found.verdict.deletesMore).toBe(false);
        if (proof.neverActsOnMore.verdict.kind === 'holds')
          expect(found.verdict.actsOnMore).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
