import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { ledger } from '../src/facts/ledger/index.js';

const root = new URL('../', import.meta.url).pathname;
const manifest: {
  exports: Record<string, { import?: { default: string } } | string>;
  dependencies: Record<string, string>;
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The doors that are code, by the name people import. */
const doors = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([path]) => path.replace('.', 'ecr-drydock'));

/** Doors that may carry prose and colours. */
const outer = ['ecr-drydock/report'];

describe('the packed artefact', () => {
  let home = '';
  let packed: string[] = [];

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'packed-'));
    const pack = execFileSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', home],
      { cwd: root },
    );
    const { filename, files }: { filename: string; files: { path: string }[] } = JSON.parse(
      String(pack),
    )[0];
    packed = files.map(({ path }) => path);
    mkdirSync(join(home, 'node_modules'));
    execFileSync('tar', ['-xzf', join(home, filename), '-C', join(home, 'node_modules')]);
    execFileSync('mv', [
      join(home, 'node_modules/package'),
      join(home, 'node_modules/ecr-drydock'),
    ]);
    for (const name of Object.keys(manifest.dependencies)) {
      symlinkSync(join(root, 'node_modules', name), join(home, 'node_modules', name));
    }
  });

  it('holds what people need and nothing else', () => {
    expect(packed).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'dist/cli/main.js']),
    );
    expect(packed).toContain('schemas/lifecycle-policy.schema.json');
    expect(
      packed.filter(
        (path) =>
          !/^(dist|schemas|docs\/guides|docs\/rules)\/|^docs\/facts\.md$|^(README|CHANGELOG|THIRD-PARTY-NOTICES)\.md$|^LICENSE$|^package\.json$/.test(
            path,
          ),
      ),
    ).toEqual([]);
  });

  it.each([
    ['ESM', 'import.mjs', (door: string) => `import * as door from '${door}';`],
    ['CommonJS', 'require.cjs', (door: string) => `const door = require('${door}');`],
  ])('gives every door as %s', (_, file, load) => {
    for (const door of doors) {
      writeFileSync(join(home, file), `${load(door)}\nconsole.log(Object.keys(door).length > 0);`);
      expect(String(execFileSync('node', [file], { cwd: home })).trim()).toBe('true');
    }
  });

  it('answers from ESM and from CommonJS alike', () => {
    const ask = `const rule = compileTagRule({ imageTagMutability: 'IMMUTABLE' });
console.log(decideTagWrite(rule, { tag: 'a', digest: 'x', currentDigest: 'y' }).exception);`;
    writeFileSync(
      join(home, 'ask.mjs'),
      `import { compileTagRule, decideTagWrite } from 'ecr-drydock/tagging';\n${ask}`,
    );
    writeFileSync(
      join(home, 'ask.cjs'),
      `const { compileTagRule, decideTagWrite } = require('ecr-drydock/tagging');\n${ask}`,
    );
    for (const file of ['ask.mjs', 'ask.cjs']) {
      expect(String(execFileSync('node', [file], { cwd: home })).trim()).toBe(
        'ImageTagAlreadyExistsException',
      );
    }
  });

  it('takes a plan on standard input as what was and as what shall be', () => {
    const plan = readFileSync(join(root, 'examples/terraform/lifecycle-change.plan.json'), 'utf8');
    const command = join(home, 'node_modules/ecr-drydock/dist/cli/main.js');
    const args = ['diff', '--before', '-', '--after', '-', '--format', 'json'];
    const { same, neverDeletesMore } = JSON.parse(
      String(execFileSync('node', [command, ...args], { cwd: home, input: plan })),
    );
    expect([same.verdict.kind, neverDeletesMore.verdict.kind]).toEqual(['fails', 'fails']);
  });

  it('has a command that runs, also where no code may be made from strings', () => {
    const main = join(home, 'node_modules/ecr-drydock/dist/cli/main.js');
    const version = String(
      execFileSync('node', ['--disallow-code-generation-from-strings', main, '--version']),
    );
    expect(version.trim()).toBe(
      JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    );
  });
});

describe('a bundle for the browser', () => {
  const bundle = (door: string): string => {
    const target = manifest.exports[door.replace('ecr-drydock', '.')];
    const entry = typeof target === 'object' ? (target.import?.default ?? '') : '';
    const { outputFiles } = buildSync({
      entryPoints: [join(root, entry)],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
    });
    return outputFiles[0]?.text ?? '';
  };

  it('was built before it is tested', () => {
    expect(existsSync(join(root, 'dist/index.js'))).toBe(true);
  });

  it.each(doors)('of %s holds no node: module and makes no code from strings', (door) => {
    const text = bundle(door);
    expect(text).not.toMatch(/["']node:/);
    expect(text).not.toMatch(/\bnew Function\b|\beval\(/);
  });

  it.each(doors.filter((door) => !outer.includes(door)))(
    'of %s holds no prose of the ledger',
    (door) => {
      const text = bundle(door);
      const prose = Object.values(ledger).flatMap(({ says, source }) => [says, source]);
      expect(prose.filter((sentence) => text.includes(sentence))).toEqual([]);
    },
  );

  it.each([
    ['ecr-drydock/lifecycle', 21_000],
    ['ecr-drydock/lifecycle/analyze', 19_100],
    ['ecr-drydock/tagging/analyze', 6_800],
    ['ecr-drydock/replication-rules/analyze', 8_800],
    ['ecr-drydock/creation-templates/analyze', 7_400],
    ['ecr-drydock/pull-through/analyze', 7_000],
    ['ecr-drydock/iam', 27_900],
    ['ecr-drydock/iam/analyze', 56_000],
    ['ecr-drydock/tagging', 8_300],
    ['ecr-drydock/tagging/resources', 8_300],
    ['ecr-drydock/replication-rules', 14_900],
    ['ecr-drydock/creation-templates', 24_300],
    ['ecr-drydock/pull-through', 12_600],
    ['ecr-drydock/scanning', 17_100],
    ['ecr-drydock/signing', 10_300],
    // The house: a step asks every domain, so whoever takes `step` takes them all.
    ['ecr-drydock/registry', 114_000],
    ['ecr-drydock/registry/events', 7_000],
    // `simulate` steps through a whole registry; a bundler leaves that out for whoever takes the rest (10 kB).
    ['ecr-drydock/simulate', 116_000],
  ])('of %s weighs at most %i bytes gzipped', (door, limit) => {
    expect(gzipSync(bundle(door)).length).toBeLessThanOrEqual(limit);
  });
});
