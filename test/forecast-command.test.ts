import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { forecast, orThrow, simulate } from '../src/index.js';
import { call } from './cli.js';
import { schemaOf } from './schema-of.js';

const stored = [
  ...['--policy', 'examples/lifecycle/web-api.policy.json'],
  ...['--images', 'examples/lifecycle/web-api.images.json'],
  ...['--manifests', 'examples/lifecycle/web-api.manifests.json'],
];
const schedule = ['--schedule', 'examples/simulate/team.schedule.json'];
const prices = ['--prices', 'examples/cost/prices.json'];
const after = ['--after', 'examples/lifecycle/web-api.changed.policy.json'];
const quarter = ['--days', '90'];

describe('ecr-drydock forecast', () => {
  it.each([
    ['what goes if nothing is pushed', [...stored], 'quiet.txt'],
    ['what goes as scheduled', [...stored, ...schedule, ...prices, ...quarter], 'scheduled.txt'],
    ['two policies', [...stored, ...schedule, ...prices, ...after, ...quarter], 'two.txt'],
    ['a pull request', [...stored, ...after, ...prices, '--format', 'markdown'], 'two.md'],
    ['CSV', [...stored, ...schedule, ...quarter, '--format', 'csv'], 'images.csv'],
  ])('prints %s', async (_, args, golden) => {
    const { code, out, err } = call(['forecast', ...args]);
    await expect(out).toMatchFileSnapshot(`golden/forecast/${golden}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('tells how it is used', async () => {
    await expect(call(['forecast', '--help']).out).toMatchFileSnapshot('golden/forecast/help.txt');
  });

  it('prints JSON that keeps to its schema', () => {
    const validate = new Ajv({ strict: false }).compile(schemaOf('forecast'));
    for (const args of [stored, [...stored.slice(2), ...schedule, ...prices, ...after]]) {
      const answer = JSON.parse(
        call(['forecast', ...args, '--days', '30', '--format', 'json']).out,
      );
      expect(answer.$schema).toBe(schemaOf('forecast').$id);
      expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('says that two policies do the same', () => {
    const same = ['--after', 'examples/lifecycle/web-api.policy.json'];
    const { out } = call(['forecast', ...stored, ...schedule, ...quarter, ...same]);
    expect(out).toContain('up to 2026-09-13 the two policies do the same');
  });

  it.each([
    [['forecast', ...stored.slice(0, 2)], /required option '--images/],
    [['forecast', ...stored, '--after', 'examples/cost/prices.json'], /do: give it to --prices/],
    [['forecast', ...stored, '--days', '-1'], /--days: `-1` is not a number/],
  ])('%j is refused', (args, says) => {
    const { code, out, err } = call(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });
});

const dayMs = 86_400_000;
const from = Date.UTC(2026, 5, 15, 12);
const policy = {
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 30 },
      action: { type: 'expire' },
    },
  ],
};

describe('how long, how many, and how much', () => {
  it('a build is kept as many days as it takes to push the images that are kept', () => {
    const builds = [{ count: 3, every: 'day', tags: ['main-{n}'] }];
    const { repositories } = orThrow(
      forecast({
        policy,
        images: { imageDetails: [] },
        schedule: { builds: [{ ...builds[0], repositories: ['web'] }] },
        from,
        to: from + 60 * dayMs,
      }),
    );
    const [told] = repositories[0]?.lifetimes ?? [];
    // One of the three comes at the very instant of the run, the first one included.
    expect(told?.count).toBe(181);
    expect(told?.gone).toBe(151);
    expect(told?.medianMs).toBeGreaterThanOrEqual(10 * dayMs);
    expect(told?.medianMs).toBeLessThanOrEqual(11 * dayMs);
  });

  it('a repository that only grows meets its quota on a day that is told', () => {
    const schedule = {
      builds: [{ repositories: ['web'], count: 10_000, every: 'day', tags: [] }],
    };
    const asked = { images: { imageDetails: [] }, schedule, from };
    const quotaIn = (days: number) => {
      const read = forecast({ ...asked, to: from + days * dayMs });
      return orThrow(read).repositories[0]?.quota;
    };
    expect(quotaIn(12)).toMatchObject({ mostImages: 120_000, metAtMs: from + 10 * dayMs });
    expect(quotaIn(6)).toMatchObject({ mostImages: 60_000, atThisRateMs: from + 10 * dayMs });
    expect(quotaIn(6)?.metAtMs).toBeUndefined();
  });

  it('a month costs what is stored on its days', () => {
    const image = (days: number) => ({
      imageDigest: `sha256:${days}`,
      imageTags: [`v${days}`],
      imagePushedAtMs: Date.UTC(2026, 5, 1) - days * dayMs,
      imageSizeInBytes: 1024 ** 3,
    });
    const untilFifteen = {
      rules: [
        {
          rulePriority: 1,
          selection: {
            tagStatus: 'any',
            countType: 'sinceImagePushed',
            countUnit: 'days',
            countNumber: 15,
          },
          action: { type: 'expire' },
        },
      ],
    };
    const prices = JSON.parse(
      readFileSync(new URL('../examples/cost/prices.json', import.meta.url), 'utf8'),
    );
    const { months } = orThrow(
      simulate({
        policy: untilFifteen,
        // Gone by the run at the end of 15 days, and by that of 10.
        images: [image(-0.5), image(5.5)],
        prices,
        from: Date.UTC(2026, 5, 1),
        to: Date.UTC(2026, 7, 1),
      }),
    );
    // 16 and 10 days of 30, at 0.1 a gigabyte and month.
    expect(months.map(({ month, amountMicros }) => [month, amountMicros])).toEqual([
      ['2026-06', Math.round((0.1 * 1e6 * (16 + 10)) / 30)],
      ['2026-07', 0],
    ]);
  });
});
