import type { Io } from './io.js';
import { lintCommand } from './lint.js';
import { addLint } from './lint-options.js';
import { codeOfFault, runWith } from './run.js';

/** Runs one call of `lint` alone, so that what only other commands need is not loaded. */
export function runLint(
  args: readonly string[],
  io: Io,
  version: () => string,
): number | Promise<number> {
  let later: Promise<number> | undefined;
  const code = runWith(args, io, version, (program, finish) => {
    const end = (result: number | Promise<number>) => {
      if (typeof result === 'number') finish(result);
      else later = result;
    };
    addLint(program, { io, finish: end, version, lint: lintCommand });
  });
  return later === undefined ? code : later.catch((error: unknown) => codeOfFault(error, io));
}
