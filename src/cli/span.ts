import type { Command } from 'commander';
import { dayMs } from '../facts/lifecycle.js';
import { parseInstant } from '../inputs/index.js';
import type { Io } from './io.js';
import { instantOf, Unusable } from './reading.js';

/** From when to when something is looked at. */
export interface SpanOptions {
  readonly asOf?: string | undefined;
  readonly days?: string | undefined;
  readonly until?: string | undefined;
  readonly runEvery?: string | undefined;
}

/** Adds the options of a span to a command. */
export function withSpan(command: Command, days: number): Command {
  return command
    .option(
      '--as-of <instant>',
      'the instant of the first run, such as 2026-06-15T12:00:00Z (default: now)',
    )
    .option('--days <number>', `how many days to look ahead (default: ${days})`)
    .option('--until <instant>', 'look ahead until then, instead of --days')
    .option('--run-every <hours>', 'how often the policy runs (default: 24)');
}

/** The span that the options ask for, in milliseconds. */
export function spanOf(options: SpanOptions, io: Io, defaultDays: number) {
  const fromMs = instantOf(options.asOf, io);
  const everyMs = numberOf('--run-every', options.runEvery, 24) * (dayMs / 24);
  if (options.until === undefined) {
    const days = numberOf('--days', options.days, defaultDays);
    return { fromMs, toMs: fromMs + days * dayMs, lifecycleEveryMs: everyMs };
  }
  const toMs = parseInstant(options.until);
  if (toMs === undefined || toMs < fromMs) {
    const what = toMs === undefined ? 'is no instant' : 'lies before the first run';
    throw new Unusable(`--until: \`${options.until}\` ${what}; write 2026-12-31\n`);
  }
  return { fromMs, toMs, lifecycleEveryMs: everyMs };
}

/** Longer than anybody plans. */
const numberMax = 36_525;

function numberOf(flag: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && number <= numberMax) return number;
  throw new Unusable(`${flag}: \`${text}\` is not a number from 1 to ${numberMax}\n`);
}
