import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';

type Options = Readonly<Record<string, string | readonly string[] | undefined>>;

const asked: Options = {
  config: 'examples/replication/registry.json',
  push: ['prod/web:1.4'],
  region: 'us-east-1',
};

const files = {
  'broken.json': '{"rules": 1}',
  'page.html': '<html>',
  'bare.json': '{"rules": []}',
};

/** Runs the command on the example; what it prints, and how it ends. */
function run(given: Options = {}, columns = 100, colour = false) {
  const args = Object.entries({ ...asked, ...given }).flatMap(([name, values]) => {
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const list = typeof values === 'string' ? [values] : (values ?? []);
    return list.flatMap((value) => [flag, value]);
  });
  return call(['replicate', ...args], files, undefined, { columns, colour });
}

const everythingTold = {
  repository: ['exists', '222222222222=missing'],
  copy: ['absent', 'eu-west-1=archived'],
  tag: ['free', 'us-west-2=locked', '111111111111/eu-west-1=movable'],
  mayReplicate: ['allowed'],
  mayCreate: ['222222222222/us-east-1=denied'],
  optedIn: ['eu-south-1=yes'],
};

describe('asking where a push goes', () => {
  it('shows what is known, and asks for the rest', async () => {
    const { code, out, err } = run();
    await expect(out).toMatchFileSnapshot('golden/replicate/asking.txt');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('shows what becomes of the image once all is told', async () => {
    const { code, out } = run(everythingTold);
    await expect(out).toMatchFileSnapshot('golden/replicate/told.txt');
    expect(code).toBe(1);
  });

  it('shows the filter that missed', async () => {
    const { code, out } = run({ push: ['production/web:1.4'], optedIn: ['yes'] });
    await expect(out).toMatchFileSnapshot('golden/replicate/filtered.txt');
    expect(code).toBe(0);
  });

  it('takes the template from the file of a destination', () => {
    const templates = ['us-west-2=examples/replication/west.templates.json'];
    const missing = { templates, repository: ['missing'] };
    expect(run(missing).out).toContain('created (prod)');
    const tagged = run({ ...missing, push: ['prod/team-a/web:1'] });
    expect(tagged.out).toMatch(/us-west-2 +failed/);
    expect(tagged.code).toBe(1);
  });

  it('takes the template as it is named', () => {
    expect(run({ template: ['ROOT'], repository: ['missing'] }).out).toContain('created (ROOT)');
    expect(run({ template: ['none'], repository: ['missing'] }).out).toContain('(defaults)');
  });

  it('shows the same as Markdown', async () => {
    const { out } = run({ ...everythingTold, format: 'markdown' });
    await expect(out).toMatchFileSnapshot('golden/replicate/told.md');
  });

  it('prints the plan as JSON that keeps to its schema', () => {
    const path = new URL('../schemas/replication-plan.schema.json', import.meta.url);
    const schema = JSON.parse(readFileSync(path, 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const given of [{}, everythingTold, { cause: 'replicated' }]) {
      const { out } = run({ ...given, format: 'json' });
      const plan = JSON.parse(out);
      expect(plan.$schema).toBe(schema.$id);
      expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('keeps to the width of the page', () => {
    for (const line of run({}, 60).out.split('\n').slice(8)) {
      expect(line.length, line).toBeLessThanOrEqual(60);
    }
  });

  it('colours only when it is told to', () => {
    expect(run().out).not.toContain('\u001b');
    expect(run({}, 100, true).out).toContain('\u001b[33m222222222222/us-east-1  depends');
  });

  it('takes the registry from an image URI', () => {
    const uri = '111111111111.dkr.ecr.us-east-1.amazonaws.com/prod/web';
    const push = [`${uri}:1.4`, `${uri}:latest`];
    expect(run({ push, region: undefined }).out).toContain('prod/web:1.4, :latest from us-east-1');
  });

  it('takes the account of a bare configuration as it is said', () => {
    expect(run({ config: 'bare.json', registryId: '333333333333' })).toMatchObject({ code: 1 });
  });

  const refused: readonly [what: string, given: Options, says: RegExp][] = [
    [
      'a file that is not there',
      { config: 'none.json' },
      /none\.json: error: there is no such file/,
    ],
    [
      'a file AWS would refuse',
      { config: 'broken.json', registryId: '333333333333' },
      /1:11: .*list/,
    ],
    ['a file that is not JSON', { config: 'page.html' }, /page\.html:1:1: .*not-json/],
    ['no Region', { region: undefined }, /say --region/],
    ['no account', { config: 'bare.json' }, /say --registry-id/],
    ['an account of eleven digits', { registryId: '11111111111' }, /11 digits instead of 12/],
    ['a Region with capitals', { region: 'US-East-1' }, /write `us-east-1`/],
    ['no push', { push: [] }, /required option '--push <repository:tag>'/],
    ['a name in capitals', { push: ['Prod:1'] }, /upper-case/],
    ['images of two repositories', { push: ['prod/a:1', 'prod/b:1'] }, /each image apart/],
    [
      'an image of another registry',
      { push: ['222222222222.dkr.ecr.us-east-1.amazonaws.com/a/b:1'], registryId: '111111111111' },
      /an image of 222222222222/,
    ],
    ['a cause unheard of', { cause: 'pull' }, /--cause .* Allowed choices are push/],
    ['a format unheard of', { format: 'xml' }, /--format .* Allowed choices are text/],
    ['a word a flag does not take', { tag: ['us-west-2=fixed'] }, /--tag: takes one of free/],
    ['a place no destination is at', { mayCreate: ['us-west-1=allowed'] }, /no destination is at/],
    ['templates AWS would refuse', { templates: ['broken.json'] }, /broken\.json:.*prefix/],
    ['the source as a destination', { region: 'us-west-2' }, /is the registry itself/],
  ];

  it.each(refused)('says what is wrong with %s', (_what, given, says) => {
    const { code, out, err } = run(given);
    expect(err).toMatch(says);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it.each([
    ['everything that is meant arrives', { optedIn: ['yes'] }, 0],
    ['something that is meant cannot arrive', { optedIn: ['no'] }, 1],
    ['nothing is meant', { cause: 'replicated' }, 1],
  ])('ends when %s with its exit code', (_what, given, code) => {
    expect(run(given).code).toBe(code);
  });
});
