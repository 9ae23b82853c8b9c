import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';
import { schemaOf } from './schema-of.js';

const stored = [
  ...['--policy', 'examples/lifecycle/web-api.policy.json'],
  ...['--images', 'examples/lifecycle/web-api.images.json'],
  ...['--manifests', 'examples/lifecycle/web-api.manifests.json'],
];
const schedule = ['--schedule', 'examples/simulate/team.schedule.json'];
const prices = ['--prices', 'examples/cost/prices.json'];

describe('ecr-drydock simulate', () => {
  it.each([
    ['a quarter as text', [...stored, ...schedule, ...prices], 'quarter.txt'],
    ['what goes if nothing is pushed', [...stored, '--days', '20'], 'quiet.txt'],
    ['frames as CSV', [...stored, ...schedule, '--days', '5', '--format', 'csv'], 'frames.csv'],
    ['departures', [...stored, '--days', '20', '--format', 'departures'], 'departures.csv'],
    ['frames by the line', [...stored, '--days', '2', '--format', 'ndjson'], 'frames.ndjson'],
  ])('prints %s', async (_, args, golden) => {
    const { code, out, err } = call(['simulate', ...args]);
    await expect(out).toMatchFileSnapshot(`golden/simulate/${golden}`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('tells how it is used', async () => {
    await expect(call(['simulate', '--help']).out).toMatchFileSnapshot('golden/simulate/help.txt');
  });

  it('prints JSON that keeps to its schema, and frames by the line as they stand in it', () => {
    const validate = new Ajv({ strict: false }).compile(schemaOf('simulation'));
    for (const args of [stored, [...stored.slice(2), ...schedule, ...prices]]) {
      const asked = ['simulate', ...args, '--days', '30', '--format'];
      const answer = JSON.parse(call([...asked, 'json']).out);
      expect(answer.$schema).toBe(schemaOf('simulation').$id);
      expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
      const lines = call([...asked, 'ndjson'])
        .out.trimEnd()
        .split('\n');
      expect(lines.map((line) => JSON.parse(line))).toEqual(answer.frames);
    }
  });

  it('runs as often as it is told, until it is told', () => {
    const rows = (...args: string[]) =>
      call(['simulate', ...stored, '--format', 'csv', ...args]).out.split('\r\n').length - 2;
    expect(rows('--days', '2')).toBe(3);
    expect(rows('--days', '2', '--run-every', '12')).toBe(5);
    expect(rows('--until', '2026-06-25')).toBe(10);
  });

  it('says what in a schedule is in vain', () => {
    const files = {
      's.json': JSON.stringify({
        builds: [{ repositories: ['nobody/*'], count: 1, every: 'day', tags: [] }],
      }),
    };
    const asked = ['simulate', ...stored, '--schedule', 's.json', '--days', '1'];
    expect(call(asked, files).out).toContain('/builds/0 of the schedule: this meets no repository');
    const { err, code } = call([...asked, '--format', 'csv'], files);
    expect(err).toContain('s.json:/builds/0: warning: this meets no repository');
    expect(code).toBe(0);
  });

  it('creates the repositories that a schedule names', () => {
    const files = {
      's.json': JSON.stringify({
        builds: [{ repositories: ['team/new'], count: 2, every: 'day', tags: ['pr-{n}'] }],
      }),
    };
    const asked = ['simulate', ...stored, '--schedule', 's.json', '--days', '9'];
    const { out } = call([...asked, '--format', 'csv'], files);
    // Two a day, gone after three: the run at noon finds three days and a half.
    expect(out.trimEnd().split('\r\n').at(-1)).toMatch(/team\/new,6,0,/);
  });

  it.each([
    [['simulate', ...stored.slice(0, 2)], /required option '--images/],
    [['simulate', ...stored, '--schedule', 'examples/cost/prices.json'], /do: give it to --prices/],
    [['simulate', ...stored, '--days', '0'], /--days: `0` is not a number/],
    [['simulate', ...stored, '--run-every', 'x'], /--run-every: `x` is not a number/],
    [['simulate', ...stored, '--until', 'x'], /--until: `x` is no instant/],
    [['simulate', ...stored, '--until', '2026-01-01'], /lies before the first run/],
  ])('%j is refused', (args, says) => {
    const { code, out, err } = call(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });
});

describe('ecr-drydock simulate --registry', () => {
  const saved = [
    'examples/registry/lifecycle.json',
    'examples/lifecycle/web-api.images.json',
    'examples/lifecycle/web-api.manifests.json',
  ];
  const open = ['--registry', 'examples/registry/repositories.json', ...saved];
  const locked = ['--registry', 'examples/registry/locked.repositories.json', ...saved];
  const simulated = (...args: readonly string[]) => call(['simulate', ...args, '--days', '10']);

  it('gives what a simulation of its one repository and its policy gives, if its settings refuse nothing', () => {
    const whole = JSON.parse(simulated(...open, '--format', 'json').out);
    const single = JSON.parse(simulated(...stored, '--format', 'json').out);
    expect(whole.totals).toMatchObject(single.totals);
    expect(whole.totals.expired).toBeGreaterThan(0);
  });

  it('tells what its settings refuse, in JSON that keeps to the schema', () => {
    const answer = JSON.parse(simulated(...locked, ...schedule, ...prices, '--format', 'json').out);
    const validate = new Ajv({ strict: false }).compile(schemaOf('simulation'));
    expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
    expect(answer.refusals).toMatchObject([
      { operation: 'PutImage', exception: 'ImageTagAlreadyExistsException' },
    ]);
    expect(answer.totals.refused).toBe(answer.refusals[0].count);
    expect(simulated(...open, ...schedule, '--format', 'json').out).toContain('"refusals": []');
  });

  it('prints them in text, and every other format, too', async () => {
    const { out, code } = simulated(...locked, ...schedule);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot('golden/simulate/registry.txt');
    for (const format of ['ndjson', 'csv', 'departures', 'markdown']) {
      const told = simulated(...open, '--format', format);
      expect(told.code).toBe(0);
      expect(told.out.length).toBeGreaterThan(100);
    }
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a policy beside it', [...open, ...stored.slice(0, 2)], /^--policy: not with --registry/],
    ['images beside it', [...open, ...stored.slice(2, 4)], /^--images: not with --registry/],
    [
      'a file that is none',
      ['--registry', 'examples/cost/prices.json'],
      /no command of ECR answers/,
    ],
    ['another account', [...open, '--registry-id', '999999999999'], /in these files there are 123/],
    ['neither it nor images', [], /--images <path\.\.\.>' not specified; or give --registry/],
    ['a schedule for it', [...open, '--format', 'schedule'], /give --images instead/],
  ])('is refused with %s', (_, args, said) => {
    const { code, out, err } = simulated(...args);
    expect(err).toMatch(said);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

it('prints a summary of a simulation in Markdown', async () => {
  const { out } = call(['simulate', ...stored, ...schedule, ...prices, '--format', 'markdown']);
  await expect(out).toMatchFileSnapshot('golden/simulate/quarter.md');
});
