import { type Command, Option } from 'commander';
import { policyKinds } from '../iam/index.js';
import type { Io } from './io.js';
import type { LintCommandOptions } from './lint.js';
import type { OutputWish } from './lint-output.js';

/** What `lint` does with its arguments. */
export type LintCommand = (
  paths: readonly string[],
  options: LintCommandOptions,
  wishes: readonly OutputWish[],
  io: Io,
  version: () => string,
) => number | Promise<number>;

/** Adds `lint` to the command line. */
export function addLint(
  program: Command,
  {
    io,
    finish,
    version,
    lint,
  }: {
    readonly io: Io;
    readonly finish: (code: number | Promise<number>) => void;
    readonly version: () => string;
    readonly lint: LintCommand;
  },
): void {
  const wishes: OutputWish[] = [];
  program
    .command('lint')
    .argument('[path...]', 'files and folders to look at, or - for standard input (default: .)')
    .description('what is wrong with policies and configurations, where, and what to do about it')
    .option(
      '--format <format>',
      'how to print: text, json, sarif, junit, github, gitlab, markdown (repeatable)',
      (format) => {
        wishes.push({ kind: 'format', format });
      },
    )
    .option('--output <file>', 'write a report to a file too (repeatable)', (file) => {
      wishes.push({ kind: 'output', file });
    })
    .option('--config <file>', 'the configuration; without it, the nearest one is looked for')
    .option('--no-config', 'look for no configuration')
    .addOption(
      new Option(
        '--kind <kind>',
        'what policies are that their content does not give away',
      ).choices(policyKinds),
    )
    .addOption(
      new Option('--fail-on <severity>', 'fail at this severity or above (default: error)').choices(
        ['error', 'warning', 'info'],
      ),
    )
    .option('--max-warnings <number>', 'fail when there are more warnings')
    .option('--baseline <file>', 'findings that were there before, and do not count')
    .option('--write-baseline [file]', 'write what is found now as the baseline')
    .option('--fix', 'change the files where a fix is certain')
    .option('--fix-dry-run', 'show what --fix would change')
    .option('--allow-empty', 'say nothing of named files that hold no document')
    .option('--stdin-filename <path>', 'the name that findings about standard input bear')
    .option('--explain-rule <code>', 'what a rule finds, and why')
    .addOption(new Option('--explain <code>').hideHelp())
    .addHelpText(
      'after',
      `
An --output is written in the format its name tells (.sarif .json .xml .md .txt), in that of the
--format directly before it, or as FORMAT=FILE.
Exit code: 0 fine; 1 a finding weighs enough; 2 the call, a file or the configuration is unusable.

  ecr-drydock lint .
  ecr-drydock lint plan.json --format github --output drydock.sarif
  ecr-drydock lint . --output gitlab=gl-code-quality-report.json --output junit.xml`,
    )
    .exitOverride()
    .action((paths: readonly string[], options: LintCommandOptions & { explain?: string }) => {
      const explainRule = options.explainRule ?? options.explain;
      finish(lint(paths, { ...options, explainRule }, wishes, io, version));
    });
}
