/**
 * Asks this library and the solver Z3 the same random questions about all inputs at once, and counts where the answers
 * differ. A disagreement is printed with the question, made as small as it gets, and fails the run.
 * `npm run differential -- [count [seed [part]]]`
 */
import fc from 'fast-check';
import { checkGlobs, globQuestion } from './globs.js';
import { accessQuestion } from './iam-pairs.js';
import { checkLifecycle, lifecyclePair } from './lifecycle.js';
import { checkNewAccess } from './new-access.js';
import type { Outcome } from './outcome.js';
import { openSolver, type Solver } from './solver.js';

const [givenCount, givenSeed, wanted = ''] = process.argv.slice(2);
const count = Number(givenCount ?? 300);
const seed = Number(givenSeed ?? 1);

interface Part {
  readonly name: string;
  readonly run: (solver: Solver) => Promise<boolean>;
}

const parts = [
  part('patterns', globQuestion, checkGlobs),
  part('new access', accessQuestion, checkNewAccess),
  part('lifecycle', lifecyclePair, checkLifecycle),
].filter(({ name }) => name.includes(wanted));
if (parts.length === 0 || !(count > 0)) throw new Error('nothing to ask: [count [seed [part]]]');

const solver = await openSolver();
const failed: string[] = [];
for (const { name, run } of parts) if (!(await run(solver))) failed.push(name);
const { asked, givenUp } = solver.counts;
console.log(`Z3 was asked ${asked} times and gave up ${givenUp} times`);
console.log(failed.length === 0 ? 'no disagreement' : `disagreement about ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);

/** Some questions of one kind: whether nobody disagreed, after a line that says how many agreed. */
function part<Question>(
  name: string,
  questions: fc.Arbitrary<Question>,
  check: (solver: Solver, question: Question) => Promise<Outcome>,
): Part {
  const run = async (solver: Solver): Promise<boolean> => {
    const tally = new Map<string, number>();
    let isShrinking = false;
    const property = fc.asyncProperty(questions, async (question) => {
      try {
        const { asked } = solver.counts;
        const outcome = await check(solver, question);
        // Where nothing that varies is left in a question, the solver need not be asked.
        const isPlain = solver.counts.asked === asked;
        if (!isShrinking) add(tally, `${wordOf(outcome)}${isPlain ? ' at sight' : ''}`);
      } catch (error) {
        isShrinking = true;
        throw error;
      }
    });
    const details = await fc.check(property, { numRuns: count, seed });
    const words = [...tally].map(([word, times]) => `${times} ${word}`).sort();
    console.log(`${name}, seed ${seed}: ${words.join(', ')}`);
    if (details.failed) {
      console.error(`${fc.defaultReportMessage(details)}\n${details.errorInstance}`);
    }
    return !details.failed;
  };
  return { name, run };
}

function add(tally: Map<string, number>, word: string): void {
  tally.set(word, (tally.get(word) ?? 0) + 1);
}

function wordOf(outcome: Outcome): string {
  if (outcome.kind === 'agreed') return `agree on "${outcome.answer}"`;
  return outcome.whose === 'z3' ? 'unknown to Z3' : 'unknown to us';
}
