import { type Command, Option } from 'commander';
import { type Image, parseManifests, withManifests } from '../inputs/index.js';
import {
  departureCsv,
  departureCsvHeading,
  frameCsv,
  frameCsvHeading,
  frameLine,
  learntText,
  scheduleJson,
  simulationJson,
  simulationMarkdown,
  simulationText,
} from '../report/index.js';
import {
  learnSchedule,
  parseSchedule,
  parseStoragePrices,
  type Schedule,
  type SimulationFrame,
} from '../simulate/index.js';
import { type SimulateQuestion, simulatedFrameCount, simulateEach } from '../words/index.js';
import { fileOptions } from './file-options.js';
import { readInventory } from './inventory-files.js';
import type { Io } from './io.js';
import { collected, imagesHelp } from './options.js';
import { policyFileHelp, readPolicyFile } from './policy-file.js';
import { readingsOf } from './preview.js';
import { exitCodes, Reader, Unusable } from './reading.js';
import { registryHelp } from './registry-files.js';
import { simulateRegistryCommand } from './simulate-registry.js';
import { type SpanOptions, spanOf, withSpan } from './span.js';

const simulateFormats = [
  'text',
  'json',
  'markdown',
  'ndjson',
  'csv',
  'departures',
  'schedule',
] as const;

/** How far a simulation looks ahead unless it is told. */
const daysAhead = 90;

/** What a repository is, and what will happen to it: the inputs of every look ahead. */
export interface AheadOptions extends SpanOptions {
  readonly policy?: string | undefined;
  readonly images: readonly string[];
  readonly manifests?: string | undefined;
  readonly schedule?: string | undefined;
  readonly learn?: boolean | undefined;
  readonly prices?: string | undefined;
  readonly reading?: readonly string[] | undefined;
  readonly skipBroken?: boolean | undefined;
}

interface SimulateOptions extends Omit<AheadOptions, 'images'> {
  readonly images?: readonly string[] | undefined;
  /** The answers of AWS that tell a whole registry, in the place of a policy and images. */
  readonly registry?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly registryId?: string | undefined;
  readonly principal?: string | undefined;
  readonly format: (typeof simulateFormats)[number];
}

