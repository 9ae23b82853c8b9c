/**
 * Applies each planted bug of this folder to the source, runs the laws that must notice it, and puts the source back.
 * A bug that no law notices fails the run. `npm run test:mutants [name…]`
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

interface Mutant {
  /** What the bug does, as a sentence. */
  readonly name: string;
  readonly file: string;
  /** A piece of source that stands exactly once in the file, and what takes its place. */
  readonly replace: string;
  readonly with: string;
  /** Test files of which at least one must fail. */
  readonly caughtBy: readonly string[];
}

const root = new URL('../../', import.meta.url);
const wanted = process.argv.slice(2);
const groups = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.json'));
const mutants = groups
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  .flatMap((file): Mutant[] => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')));

const survivors = mutants.filter((mutant) => !isCaught(mutant));
console.log(`${mutants.length - survivors.length} of ${mutants.length} planted bugs were caught`);
for (const { name } of survivors) console.error(`not caught: ${name}`);
process.exitCode = survivors.length > 0 ? 1 : 0;

function isCaught(mutant: Mutant): boolean {
  const url = new URL(mutant.file, root);
  const source = readFileSync(url, 'utf8');
  if (source.split(mutant.replace).length !== 2) {
    console.error(`stale: "${mutant.name}" does not stand exactly once in ${mutant.file}`);
    return false;
  }
  try {
    writeFileSync(
      url,
      source.replace(mutant.replace, () => mutant.with),
    );
    const run = spawnSync('npx', ['vitest', 'run', '--bail=1', ...mutant.caughtBy], {
      cwd: root,
      env: { ...process.env, PLANTED_BUG: mutant.name },
      encoding: 'utf8',
    });
    const caught = run.status !== 0 && /Tests: \d+ passed, [1-9]/.test(run.stdout);
    console.log(`${caught ? 'caught' : 'MISSED'}  ${mutant.name}`);
    return caught;
  } finally {
    writeFileSync(url, source);
  }
}
