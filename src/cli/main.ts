#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { exitCodes } from './exit-codes.js';
import { processIo } from './io.js';

// Who pipes into `head` closes early, and that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

// A command that runs in every commit hook should start at once: only what it needs is loaded.
const args = process.argv.slice(2);
const io = processIo();
if (args[0] === 'lint') {
  const { runLint } = await import('./lint-program.js');
  process.exitCode = runLint(args, io, version);
} else {
  const { run } = await import('./program.js');
  process.exitCode = run(args, io, version, () => exitCodes.unusable);
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version: number }: { version: string } = JSON.parse(text);
  return number;
}