/** Adds `simulate` to the program; `finish` is told the exit code. */
export function addSimulate(program: Command, io: Io, finish: (code: number) => void): void {
  const command = program
    .command('simulate')
    .description(
      'what a lifecycle policy, or a whole registry, does from day to day while images come and go',
    )
    .option('--policy <file>', `${policyFileHelp}; without it nothing goes`)
    .option('--images <path...>', imagesHelp, collected)
    .option(
      '--registry <path...>',
      `${registryHelp}, in the place of --policy and --images: its own policies run, and its settings have their say`,
      collected,
    )
    .option('--region <region>', 'of a --registry, the Region that files without one belong to')
    .option('--registry-id <account>', 'of a --registry, the account')
    .option('--principal <arn>', 'who pushes and pulls in a --registry; without it, all may');
  withSpan(withAhead(command), daysAhead)
    .addOption(
      new Option(
        '--format <format>',
        'how to print: ndjson and csv give every run, departures every image that goes, schedule what would be pushed',
      )
        .choices(simulateFormats)
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Exit code: 0 fine; 2 something could not be read.

A schedule, of 12 builds a working day that three platforms share, and of pulls:
  {"builds": [{"repositories": ["team-a/*"], "count": 12, "every": "working-day",
               "tags": ["main-{n}"], "imageSizeInBytes": 180000000, "platforms": 3}],
   "pulls": [{"count": 40, "every": "day", "tags": ["main-*"], "newest": 5}]}`,
    )
    .exitOverride()
    .action((options: SimulateOptions) => finish(simulateCommand(options, io)));
}

/** Adds the options of what a repository is and what will happen to it. */
export function withAhead(command: Command): Command {
  return command
    .option('--manifests <path>', 'batch-get-image output, which tells the images behind an index')
    .option('--schedule <file>', 'what will be pushed and pulled; without it nothing is')
    .option('--learn', 'take the schedule from the pushes of the last four weeks in the inventory')
    .option('--prices <file>', 'prices of a gigabyte and month, taken from your price list')
    .option(
      '--reading <name=value>',
      'read one of the silences of AWS otherwise (repeatable)',
      collected,
    )
    .option('--skip-broken', 'leave out records that cannot be read');
}

/** `ecr-drydock simulate`: a registry from day to day. */
function simulateCommand(options: SimulateOptions, io: Io): number {
  const { images, registry } = options;
  if (registry !== undefined)
    return simulateRegistryCommand({ ...options, registry }, io, daysAhead, teller);
  if (images === undefined) {
    throw new Unusable(
      "error: required option '--images <path...>' not specified; or give --registry\n",
    );
  }
  const question = aheadQuestion({ ...options, images }, io, daysAhead);
  if (options.format === 'schedule') {
    io.write(scheduleJson(question.schedule ?? {}));
    return exitCodes.fine;
  }
  const frames: SimulationFrame[] = [];
  const { format } = options;
  const whole = format === 'text' || format === 'json' || format === 'markdown';
  const tell = whole
    ? (frame: SimulationFrame) => frames.push(frame)
    : teller(format, question.policy, io);
  const progress = io.progress('simulating', simulatedFrameCount(question));
  let done = 0;
  const summary = simulateEach(question, (frame) => {
    tell(frame);
    done += 1;
    progress.passTo(done);
  });
  progress.end();
  if (format === 'text') io.write(simulationText({ ...summary, frames }, io));
  if (format === 'json') io.write(simulationJson({ ...summary, frames }));
  if (format === 'markdown') io.write(simulationMarkdown({ ...summary, frames }));
  if (!whole && options.schedule !== undefined)
    new Reader(io).report(options.schedule, summary.diagnostics);
  return exitCodes.fine;
}

/** Writes each frame as it comes, so that a long simulation needs no room. */
export function teller(
  format: string,
  policy: SimulateQuestion['policy'],
  io: Io,
): (frame: SimulationFrame) => void {
  if (format === 'ndjson') return (frame) => io.write(frameLine(frame));
  if (format === 'csv') {
    io.write(frameCsvHeading());
    return (frame) => io.write(frameCsv(frame));
  }
  io.write(departureCsvHeading());
  return (frame) => io.write(departureCsv(frame, policy));
}

/** The options of a look ahead that take files. */
export const aheadFiles = [
  fileOptions.policy,
  fileOptions.images,
  fileOptions.manifests,
  fileOptions.schedule,
  fileOptions.prices,
];

/** Everything the options name, read. */
export function aheadQuestion(options: AheadOptions, io: Io, days: number): SimulateQuestion {
  const span = spanOf(options, io, days);
  if (options.learn && options.schedule !== undefined)
    throw new Unusable('--learn: give a schedule or have one learnt, not both\n');
  const readings = readingsOf(options.reading ?? []);
  const reader = new Reader(io, aheadFiles);
  const policy =
    options.policy === undefined ? undefined : readPolicyFile(reader, options.policy)?.policy;
  const inventory = readInventory(reader, options.images, options.skipBroken);
  const manifests =
    options.manifests === undefined
      ? []
      : reader
          .readAll(options.manifests, parseManifests, fileOptions.manifests)
          .flatMap(({ value }) => value);
  const given =
    options.schedule === undefined
      ? undefined
      : reader.read(options.schedule, parseSchedule, fileOptions.schedule);
  const prices =
    options.prices === undefined
      ? undefined
      : reader.read(options.prices, parseStoragePrices, fileOptions.prices);
  reader.demandUsable();
  const images = withManifests(inventory, manifests);
  const schedule = options.learn ? learnt(images, span.fromMs, io) : given;
  return { policy, images, schedule, prices, readings, ...span };
}

/** A schedule from the inventory, and on the side what it was learnt from. */
function learnt(images: readonly Image[], nowMs: number, io: Io): Schedule {
  const { schedule, learnt: found } = learnSchedule(images, { nowMs });
  io.writeError(learntText(found));
  return schedule;
}
