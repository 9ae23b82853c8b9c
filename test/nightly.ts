/**
 * The long run of what the test run samples: the engine against the reference on random repositories, and every reader
 * on fuzzed texts and values. `npm run test:nightly [count [seed]]`, each part `count` times (100,000). It exits with 0
 * when all held, and with 1 when a part did not, after printing the seed that finds the counterexample again.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  previewLifecycle,
} from '../src/lifecycle/index.js';
import { hostileText, hostileValue } from './arbitraries/hostile.js';
import { type LifecycleScene, scene } from './arbitraries/lifecycle.js';
import { faultOf } from './fault-of.js';
import { documentReaders, recordReaders } from './readers.js';
import { referencePreview, referenceRun } from './reference/lifecycle.js';

const [count = 100_000, seed = Date.now() % 2_147_483_647] = process.argv.slice(2).map(Number);
const batchSize = 1000;

/** Every reader, and whether it keeps good records beside errors. */
const readers = [
  ...Object.entries(documentReaders).map(([name, read]) => ({ name, read, keepsGood: false })),
  ...Object.entries(recordReaders).map(([name, read]) => ({ name, read, keepsGood: true })),
];

const parts = [
  part('engine = reference', scene({ twins: true }), differs),
  ...readers.flatMap(({ name, read, keepsGood }) => [
    part(`${name} of texts`, hostileText, (text) => faultOf(read(text), text, { keepsGood })),
    part(`${name} of values`, hostileValue, (value) =>
      faultOf(read(value), typeof value === 'string' ? value : undefined, { keepsGood }),
    ),
  ]),
];

console.log(`${count} cases a part, seed ${seed}`);
const failed = parts.filter((run) => !run());
console.log(failed.length === 0 ? 'all parts held' : `${failed.length} parts failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** One part of the run: whether no case has a fault, told in batches with a line of progress each. */
function part<Case>(
  name: string,
  cases: fc.Arbitrary<Case>,
  faultIn: (given: Case) => string | undefined,
): () => boolean {
  return () => {
    for (let done = 0; done < count; done += batchSize) {
      const property = fc.property(cases, (given) => {
        const fault = faultIn(given);
        if (fault !== undefined) throw new Error(fault);
      });
      const numRuns = Math.min(batchSize, count - done);
      const details = fc.check(property, { numRuns, seed: seed + done });
      if (details.failed) {
        console.error(`\n${name}: ${fc.defaultReportMessage(details)}\n${details.errorInstance}`);
        return false;
      }
      progress(`${name}: ${done + numRuns} of ${count}`, done + numRuns >= count);
    }
    return true;
  };
}

/** One line that counts up on a terminal; elsewhere only its end. */
function progress(line: string, isLast: boolean): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line}${isLast ? '\n' : ''}`);
  else if (isLast) console.log(line);
}

/** Where the engine answers otherwise than the reference. */
function differs(given: LifecycleScene): string | undefined {
  const compiled = compileLifecyclePolicy(given.policy, { readings: given.readings });
  const fates = referenceRun(given.policy, given, given.readings);
  const { previewResults, blocked, cascaded } = previewLifecycle(compiled, given);
  if (!isDeepStrictEqual({ previewResults, blocked, cascaded }, referencePreview(fates)))
    return 'the previews differ';
  const expected = new Map(fates.map((fate) => [fate.image, fate]));
  for (const [index, explanation] of explainLifecycle(compiled, given).entries()) {
    const image = given.images[index];
    const fate = image && expected.get(image);
    const same =
      fate !== undefined &&
      explanation.outcome === fate.outcome &&
      explanation.reason === fate.reason &&
      explanation.ownerRulePriority === (fate.owner?.rulePriority ?? null) &&
      isDeepStrictEqual(explanation.selectedBy, fate.selectedBy) &&
      isDeepStrictEqual(explanation.markedBy, fate.markedBy);
    if (!same) return `the explanations of image ${index} differ`;
  }
  return undefined;
}
