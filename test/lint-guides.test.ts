import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { call } from './cli.js';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const update = process.env['UPDATE_DOCS'] === '1';
const version: string = JSON.parse(read('package.json')).version;

const guides = ['lint', 'lint-in-github', 'lint-in-gitlab', 'lint-in-jenkins'].map(
  (name) => `docs/guides/${name}.md`,
);

const policy = '{ "repositoryName": "web", "imageTagMutability": "IMMUTABLE" }';
/** What the commands of the guides name. */
const given = {
  'plan.json': read('examples/lint/plan.json'),
  'cdk.out/App.template.json': '{ "Resources": {} }',
  'tags.json': policy,
  'ecr-drydock.baseline.json': '{ "findings": [] }',
};

describe.each(guides)('%s', (page) => {
  const text = read(page);

  it('shows what the command line prints, and files as they are', () => {
    const shown = text
      .replace(/```console\n\$ ecr-drydock (.*)\n[\s\S]*?```/g, (_, line: string) => {
        const { out, err } = call(line.split(' '));
        return `\`\`\`console\n$ ecr-drydock ${line}\n${`${err}${out}`.trimEnd()}\n\`\`\``;
      })
      .replace(/```json file=(\S+)\n[\s\S]*?```/g, (_, path: string) => {
        return `\`\`\`json file=${path}\n${read(path)}\`\`\``;
      });
    if (update) writeFileSync(new URL(page, root), shown);
    else expect(text).toBe(shown);
  });

  it('names commands that can be run', () => {
    const lines = [...text.matchAll(/(?:^|npx --yes )ecr-drydock(?:@\S+)? (lint [^\n'`]*)/gm)];
    expect(lines.length).toBeGreaterThan(page.includes('github') ? 0 : 2);
    for (const [, line = ''] of lines) {
      const { err, code } = call(line.trim().split(' '), given);
      expect(err, line).toBe('');
      expect([0, 1]).toContain(code);
    }
  });

  it('holds YAML that can be read, and the release that this is', () => {
    for (const [, yaml = ''] of text.matchAll(/```yaml\n([\s\S]*?)```/g)) {
      for (const document of parseAllDocuments(yaml)) {
        expect('errors' in document ? document.errors : [], yaml).toEqual([]);
      }
    }
    for (const [, named] of text.matchAll(/ecr-drydock@v?([\d.]+\d)/g)) expect(named).toBe(version);
  });

  it('links to what is there', () => {
    for (const [, link = ''] of text.matchAll(/\]\((?!http|#)([^)#]+)/g)) {
      expect(() => readFileSync(new URL(link, new URL(page, root)))).not.toThrow();
    }
  });
});

describe('the GitHub action', () => {
  const action: {
    inputs: Record<string, { default: string }>;
    runs: { steps: [{ run: string; env: Record<string, string> }] };
  } = parse(read('action.yml'));
  const [step] = action.runs.steps;

  it('asks for the release that this is, and hands every input on', () => {
    expect(action.inputs['version']?.default).toBe(version);
    expect(Object.values(step.env).sort()).toEqual(
      Object.keys(action.inputs)
        .map((name) => `\${{ inputs.${name} }}`)
        .sort(),
    );
    expect(step.run).not.toContain('{{');
  });

  it('calls the command as it is meant to, and ends as it ends', () => {
    const folder = mkdtempSync(join(tmpdir(), 'action-'));
    const npx = join(folder, 'npx');
    writeFileSync(
      npx,
      '#!/bin/sh\nprintf "%s\\n" "$@" > "$CALLED"\necho "### found" > "$RUNNER_TEMP/ecr-drydock-summary.md"\nexit 1\n',
    );
    chmodSync(npx, 0o755);
    const inputs = {
      DRYDOCK_PATHS: 'a b.json\ncdk.out\n',
      DRYDOCK_CONFIG: '',
      DRYDOCK_FAIL_ON: 'warning',
      DRYDOCK_BASELINE: '',
      DRYDOCK_SARIF: 'x.sarif',
      DRYDOCK_VERSION: version,
    };
    const { status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', step.run], {
      env: {
        PATH: `${folder}:${process.env['PATH']}`,
        RUNNER_TEMP: folder,
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        CALLED: join(folder, 'called'),
        ...inputs,
      },
    });
    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe('### found\n');
    const called = readFileSync(join(folder, 'called'), 'utf8').trimEnd().split('\n');
    expect(called.slice(0, 10)).toEqual([
      ...['--yes', `ecr-drydock@${version}`, 'lint', 'a b.json', 'cdk.out'],
      ...['--fail-on', 'warning', '--output', 'sarif=x.sarif', '--format'],
    ]);
    expect(execFileSync('bash', ['-n', '-c', step.run]).length).toBe(0);
  });
});

describe('the hook of pre-commit', () => {
  it('runs a command that is there, on whatever was changed', () => {
    const [hook]: [{ entry: string; language: string }] = parse(read('.pre-commit-hooks.yaml'));
    const args = hook.entry.split(' ');
    expect(args[0]).toBe('ecr-drydock');
    expect(
      call([...args.slice(1), 'tags.json', 'other.json'], { ...given, 'other.json': '{}' }),
    ).toMatchObject({
      code: 0,
      err: '',
    });
  });
});
