import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { call } from './cli.js';

/** Pages whose examples are run. With UPDATE_DOCS=1 the outputs in the pages are written anew. */
const pages = [
  'README.md',
  'docs/guides/what-will-expire-when.md',
  ...[
    'lifecycle',
    'lifecycle/analyze',
    'tagging',
    'tagging/resources',
    'replication-rules',
    'creation-templates',
    'pull-through',
    'scanning',
    'signing',
    'registry',
    'simulate',
    'inputs',
    'lint',
    'notations',
    'registry/events',
    'registry/read',
  ].map((room) => `src/${room}/README.md`),
  'docs/guides/replay-a-change.md',
  'docs/guides/simulate-a-registry.md',
];

const root = new URL('../', import.meta.url);
const update = process.env['UPDATE_DOCS'] === '1';

describe.each(pages)('%s', (page) => {
  const url = new URL(page, root);
  const text = readFileSync(url, 'utf8');

  it('shows what the command line prints', () => {
    const withFiles = text.replace(/```json file=(\S+)\n[\s\S]*?```/g, (_, path: string) => {
      const file = readFileSync(new URL(path, root), 'utf8');
      return `\`\`\`json file=${path}\n${file}\`\`\``;
    });
    const shown = withFiles.replace(
      /```console\n\$ ecr-drydock (.*)\n[\s\S]*?```/g,
      (_, line: string) => {
        const { out, err } = call(line.split(' '));
        return `\`\`\`console\n$ ecr-drydock ${line}\n${`${err}${out}`.trimEnd()}\n\`\`\``;
      },
    );
    if (update) writeFileSync(url, shown);
    else expect(text).toBe(shown);
  });

  const programs = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  it.each(programs.map((code) => [code.split('\n')[0] ?? '', code]))('runs %s', (_, code) => {
    const { code: javaScript } = transformSync(code, { loader: 'ts', format: 'esm' });
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', javaScript],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    const promised = [...code.matchAll(/\/\/ prints: (.*)/g)].map(([, line]) => line);
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toEqual(promised);
  });
});
