import { registrySimulationText, simulationJson, simulationMarkdown } from '../report/index.js';
import { parseSchedule, parseStoragePrices, type RegistryFrame } from '../simulate/index.js';
import {
  registryFrameCount,
  type SimulateQuestion,
  type SimulateRegistryQuestion,
  simulateRegistryEach,
} from '../words/index.js';
import { fileOptions } from './file-options.js';
import type { Io } from './io.js';
import { exitCodes, Reader, Unusable } from './reading.js';
import { homeOf, type RegistryFileOptions, readRegistryFiles } from './registry-files.js';
import { type SpanOptions, spanOf } from './span.js';

/** The options of a simulation of a whole registry, and those that it has no use for. */
export interface SimulateRegistryOptions extends SpanOptions, RegistryFileOptions {
  readonly schedule?: string | undefined;
  readonly prices?: string | undefined;
  readonly principal?: string | undefined;
  readonly policy?: string | undefined;
  readonly images?: readonly string[] | undefined;
  readonly manifests?: string | undefined;
  readonly learn?: boolean | undefined;
  readonly reading?: readonly string[] | undefined;
  readonly format: string;
}

/** `ecr-drydock simulate --registry`: a whole registry from day to day, its settings having their say. */
export function simulateRegistryCommand(
  options: SimulateRegistryOptions,
  io: Io,
  days: number,
  teller: (
    format: string,
    policy: SimulateQuestion['policy'],
    io: Io,
  ) => (frame: RegistryFrame) => void,
): number {
  demandFitting(options);
  const question = questionOf(options, io, days);
  const { format } = options;
  const frames: RegistryFrame[] = [];
  const isWhole = format === 'text' || format === 'json' || format === 'markdown';
  const tell = isWhole
    ? (frame: RegistryFrame) => frames.push(frame)
    : teller(format, undefined, io);
  const progress = io.progress('simulating', registryFrameCount(question));
  let done = 0;
  const summary = simulateRegistryEach(question, (frame) => {
    tell(frame);
    done += 1;
    progress.passTo(done);
  });
  progress.end();
  const answer = { ...summary, frames };
  if (format === 'text') io.write(registrySimulationText(answer, io));
  if (format === 'json') io.write(simulationJson(answer));
  if (format === 'markdown') io.write(simulationMarkdown(answer));
  if (!isWhole && options.schedule !== undefined)
    new Reader(io).report(options.schedule, summary.diagnostics);
  return exitCodes.fine;
}

/** What a registry tells itself cannot be told beside it. */
function demandFitting(options: SimulateRegistryOptions): void {
  const { policy, images, manifests, learn, reading, format } = options;
  const needless = [
    [policy, '--policy', 'the registry runs its own policies; put another one among its files'],
    [images, '--images', 'put the inventory among the files of the registry'],
    [manifests, '--manifests', 'put it among the files of the registry'],
    [
      learn,
      '--learn',
      'a schedule is learnt from one inventory; have it printed by --format schedule',
    ],
    [reading, '--reading', 'a registry is simulated by the usual readings'],
    [format === 'schedule' ? format : undefined, '--format schedule', 'give --images instead'],
  ] as const;
  const found = needless.find(([given]) => given !== undefined);
  if (found !== undefined) throw new Unusable(`${found[1]}: not with --registry: ${found[2]}\n`);
}

function questionOf(
  options: SimulateRegistryOptions,
  io: Io,
  days: number,
): SimulateRegistryQuestion {
  const span = spanOf(options, io, days);
  const { schedule, prices } = fileOptions;
  const reader = new Reader(io, [schedule, prices]);
  const given = {
    schedule:
      options.schedule === undefined
        ? undefined
        : reader.read(options.schedule, parseSchedule, schedule),
    prices:
      options.prices === undefined
        ? undefined
        : reader.read(options.prices, parseStoragePrices, prices),
  };
  const registry = readRegistryFiles(reader, options);
  return {
    registry,
    home: homeOf(registry, options),
    principal: options.principal,
    ...given,
    ...span,
  };
}
