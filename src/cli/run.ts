import { Command, CommanderError } from 'commander';
import type { Io } from './io.js';
import { exitCodes, Unusable } from './reading.js';

/** Puts commands on the program; each tells by `finish` how it ended. */
export type AddCommands = (program: Command, finish: (code: number) => void) => void;

/**
 * Runs one call of the command line with the commands that are added, and gives its exit code; nothing is thrown at the
 * person.
 */
export function runWith(
  args: readonly string[],
  io: Io,
  version: () => string,
  addCommands: AddCommands,
): number {
  let code: number = exitCodes.fine;
  const finish = (result: number) => {
    code = result;
  };
  const program = programOf(io, version);
  addCommands(program, finish);
  try {
    program.parse(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.fine : exitCodes.unusable;
    if (error instanceof Unusable) {
      io.writeError(error.message);
      return exitCodes.unusable;
    }
    throw error;
  }
}

function programOf(io: Io, version: () => string): Command {
  const program = new Command('ecr-drydock')
    .description(
      'A dry run for Amazon ECR: asks what would happen, and says why, before anything does.',
    )
    .option('-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: io.write,
      writeErr: io.writeError,
      getOutHelpWidth: () => io.columns,
    })
    .showHelpAfterError('(ecr-drydock --help tells more)')
    .action(({ version: asked }: { version?: boolean }) => {
      if (asked) io.write(`${version()}\n`);
      else program.help();
    });
  return program;
}
