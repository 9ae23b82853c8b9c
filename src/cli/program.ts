import { Command, CommanderError, Option } from 'commander';
import { addCan } from './can-options.js';
import type { Io } from './io.js';
import { type PreviewOptions, previewCommand, previewFormats } from './preview.js';
import { exitCodes, Unusable } from './reading.js';
import { type VerifyOptions, verifyCommand } from './verify.js';

/** Runs one call of the command line and gives its exit code; nothing is thrown at the person. */
export function run(args: readonly string[], io: Io, version: () => string): number {
  let code: number = exitCodes.fine;
  const finish = (result: number) => {
    code = result;
  };
  const program = programOf(io, version, finish);
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

function programOf(io: Io, version: () => string, finish: (code: number) => void): Command {
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
  addCan(program, io, finish);
  addPreview(program, io, finish);
  addVerify(program, io, finish);
  return program;
}

const imagesHelp = 'describe-images output: a file, a folder of them, or - for standard input';
const asOfHelp = 'the instant of the run, such as 2026-06-15T12:00:00Z (default: now)';

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function addPreview(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('preview')
    .description('which images a lifecycle policy expires or archives, by which rule, and why')
    .requiredOption('--policy <file>', 'the policy, or get-lifecycle-policy output')
    .requiredOption('--images <path>', imagesHelp)
    .option('--manifests <path>', 'batch-get-image output, which tells the images behind an index')
    .option(
      '--in-use <file>',
      'what runs: digests, tags, URIs, kubectl get pods -o json, ECS task definitions',
    )
    .option('--as-of <instant>', asOfHelp)
    .option('--explain <digest|tag>', 'why this image goes or stays (repeatable)', collected)
    .addOption(
      new Option('--format <format>', 'how to print').choices(previewFormats).default('text'),
    )
    .option(
      '--reading <name=value>',
      'read one of the silences of AWS otherwise (repeatable)',
      collected,
    )
    .option('--skip-broken', 'leave out records that cannot be read')
    .addHelpText(
      'after',
      `
Exit code: 0 fine; 1 an image in use would go; 2 something could not be read.

An inventory with everything in it:
  aws ecr describe-images --repository-name NAME --filter imageStatus=ANY > images.json`,
    )
    .exitOverride()
    .action((options: PreviewOptions) => finish(previewCommand(options, io)));
}

function addVerify(program: Command, io: Io, finish: (code: number) => void): void {
  program
    .command('verify')
    .description('holds our preview against the output of get-lifecycle-policy-preview')
    .requiredOption('--policy <file>', 'the policy, or get-lifecycle-policy output')
    .requiredOption('--images <path>', imagesHelp)
    .requiredOption('--aws-preview <file>', 'get-lifecycle-policy-preview output')
    .option('--manifests <path>', 'batch-get-image output, which tells the images behind an index')
    .option('--as-of <instant>', asOfHelp)
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'),
    )
    .option('--skip-broken', 'leave out records that cannot be read')
    .addHelpText(
      'after',
      '\nExit code: 0 the previews agree; 1 they differ; 2 something could not be read.',
    )
    .exitOverride()
    .action((options: VerifyOptions) => finish(verifyCommand(options, io)));
}
