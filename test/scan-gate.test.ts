import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { runScanGate, type ScanGateArguments, type ScanIo } from '../src/cli/scan.js';

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

/** One run of the command, with what it wrote and its exit code. */
async function run(given: ScanGateArguments, style: Partial<ScanIo> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const io: ScanIo = {
    readText: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error('no such file');
      return text;
    },
    write: (text) => out.push(text),
    writeError: (text) => err.push(text),
    now: () => Date.UTC(2026, 5, 15, 12),
    columns: 110,
    colour: false,
    ...style,
  };
  const code = await runScanGate(given, io);
  return { code, out: out.join(''), err: err.join('') };
}

const all = { findings: ['web.json', 'base.json'], exceptions: 'exceptions.json' };

describe('scan-gate prints', () => {
  it('for a terminal what fails, what is accepted and why', async () => {
    const { out, err } = await run(all);
    await expect(out).toMatchFileSnapshot('golden/scan-gate/web.txt');
    expect(err).toBe('');
  });

  it('on a narrow terminal no line that is too long', async () => {
    const { out } = await run(all, { columns: 60 });
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('in colour the same text', async () => {
    const plain = await run(all);
    const { out } = await run(all, { colour: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(out.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain.out);
    expect(out).not.toBe(plain.out);
  });

  it('in Markdown a table', async () => {
    const { out } = await run({ ...all, format: 'markdown' });
    await expect(out).toMatchFileSnapshot('golden/scan-gate/web.md');
  });

  it('in JSON what the schema of the answer says', async () => {
    const { out } = await run({ ...all, format: 'json' });
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
    const { out } = await run({ findings: ['-'] }, { readText: () => text });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
    const markdown = await run({ findings: ['-'], format: 'markdown' }, { readText: () => text });
    expect(markdown.out).toContain('CVE -1 \\| x \\|');
  });
});

describe('scan-gate exits', () => {
  it('with 0 when every image may pass', async () => {
    expect((await run({ findings: ['base.json'] })).code).toBe(0);
    expect((await run({ findings: ['base.json'], failOn: 'high' })).code).toBe(0);
  });

  it('with 1 when one must not', async () => {
    expect((await run(all)).code).toBe(1);
    expect((await run({ findings: ['base.json'], failOn: 'medium' })).code).toBe(1);
  });

  it('with 0 when what fails has no fix, and only what has one is to fail', async () => {
    const hopeless = JSON.stringify({
      repositoryName: 'web',
      imageScanStatus: { status: 'ACTIVE' },
      imageScanFindings: { enhancedFindings: [{ severity: 'CRITICAL', fixAvailable: 'NO' }] },
    });
    const readText = () => hopeless;
    expect((await run({ findings: ['-'] }, { readText })).code).toBe(1);
    expect((await run({ findings: ['-'], onlyFixable: true }, { readText })).code).toBe(0);
  });

  it('with 1 when one cannot be judged', async () => {
    const { code, out } = await run({ findings: ['base.json', 'pending.json'] });
    expect(code).toBe(1);
    expect(out).toContain('the scan is not finished (with status PENDING)');
  });

  it('with 0 once what fails is accepted, until the acceptance ends', async () => {
    const accepted = JSON.stringify({
      exceptions: [{ vulnerability: 'CVE-2026-00155', reason: 'unused', expires: '2026-06-15' }],
    });
    const readText = (path: string) => (path === 'e' ? accepted : (files[path] ?? ''));
    const given = { findings: ['base.json'], failOn: 'medium', exceptions: 'e' };
    expect((await run(given, { readText })).code).toBe(0);
    expect((await run({ ...given, asOf: '2026-06-16' }, { readText })).code).toBe(1);
  });

  it.each<[string, ScanGateArguments, string]>([
    ['no file', { findings: [] }, '--findings'],
    ['an unknown severity', { findings: ['web.json'], failOn: 'severe' }, 'severe'],
    ['an unknown format', { findings: ['web.json'], format: 'sarif' }, 'markdown'],
    ['an instant that is none', { findings: ['web.json'], asOf: 'noon' }, '2026-06-15T12:00:00'],
    ['a file that is not there', { findings: ['gone.json'] }, 'gone.json: no such file'],
    ['a file that is no answer of AWS', { findings: ['exceptions.json'] }, 'no-findings-document'],
    [
      'findings in place of exceptions',
      { findings: ['web.json'], exceptions: 'web.json' },
      'missing-property',
    ],
  ])('with 2 for %s, and says so', async (_, given, said) => {
    const { code, out, err } = await run(given);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(said);
  });

  it('with 2 for text that could steer a terminal, without repeating it', async () => {
    const text =
      '{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{"\\u001b[2J":1,"findings":"\\u001b[2J"}}';
    const { code, err } = await run({ findings: ['-'] }, { readText: () => text });
    expect(code).toBe(2);
    expect(err).not.toContain('\u001b');
  });

  it('with 2 for a broken file, and names the line', async () => {
    const { code, err } = await run({ findings: ['broken.json'] });
    expect(code).toBe(2);
    expect(err).toMatch(/^broken\.json:2:22: error: /);
  });
});
