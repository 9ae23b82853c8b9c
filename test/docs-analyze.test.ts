import { readFileSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as analyze from '../src/iam/analyze/index.js';

const guide = new URL('../docs/guides/what-holds-means.md', import.meta.url);

/** The guide with what each example prints behind it. */
function rewritten(text: string): string {
  return text.replace(
    /```js\n([\s\S]*?)```\n\n```text\n[\s\S]*?```/g,
    (_, code: string) => `\`\`\`js\n${code}\`\`\`\n\n\`\`\`text\n${printed(code)}\`\`\``,
  );
}

/** An example is run as it stands, but for where it has its functions from. */
function printed(code: string): string {
  const lines: string[] = [];
  const log = (...values: unknown[]) => {
    const show = (value: unknown) =>
      typeof value === 'string'
        ? value
        : inspect(value, { depth: 8, breakLength: 100, compact: 3, sorted: false });
    lines.push(`${values.map(show).join(' ')}\n`);
  };
  const plain = code.replace(
    /import \{(.*?)\} from 'ecr-drydock\/iam\/analyze';/,
    'const {$1} = analyze;',
  );
  runInNewContext(plain, { analyze, console: { log } });
  return lines.join('');
}

describe('the guide to proofs', () => {
  it('prints what its examples print; with UPDATE_DOCS=1 it is brought up to date', () => {
    const text = readFileSync(guide, 'utf8');
    const current = rewritten(text);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(guide, current);
    expect(text.match(/^```js$/gm)?.length).toBeGreaterThanOrEqual(4);
    expect(process.env['UPDATE_DOCS'] === '1' ? current : text).toBe(current);
  });

  it('explains every assumption that an answer can name', () => {
    const text = readFileSync(guide, 'utf8');
    const single = analyze.findNewAccess(
      { kind: 'identity', document: { Statement: [] } },
      { kind: 'identity', document: { Statement: [] } },
    );
    const asserted = analyze.checkAssertions({}, [
      { kind: 'never', requests: { Action: 'ecr:PutImage' }, at: '' },
    ]);
    const named = [single, ...asserted.map(({ verdict }) => verdict)].flatMap(
      ({ assumptions }) => assumptions,
    );
    expect(named.length).toBeGreaterThan(8);
    for (const assumption of named) expect(text).toContain(`| \`${assumption}\` |`);
  });
});
