import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { CommandIo } from '../src/cli/can.js';
import { addCan } from '../src/cli/can-options.js';

/** What a command did. */
export interface Ran {
  readonly code: number | undefined;
  readonly out: string;
  readonly error: string;
}

/** Runs `ecr-drydock can …` in this process, at a fixed instant, with files of the project or with given texts. */
export function runCan(args: readonly string[], files: Readonly<Record<string, string>> = {}): Ran {
  const told = { out: '', error: '' };
  let code: number | undefined;
  const io: CommandIo = {
    readText: (path) => files[path] ?? readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'),
    write: (text) => {
      told.out += text;
    },
    writeError: (text) => {
      told.error += text;
    },
    now: () => Date.parse('2026-06-15T12:00:00Z'),
    columns: 100,
    colour: false,
    colourErrors: false,
  };
  const program = new Command('ecr-drydock').exitOverride();
  program.configureOutput({ writeErr: io.writeError, writeOut: io.write });
  addCan(program, io, (given) => {
    code = given;
  });
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    program.parse(['can', ...args], { from: 'user' });
  } catch (error) {
    // Commander has told what is wrong with the arguments, and leaves with an error of its own.
    if (!(error instanceof Error && error.name === 'CommanderError')) throw error;
    code = 2;
  }
  return { code, ...told };
}
