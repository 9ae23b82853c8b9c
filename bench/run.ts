/** `npm run bench`: measures, prints, judges nothing. `bench/method.md` says how to read it. */
import { execFileSync } from 'node:child_process';
import { median, raceLine } from './harness.js';
import { analyzeRaces, budgetRace, realPoliciesLine } from './scenarios/analyze.js';
import { authorizeRaces } from './scenarios/authorize-races.js';
import { globRaces } from './scenarios/glob.js';
import { languageRaces } from './scenarios/language.js';
import { explainRace, previewRaces, textRace } from './scenarios/lifecycle.js';

import { lifecycleAnalysisRace } from './scenarios/lifecycle-analyze.js';

import { lintRace } from './scenarios/lint.js';
import { registryRace } from './scenarios/registry.js';

import { replicationRace } from './scenarios/replication.js';
import { yearRace } from './scenarios/simulate.js';

for (const races of [
  previewRaces,
  () => [textRace()],
  () => [explainRace()],
  globRaces,
  languageRaces,
  () => [lifecycleAnalysisRace()],
  authorizeRaces,
  analyzeRaces,
  () => [budgetRace()],
  () => [replicationRace()],
  () => [registryRace()],
  () => [yearRace()],
  () => [lintRace()],
]) {
  for (const race of races()) console.log(raceLine(race));
}
console.log(realPoliciesLine());
console.log(
  `import of ecr-drydock/lifecycle, fresh process  ${importMs('ecr-drydock/lifecycle').toFixed(1)} ms`,
);

console.log(
  `start of the command, fresh process  ${processMs(['dist/cli/main.js', 'lint', '--help']).toFixed(0)} ms`,
);

/** Milliseconds of the clock that a process takes from beginning to end; the median of nine. */
function processMs(args: readonly string[]): number {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    execFileSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - start;
  });
  return median(times);
}

/** Milliseconds from asking for a door to having it, in a process of its own; the median of fifteen. */
function importMs(door: string): number {
  const code = `const start = performance.now(); await import('${door}'); console.log(performance.now() - start);`;
  const times = Array.from({ length: 15 }, () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }),
    ),
  );
  return median(times);
}
