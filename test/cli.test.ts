import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';
import { schemaOf } from './schema-of.js';

const example = 'examples/lifecycle/web-api';
const files = ['--policy', `${example}.policy.json`, '--images', `${example}.images.json`];
const manifests = ['--manifests', `${example}.manifests.json`];
const running = ['--in-use', `${example}.running.txt`];
const policy = readFileSync(new URL(`../${example}.policy.json`, import.meta.url), 'utf8');

function readSchema(name: string): object {
  return JSON.parse(
    readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), 'utf8'),
  );
}

describe('ecr-drydock preview', () => {
  it.each([
    ['text', []],
    ['text-in-use', [...manifests, ...running]],
    ['text-explained', [...manifests, '--explain', 'v1.2.0', '--explain', 'main-412']],
    ['markdown', [...manifests, ...running, '--format', 'markdown']],
    ['csv', [...manifests, '--format', 'csv']],
    ['aws', [...manifests, '--format', 'aws']],
    ['json', [...manifests, '--explain', 'latest', '--format', 'json']],
  ])('prints %s', async (name, options) => {
    const { out, err, code } = call(['preview', ...files, ...options]);
    expect(err).toBe('');
    expect(code).toBe(name.includes('in-use') || name === 'markdown' ? 1 : 0);
    await expect(out).toMatchFileSnapshot(`golden/preview.${name}.txt`);
    for (const line of out.split('\n')) {
      if (name.startsWith('text') && !/^ {2}facts|^ +`?aws /.test(line))
        expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it('prints json that its schema describes', () => {
    const { out } = call([
      'preview',
      ...files,
      ...running,
      '--explain',
      'v1.2.0',
      '--format',
      'json',
    ]);
    const answer: { $schema: string } = JSON.parse(out);
    const schema = readSchema('lifecycle-preview');
    const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, keywords: ['x-answer'] });
    const validate = ajv.compile(schema);
    expect(validate(answer) ? [] : validate.errors).toEqual([]);
    expect(answer.$schema).toBe((schema as { $id: string }).$id);
  });

  it('says which images in use would go, through their index too', () => {
    const { out, code } = call(['preview', ...files, ...manifests, ...running, '--format', 'json']);
    expect(code).toBe(1);
    const [repository] = JSON.parse(out).repositories;
    expect(repository.inUse.map(({ through }: { through: string }) => through).sort()).toEqual([
      'its index',
      'its index',
      'itself',
    ]);
  });

  it('reads a folder of inventories as many repositories with one summary', () => {
    const page = (name: string) =>
      JSON.stringify({
        imageDetails: [1, 2, 3].map((day) => ({
          registryId: '123456789012',
          repositoryName: name,
          imageDigest: `sha256:${String(day).repeat(64)}`,
          imageTags: [`pr-${day}`],
          imageSizeInBytes: 1e8,
          imagePushedAt: `2026-06-0${day}T00:00:00Z`,
        })),
      });
    const given = { 'all/a.json': page('team/a'), 'all/b.json': page('team/b') };
    const { out, code } = call(
      ['preview', '--policy', `${example}.policy.json`, '--images', 'all'],
      given,
    );
    expect(code).toBe(0);
    expect(out).toContain('2 repositories');
    expect(out).toMatch(/123456789012\/team\/b +3 +3 +300 MB/);
  });

  it('takes now for the instant unless told otherwise', () => {
    const later = call(['preview', ...files, '--format', 'json'], {}, '2027-01-01T00:00:00Z');
    expect(JSON.parse(later.out).at).toBe('2027-01-01T00:00:00.000Z');
    const told = call(['preview', ...files, '--as-of', '2026-07-01', '--format', 'json']);
    expect(JSON.parse(told.out).at).toBe('2026-07-01T00:00:00.000Z');
  });

  it('reads another reading when asked', () => {
    const usual = JSON.parse(call(['preview', ...files, '--format', 'json']).out);
    const other = JSON.parse(
      call(['preview', ...files, '--reading', 'referrers=exempt', '--format', 'json']).out,
    );
    expect(other.repositories[0].summary).not.toEqual(usual.repositories[0].summary);
  });
});

describe('a call with mistakes', () => {
  it.each<[string, string, readonly RegExp[]]>([
    [
      'names every option that is not known, every one that is missing, and what was meant',
      'preview --policey a --skip-brokn',
      [
        /^error: unknown option '--policey'; did you mean --policy\?$/m,
        /^error: unknown option '--skip-brokn'; did you mean --skip-broken\?$/m,
        /^error: required option '--policy <file>' not specified$/m,
        /^error: required option '--images <path\.\.\.>' not specified$/m,
        /ecr-drydock preview --help tells more/,
      ],
    ],
    [
      'names them in a command of a command, too',
      'prove never-deletes-more --befor=a',
      [/unknown option '--befor'; did you mean --before\?/, /required option '--after <file>'/],
    ],
    [
      'is told which option has no value, when another one follows it',
      'verify --policy --images c --aws-preview d',
      [/^error: option '--policy <file>' argument missing$/m],
    ],
    [
      'is told that there is no such command to help with',
      'help preveiw',
      [/^error: unknown command 'preveiw'; did you mean preview\?$/m],
    ],
    [
      'is told what belongs to no option',
      'verify --policy a b --images c --aws-preview d',
      [/^error: 'b' belongs to no option; put it behind the one that takes it$/m],
    ],
  ])('%s', (_, line, messages) => {
    const { code, out, err } = call(line.split(' '));
    expect(code).toBe(2);
    expect(out).toBe('');
    for (const message of messages) expect(err).toMatch(message);
  });
});

describe('a file that was given to the wrong option', () => {
  const inventory = 'examples/lifecycle/guard.images.json';
  const lifecycle = 'examples/lifecycle/guard.policy.json';
  const iam = 'examples/iam/scoped-token.identity.json';
  const who = '--principal anonymous --resource arn:aws:ecr:us-east-1:111122223333:repository/web';

  it.each<[string, readonly string[]]>([
    [
      `preview --policy ${inventory} --images ${lifecycle}`,
      [
        'this is output of `aws ecr describe-images`, and --policy takes a lifecycle policy [inputs/wrong-file]\n  do: give it to --images',
        'this is a lifecycle policy, and --images takes output of `aws ecr describe-images` [inputs/wrong-file]\n  do: give it to --policy',
      ],
    ],
    [
      `preview --policy ${iam} --images ${inventory}`,
      ['and --policy takes a lifecycle policy ', 'do: give it to `ecr-drydock can --policies`'],
    ],
    [
      `diff --before examples/replication/registry.json --after ${lifecycle}`,
      ['describe-registry`, and --before takes a lifecycle', 'to `ecr-drydock replicate --config`'],
    ],
    [
      `can pull ${who} --identity ${lifecycle}`,
      ['this is a lifecycle policy, and a policy with statements is needed'],
    ],
    [
      `can pull ${who} --policies ${inventory}`,
      ['this is output of `aws ecr describe-images`, and a policy with statements is needed'],
    ],
    [
      `prove not-public --policy ${lifecycle}`,
      ['this is a lifecycle policy, and a policy with statements is needed'],
    ],
    [
      `cost --images examples/cost/prices.json --prices ${inventory}`,
      [
        'this is a file of prices, and --images takes',
        'takes a file of prices ',
        'do: give it to --images',
      ],
    ],
    [
      `simulate --images ${inventory} --policy examples/simulate/team.schedule.json`,
      ['this is a schedule, and --policy takes a lifecycle policy ', 'do: give it to --schedule'],
    ],
    [
      'preview --policy plan.json --images images.json',
      [
        'this is Terraform output without such a document',
        'take it with `aws ecr describe-images --repository-name team/web ',
      ],
    ],
  ])('%s', (line, said) => {
    const ids = { repositoryName: 'team/web', imageIds: [{ imageDigest: 'sha256:aa' }] };
    const files = { 'plan.json': '{"planned_values":{}}', 'images.json': JSON.stringify(ids) };
    const { code, out, err } = call(line.split(' '), files, undefined, { columns: 1000 });
    expect(code).toBe(2);
    expect(out).toBe('');
    for (const sentence of said) expect(err).toContain(sentence);
    expect(err).not.toMatch(/is missing|is not a property/);
  });

  it('is not guessed where the file says too little', () => {
    const args = ['preview', '--policy', 'rules.json', '--images', inventory];
    expect(call(args, { 'rules.json': '{"rules":[]}' }).err).toMatch(/`rules` has 0 members/);
  });
});

describe('several inventories', () => {
  const images = `${example}.images.json`;
  const text = readFileSync(new URL(`../${images}`, import.meta.url), 'utf8');
  const args = ['preview', '--policy', `${example}.policy.json`, '--format', 'json', '--images'];
  const counted = ({ out }: { out: string }) => JSON.parse(out).repositories[0].tally.images.images;

  it('count an image once that is in two of them, and say so', () => {
    const once = call([...args, images]);
    const twice = call([...args, images, 'copy.json'], { 'copy.json': text });
    expect(twice.err).toMatch(
      /^copy\.json: warning: \d+ images are in `.*` as well; each counts once/,
    );
    expect(twice.code).toBe(0);
    expect(twice.out).toBe(once.out);
    expect(counted(once)).toBe(JSON.parse(text).imageDetails.length);
  });

  it('say when an image that is in two of them differs, and keep the first', () => {
    const older = JSON.parse(text);
    older.imageDetails = [{ ...older.imageDetails[0], imageTags: ['other'] }];
    const files = { 'older.json': JSON.stringify(older) };
    const told = call([...args, images, '--images', 'older.json'], files);
    expect(told.err).toMatch(
      /older\.json: warning: 1 image is in `.*` as well, with other details/,
    );
    expect(told.out).toBe(call([...args, images]).out);
  });
});

describe('ecr-drydock preview refuses', () => {
  it('a policy that AWS refuses, with every mistake and its line', async () => {
    const wrong = `{
  "rules": [
    {
      "rulePriority": 1,
      "selection": { "tagStatus": "tagged", "tagPatternList": "v*", "countType": "imageCountMoreThan", "countUnit": "days", "countNumber": 0 },
      "action": { "type": "delete" }
    },
    {
      "rulePriority": 1,
      "selection": { "tagStatus": "any", "countType": "sinceImagePulled", "countUnit": "days", "countNumber": 30 },
      "action": { "type": "expire" }
    }
  ]
}`;
    const { code, out, err } = call(
      ['preview', '--policy', 'wrong.json', '--images', `${example}.images.json`],
      {
        'wrong.json': wrong,
      },
    );
    expect(code).toBe(2);
    expect(out).toBe('');
    await expect(err).toMatchFileSnapshot('golden/preview.refused.txt');
  });

  it('an inventory with a broken record, unless it may be skipped', () => {
    const inventory = JSON.parse(
      readFileSync(new URL(`../${example}.images.json`, import.meta.url), 'utf8'),
    );
    inventory.imageDetails[7].imagePushedAt = 'yesterday';
    const given = { 'images.json': JSON.stringify(inventory) };
    const args = ['preview', '--policy', `${example}.policy.json`, '--images', 'images.json'];
    const refused = call(args, given);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/images\.json:1:\d+: error/);
    expect(refused.err).toContain('--skip-broken');
    expect(call([...args, '--skip-broken'], given).code).toBe(0);
  });

  it.each([
    [['preview'], /required option '--policy/],
    [
      ['preview', '--policy', 'nowhere.json', '--images', `${example}.images.json`],
      /nowhere\.json: error: there is no such file/,
    ],
    [['preview', ...files, '--as-of', 'soon'], /`soon` is no instant/],
    [['preview', ...files, '--format', 'pdf'], /Allowed choices are text, json/],
    [['preview', ...files, '--reading', 'phase=new'], /there is no reading `phase`/],
    [['preview', ...files, '--reading', 'referrers=never'], /referrers is counted or exempt/],
    [
      ['preview', ...files, '--explain', 'no-such-tag'],
      /no image in the inventory has the digest or tag `no-such-tag`/,
    ],
    [['prewiev'], /unknown command 'prewiev'; did you mean preview\?\n\(ecr-drydock --help/],
    [['frobnicate', 'all'], /unknown command 'frobnicate'\n/],
    [
      ['preview'],
      /'--images <path\.\.\.>' not specified\n\(ecr-drydock preview --help tells more\)/,
    ],
    [['prove', 'not-public'], /\(ecr-drydock prove not-public --help tells more\)/],
  ])('%j', (args, complaint) => {
    const { code, out, err } = call(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(complaint);
  });

  it('a list of images where digests and instants are needed, with the command that gives them', () => {
    const given = { 'ids.json': '{"imageIds":[{"imageDigest":"sha256:1","imageTag":"v1"}]}' };
    const { code, err } = call(
      ['preview', '--policy', `${example}.policy.json`, '--images', 'ids.json'],
      given,
    );
    expect(code).toBe(2);
    expect(err).toContain('aws ecr describe-images');
  });
});

describe('ecr-drydock verify', () => {
  const awsPreview = (
    change: (answer: {
      previewResults: Record<string, unknown>[];
      status: string;
    }) => void = () => {},
  ) => {
    const answer = JSON.parse(call(['preview', ...files, ...manifests, '--format', 'aws']).out);
    change(answer);
    return { 'aws.json': JSON.stringify(answer) };
  };
  const args = ['verify', ...files, ...manifests, '--aws-preview', 'aws.json'];

  it('agrees with itself', () => {
    const { code, out } = call(args, awsPreview());
    expect(out).toMatch(/the previews agree on 22 images/);
    expect(code).toBe(0);
  });

  it('explains each difference, and names a reading that would settle it', async () => {
    const other = JSON.parse(
      call([
        'preview',
        ...files,
        ...manifests,
        '--reading',
        'childAfterParent=next-run',
        '--format',
        'aws',
      ]).out,
    );
    const { code, out } = call(args, { 'aws.json': JSON.stringify(other) });
    expect(code).toBe(1);
    expect(out).toContain('childAfterParent = next-run, nothing would differ');
    await expect(out).toMatchFileSnapshot('golden/verify.text.txt');
  });

  it('tells an image that the inventory lacks', () => {
    const given = awsPreview(({ previewResults }) => {
      previewResults.push({
        imageDigest: 'sha256:new',
        action: { type: 'EXPIRE' },
        appliedRulePriority: 4,
      });
    });
    const { code, out } = call([...args, '--format', 'json'], given);
    expect(code).toBe(1);
    const answer = JSON.parse(out);
    expect(answer.$schema).toBe(schemaOf('lifecycle-verification').$id);
    const conforms = new Ajv({ strict: false }).compile(schemaOf('lifecycle-verification'));
    expect([conforms(answer), conforms.errors]).toEqual([true, null]);
    expect(answer.differences).toMatchObject([
      { imageDigest: 'sha256:new', kind: 'not-in-inventory' },
    ]);
  });

  it('refuses a preview that is still running', () => {
    const given = awsPreview((answer) => {
      answer.status = 'IN_PROGRESS';
    });
    const { code, err } = call(args, given);
    expect(code).toBe(2);
    expect(err).toContain('aws ecr wait lifecycle-policy-preview-complete');
  });

  it('refuses an inventory in the place of the preview', () => {
    const { code, err } = call(['verify', ...files, '--aws-preview', `${example}.images.json`]);
    expect(code).toBe(2);
    expect(err).toContain('do: give it to --images');
  });
});

describe('ecr-drydock', () => {
  it('helps', async () => {
    expect(call(['--help']).code).toBe(0);
    expect(call(['help'])).toEqual(call(['--help']));
    expect(call(['help', 'lint'])).toEqual(call(['lint', '--help']));
    const { out, code } = call(['preview', '--help']);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot('golden/preview.help.txt');
  });

  it.each(['replicate', 'scan-gate', 'quotas', 'cost', 'lint'])(
    'helps with %s',
    async (command) => {
      const { out, code } = call([command, '--help']);
      expect(code).toBe(0);
      await expect(out).toMatchFileSnapshot(`golden/${command}/help.txt`);
      for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
    },
  );

  it('knows its version', () => {
    expect(call(['--version'])).toEqual({ code: 0, out: '0.0.0\n', err: '', written: {} });
  });

  it('reads a policy as get-lifecycle-policy gives it', () => {
    const carried = JSON.stringify({
      registryId: '123456789012',
      repositoryName: 'team/web-api',
      lifecyclePolicyText: JSON.stringify(JSON.parse(policy)),
    });
    const given = { 'answer.json': carried };
    const { out, code } = call(
      [
        'preview',
        '--policy',
        'answer.json',
        '--images',
        `${example}.images.json`,
        '--format',
        'aws',
      ],
      given,
    );
    expect(code).toBe(0);
    expect(JSON.parse(JSON.parse(out).lifecyclePolicyText)).toEqual(JSON.parse(policy));
  });
});
