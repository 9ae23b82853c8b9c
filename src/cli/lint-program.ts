import type { Io } from './io.js';
import { lintCommand } from './lint.js';
import { addLint } from './lint-options.js';
import { runWith } from './run.js';

/** Runs one call of `lint` alone, so that what only other commands need is not loaded. */
export function runLint(args: readonly string[], io: Io, version: () => string): number {
  return runWith(args, io, version, (program, finish) =>
    addLint(program, { io, finish, version, lint: lintCommand }),
  );
}
