/**
 * The long run of what the test run samples: the engine against the reference on random repositories, every reader on
 * fuzzed texts and values, and proofs against many inputs, one by one. `npm run test:nightly [count [seed [part]]]`, each
 * part `count` times (100,000), or with a word only the parts in whose names it stands. Of proofs there are fewer, each
 * of which meets many inputs. It exits with 0 when all held, and with 1 when a part did not, after printing the seed that
 * finds the counterexample again.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  compileLifecyclePolicy,
  explainLifecycle,
  previewLifecycle,
} from '../src/lifecycle/index.js';
import { equalityFault, isSaidEqual, newAccessFault } from './analysis-faults.js';
import { hostileText, hostileValue } from './arbitraries/hostile.js';
import { setPair } from './arbitraries/iam-boxes.js';
import { type LifecycleScene, scene } from './arbitraries/lifecycle.js';
import { policyPair } from './arbitraries/lifecycle-pairs.js';
import { faultOf } from './fault-of.js';
import { documentReaders, recordReaders } from './readers.js';
import { referencePreview, referenceRun } from './reference/lifecycle.js';

const [givenCount, givenSeed, wanted = ''] = process.argv.slice(2);
const count = Number(givenCount ?? 100_000);
const seed = Number(givenSeed ?? Date.now() % 2_147_483_647);
const batchSize = 1000;
const repositoriesPerProof = 1000;

/** Every reader, and whether it keeps good records beside errors. */
const readers = [
  ...Object.entries(documentReaders).map(([name, read]) => ({ name, read, keepsGood: false })),
  ...Object.entries(recordReaders).map(([name, read]) => ({ name, read, keepsGood: true })),
];

const equalPair = fc.tuple(policyPair.filter(isSaidEqual), fc.nat());

const parts = [
  part('engine = reference', scene({ twins: true }), differs),
  part(
    `equal lifecycle policies, each on ${repositoriesPerProof} repositories`,
    equalPair,
    ([pair, own]) => equalityFault(pair, { seed: own, count: repositoriesPerProof }),
    Math.ceil(count / 100),
  ),
  part(
    'new access between policy sets, by every request of a box',
    setPair(),
    ([before, after]) => newAccessFault(before, after),
    Math.ceil(count / 10),
  ),
  ...readers.flatMap(({ name, read, keepsGood }) => [
    part(`${name} of texts`, hostileText, (text) => faultOf(read(text), text, { keepsGood })),
    part(`${name} of values`, hostileValue, (value) =>
      faultOf(read(value), typeof value === 'string' ? value : undefined, { keepsGood }),
    ),
  ]),
].filter(({ name }) => name.includes(wanted));
if (parts.length === 0 || !(count > 0)) throw new Error('nothing to run: [count [seed [part]]]');

console.log(`${count} cases a part, seed ${seed}`);
const failed = parts.filter(({ run }) => !run());
console.log(failed.length === 0 ? 'all parts held' : `${failed.length} parts failed`);
process.exitCode = failed.length === 0 ? 0 : 1;

interface Part {
  readonly name: string;
  readonly run: () => boolean;
}

/** One part of the run: whether no case has a fault, told in batches with a line of progress each. */
function part<Case>(
  name: string,
  cases: fc.Arbitrary<Case>,
  faultIn: (given: Case) => string | undefined,
  times = count,
): Part {
  const run = (): boolean => {
    for (let done = 0; done < times; done += batchSize) {
      const property = fc.property(cases, (given) => {
        const fault = faultIn(given);
        if (fault !== undefined) throw new Error(fault);
      });
      const numRuns = Math.min(batchSize, times - done);
      const details = fc.check(property, { numRuns, seed: seed + done });
      if (details.failed) {
        console.error(`\n${name}: ${fc.defaultReportMessage(details)}\n${details.errorInstance}`);
        return false;
      }
      progress(`${name}: ${done + numRuns} of ${times}`, done + numRuns >= times);
    }
    return true;
  };
  return { name, run };
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
