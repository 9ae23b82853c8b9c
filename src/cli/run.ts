import { type Command, CommanderError } from 'commander';
import { didYouMean, ToldCommand } from './command.js';
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
  hintAtHelp(program.commands, program.name());
  try {
    demandKnownTopic(program, args);
    program.parse(args, { from: 'user' });
    return code;
  } catch (error) {
    return codeOfFault(error, io);
  }
}

/** `help` of a command that is none says so. */
function demandKnownTopic(program: Command, [first, topic = 'help']: readonly string[]): void {
  const isKnown = ['help', ...program.commands.map((command) => command.name())].includes(topic);
  if (first === 'help' && !isKnown && !topic.startsWith('-'))
    program.error(unknownCommand(topic, program));
}

/** The exit code for what a command threw, after the person was told; a bug of ours is thrown on. */
export function codeOfFault(error: unknown, io: Io): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.fine : exitCodes.unusable;
  if (error instanceof Unusable) {
    io.writeError(error.message);
    return exitCodes.unusable;
  }
  throw error;
}

function programOf(io: Io, version: () => string): Command {
  const program = new ToldCommand('ecr-drydock')
    .description(
      'A dry run for Amazon ECR: asks what would happen, and says why, before anything does.',
    )
    .option('-V, --version', 'print the version')
    .helpCommand(true)
    .exitOverride()
    .configureOutput({
      writeOut: io.write,
      writeErr: io.writeError,
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
    })
    .allowExcessArguments()
    .showHelpAfterError(helpHint('ecr-drydock'))
    .action(({ version: asked }: { version?: boolean }) => {
      const [command] = program.args;
      if (command !== undefined) program.error(unknownCommand(command, program));
      if (asked) io.write(`${version()}\n`);
      else program.help();
    });
  return program;
}

/** Each command's complaint about a call names the help of this very command, and whatever no option takes is one. */
function hintAtHelp(commands: readonly Command[], parent: string): void {
  for (const command of commands) {
    const name = `${parent} ${command.name()}`;
    command.showHelpAfterError(helpHint(name)).allowExcessArguments(false);
    hintAtHelp(command.commands, name);
  }
}

function helpHint(command: string): string {
  return `(${command} --help tells more)`;
}

function unknownCommand(written: string, program: Command): string {
  const names = program.commands.map((command) => command.name());
  return `error: unknown command '${written}'${didYouMean(names, written)}`;
}
