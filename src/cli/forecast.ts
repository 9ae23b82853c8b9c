import { type Command, Option } from 'commander';
import { forecastCsv, forecastJson, forecastMarkdown, forecastText } from '../report/index.js';
import { answerForecast, type ForecastAnswer, simulatedFrameCount } from '../words/index.js';
import { fileOptions } from './file-options.js';
import type { Io } from './io.js';
import { collected, imagesHelp } from './options.js';
import { policyFileHelp, readPolicyFile } from './policy-file.js';
import { exitCodes, Reader } from './reading.js';
import { type AheadOptions, aheadFiles, aheadQuestion, withAhead } from './simulate.js';
import { withSpan } from './span.js';

const forecastFormats = ['text', 'json', 'markdown', 'csv'] as const;

/** How far a forecast looks ahead unless it is told. */
const daysAhead = 365;

interface ForecastOptions extends AheadOptions {
  readonly after?: string | undefined;
  readonly format: (typeof forecastFormats)[number];
}

/** Adds `forecast` to the program; `finish` is told the exit code. */
export function addForecast(program: Command, io: Io, finish: (code: number) => void): void {
  const command = program
    .command('forecast')
    .description('on which day each image expires or is archived, and how long builds are kept')
    .option('--policy <file>', `${policyFileHelp}; without it nothing goes`)
    .requiredOption('--images <path...>', imagesHelp, collected)
    .option('--after <file>', 'a second policy: on which day the two part, and for which images');
  withSpan(withAhead(command), daysAhead)
    .addOption(
      new Option('--format <format>', 'how to print').choices(forecastFormats).default('text'),
    )
    .addHelpText(
      'after',
      `
Exit code: 0 fine; 2 something could not be read.

Dates are those of the run that removes an image; AWS acts within a day. Without a schedule nothing
is pushed, and an image without a date stays for ever.`,
    )
    .exitOverride()
    .action((options: ForecastOptions) => finish(forecastCommand(options, io)));
}

/** `ecr-drydock forecast`: what becomes of every image, by the day. */
function forecastCommand(options: ForecastOptions, io: Io): number {
  const reader = new Reader(io, [...aheadFiles, fileOptions.after]);
  const after =
    options.after === undefined
      ? undefined
      : readPolicyFile(reader, options.after, {}, fileOptions.after)?.policy;
  const question = aheadQuestion(options, io, daysAhead);
  reader.demandUsable();
  const progress = io.progress('looking ahead', simulatedFrameCount(question));
  let done = 0;
  const answer = answerForecast({ ...question, after }, () => {
    done += 1;
    progress.passTo(done);
  });
  progress.end();
  io.write(written(answer, options.format, io));
  return exitCodes.fine;
}

function written(answer: ForecastAnswer, format: ForecastOptions['format'], io: Io): string {
  switch (format) {
    case 'text':
      return forecastText(answer, io);
    case 'json':
      return forecastJson(answer);
    case 'markdown':
      return forecastMarkdown(answer);
    case 'csv':
      return forecastCsv(answer);
  }
}
