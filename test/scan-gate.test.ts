import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';

const example = (name: string) =>
  readFileSync(new URL(`../examples/scanning/${name}.json`, import.meta.url), 'utf8');

const files: Readonly<Record<string, string>> = {
  'web.json': example('web.findings'),
  'base.json': example('base.findings'),
  'exceptions.json': example('exceptions'),
  'pending.json':
    '{"repositoryName":"team/new","imageId":{"imageTag":"1"},"imageScanStatus":{"status":"PENDING"}}',
  'broken.json': '{\n  "imageScanStatus": 3\n}',
};

interface Options {
  readonly findings: readonly string[];
  readonly failOn?: string;
  readonly onlyFixable?: boolean;
  readonly exceptions?: string;
  readonly asOf?: string;
  readonly format?: string;
}

/** One run of the command on these files and any others, with what it wrote and its exit code. */
function run(
  { findings, failOn, onlyFixable, exceptions, asOf, format }: Options,
  others: Readonly<Record<string, string>> = {},
  style: { readonly columns?: number; readonly colour?: boolean } = {},
) {
  const option = (flag: string, value: string | undefined) =>
    value === undefined ? [] : [flag, value];
  const args = [
    ...findings.flatMap((path) => ['--findings', path]),
    ...option('--fail-on', failOn),
    ...(onlyFixable === true ? ['--only-fixable'] : []),
    ...option('--exceptions', exceptions),
    ...option('--as-of', asOf),
    ...option('--format', format),
  ];
  const on = { columns: 110, ...style };
  return call(['scan-gate', ...args], { ...files, ...others }, undefined, on);
}

const all = { findings: ['web.json', 'base.json'], exceptions: 'exceptions.json' };

describe('scan-gate prints', () => {
  it('for a terminal what fails, what is accepted and why', async () => {
    const { out, err } = run(all);
    await expect(out).toMatchFileSnapshot('golden/scan-gate/web.txt');
    expect(err).toBe('');
  });

  it('on a narrow terminal no line that is too long', async () => {
    const { out } = run(all, {}, { columns: 60 });
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('in colour the same text', async () => {
    const plain = run(all);
    const { out } = run(all, {}, { colour: true });
    expect(out.replaceAll(/\p{Cc}\[\d+m/gu, '')).toBe(plain.out);
    expect(out).not.toBe(plain.out);
  });

  it('in Markdown a table', async () => {
    const { out } = run({ ...all, format: 'markdown' });
    await expect(out).toMatchFileSnapshot('golden/scan-gate/web.md');
  });

  it('in JSON what the schema of the answer says', async () => {
    const { out } = run({ ...all, format: 'json' });
    const path = new URL('../schemas/scan-gate.schema.json', import.meta.url);
    const schema = JSON.parse(readFileSync(path, 'utf8'));
    const answer = JSON.parse(out);
    const ajv = new Ajv({ strict: false });
    expect(ajv.validate(schema, answer)).toBe(true);
    expect(answer.$schema).toBe(schema.$id);
    expect(answer).toMatchObject({
      kind: 'failed',
      unusedExceptions: [2],
      expiredExceptions: [1, 2],
    });
  });

  it("a finding's text without what could steer a terminal", async () => {
    const findings = {
      repositoryName: 'a\u001b[2Jb\u202e',
      imageScanStatus: { status: 'COMPLETE' },
      imageScanFindings: { findings: [{ name: 'CVE\u0007-1\n| x |', severity: 'HIGH' }] },
    };
    const text = JSON.stringify(findings);
    const { out } = run({ findings: ['-'] }, { '-': text });
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    const markdown = run({ findings: ['-'], format: 'markdown' }, { '-': text });
    expect(markdown.out).toContain('CVE -1 \\| x \\|');
  });
});

describe('scan-gate exits', () => {
  it('with 0 when every image may pass', async () => {
    expect(run({ findings: ['base.json'] }).code).toBe(0);
    expect(run({ findings: ['base.json'], failOn: 'high' }).code).toBe(0);
  });

  it('with 1 when one must not', async () => {
    expect(run(all).code).toBe(1);
    expect(run({ findings: ['base.json'], failOn: 'medium' }).code).toBe(1);
  });

  it('with 0 when what fails has no fix, and only what has one is to fail', async () => {
    const hopeless = JSON.stringify({
      repositoryName: 'web',
      imageScanStatus: { status: 'ACTIVE' },
      imageScanFindings: { enhancedFindings: [{ severity: 'CRITICAL', fixAvailable: 'NO' }] },
    });
    const given = { '-': hopeless };
    expect(run({ findings: ['-'] }, given).code).toBe(1);
    expect(run({ findings: ['-'], onlyFixable: true }, given).code).toBe(0);
  });

  it('with 1 when one cannot be judged', async () => {
    const { code, out } = run({ findings: ['base.json', 'pending.json'] });
    expect(code).toBe(1);
    expect(out).toContain('the scan is not finished (with status PENDING)');
  });

  it('with 0 once what fails is accepted, until the acceptance ends', async () => {
    const accepted = JSON.stringify({
      exceptions: [{ vulnerability: 'CVE-2026-00155', reason: 'unused', expires: '2026-06-15' }],
    });
    const others = { 'accepted.json': accepted };
    const given = { findings: ['base.json'], failOn: 'medium', exceptions: 'accepted.json' };
    expect(run(given, others).code).toBe(0);
    expect(run({ ...given, asOf: '2026-06-16' }, others).code).toBe(1);
  });

  it.each<[string, Options, string]>([
    ['no file', { findings: [] }, '--findings'],
    ['an unknown severity', { findings: ['web.json'], failOn: 'severe' }, 'severe'],
    ['an unknown format', { findings: ['web.json'], format: 'sarif' }, 'markdown'],
    ['an instant that is none', { findings: ['web.json'], asOf: 'noon' }, '2026-06-15T12:00:00'],
    [
      'a file that is not there',
      { findings: ['gone.json'] },
      'gone.json: error: there is no such file',
    ],
    ['a file that is no answer of AWS', { findings: ['exceptions.json'] }, 'inputs/wrong-file'],
    [
      'findings in place of exceptions',
      { findings: ['web.json'], exceptions: 'web.json' },
      'inputs/wrong-file',
    ],
  ])('with 2 for %s, and says so', (_, given, said) => {
    const { code, out, err } = run(given);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(said);
  });

  it('with 2 for text that could steer a terminal, without repeating it', async () => {
    const text =
      '{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{"\\u001b[2J":1,"findings":"\\u001b[2J"}}';
    const { code, err } = run({ findings: ['-'] }, { '-': text });
    expect(code).toBe(2);
    expect(err).not.toContain('\u001b');
  });

  it('with 2 for a broken file, and names the line', async () => {
    const { code, err } = run({ findings: ['broken.json'] });
    expect(code).toBe(2);
    expect(err).toMatch(/^broken\.json:2:22: error: /);
  });
});
