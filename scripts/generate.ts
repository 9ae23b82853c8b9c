/**
 * Writes what is derived: a typed copy and a standalone validator of every schema, `docs/facts.md`, and a page a rule.
 * With `--check` it writes nothing and fails when anything on disk is stale or left over.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { factsPage } from './facts-page.js';
import { rulePages } from './rule-pages.js';
import { readSchemas, schemaModules } from './schema-modules.js';

const root = new URL('../', import.meta.url);
const check = process.argv.includes('--check');

const outputs = new Map<string, string>([
  ...schemaModules(readSchemas(new URL('schemas/', root))),
  ['docs/facts.md', factsPage()],
  ...rulePages(),
]);

const stale = [...outputs].filter(([path, text]) => read(path) !== text).map(([path]) => path);
const leftOver = ['src/generated', 'docs/rules']
  .flatMap(filesUnder)
  .filter((path) => !outputs.has(path));

if (check) {
  for (const path of stale) console.error(`stale: ${path}`);
  for (const path of leftOver) console.error(`left over: ${path}`);
  if (stale.length + leftOver.length > 0) {
    console.error('run `npm run generate` and commit the result');
    process.exitCode = 1;
  }
} else {
  for (const path of leftOver) rmSync(new URL(path, root));
  for (const path of stale) {
    mkdirSync(dirname(new URL(path, root).pathname), { recursive: true });
    writeFileSync(new URL(path, root), outputs.get(path) ?? '');
  }
  console.log(
    `${outputs.size} generated files, ${stale.length} written, ${leftOver.length} removed`,
  );
}

function read(path: string): string | undefined {
  const url = new URL(path, root);
  return existsSync(url) ? readFileSync(url, 'utf8') : undefined;
}

function filesUnder(folder: string): string[] {
  const url = new URL(`${folder}/`, root);
  if (!existsSync(url)) return [];
  return readdirSync(url, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      `${entry.parentPath}/${entry.name}`.slice(root.pathname.length).replace('//', '/'),
    );
}
