import { allocateCost } from '../cost/allocate.js';
import type { CompiledPrices } from '../cost/types.js';
import type { FrameCounts, SimulationFrame } from './types.js';

/** What was stored in one calendar month, UTC, as far as the simulation reaches into it. */
export interface SimulatedMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** How much of the month is simulated: 1 for all of it. */
  readonly share: number;
  /** On the average over that time. */
  readonly standardBytes: number;
  readonly archiveBytes: number;
  readonly pushed: number;
  readonly expired: number;
  readonly archived: number;
  /** What storing cost over that time, in whole millionths of the currency; absent without prices. */
  readonly amountMicros?: number | undefined;
}

interface OpenMonth {
  readonly startMs: number;
  readonly endMs: number;
  coveredMs: number;
  standardByteMs: number;
  archiveByteMs: number;
  pushed: number;
  expired: number;
  archived: number;
}

/** Adds frames up to months. What a frame says holds until the next one; the last one's holds until the end. */
export class Months {
  private readonly months: OpenMonth[] = [];
  private last: SimulationFrame | undefined;

  add(frame: SimulationFrame): void {
    this.passTo(frame.atMs);
    const month = this.monthAt(frame.atMs);
    month.pushed += frame.total.pushed;
    month.expired += frame.total.expired;
    month.archived += frame.total.archived;
    this.last = frame;
  }

  /** The months up to the end of the simulation. */
  upTo(toMs: number, prices?: CompiledPrices): readonly SimulatedMonth[] {
    this.passTo(toMs);
    this.last = undefined;
    return this.months
      .filter(({ coveredMs, pushed, expired }) => coveredMs > 0 || pushed + expired > 0)
      .map((month) => toldMonth(month, prices));
  }

  private passTo(nowMs: number): void {
    if (this.last === undefined) return;
    const { total, atMs } = this.last;
    for (let fromMs = atMs; fromMs < nowMs; ) {
      const month = this.monthAt(fromMs);
      const untilMs = Math.min(month.endMs, nowMs);
      hold(month, total, untilMs - fromMs);
      fromMs = untilMs;
    }
  }

  private monthAt(ms: number): OpenMonth {
    const last = this.months.at(-1);
    if (last !== undefined && ms < last.endMs) return last;
    const date = new Date(ms);
    const startMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    const endMs = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    const sums = { coveredMs: 0, standardByteMs: 0, archiveByteMs: 0 };
    const month = { startMs, endMs, ...sums, pushed: 0, expired: 0, archived: 0 };
    this.months.push(month);
    return month;
  }
}

function hold(month: OpenMonth, { standardBytes, archiveBytes }: FrameCounts, ms: number): void {
  month.coveredMs += ms;
  month.standardByteMs += standardBytes * ms;
  month.archiveByteMs += archiveBytes * ms;
}

function toldMonth(month: OpenMonth, prices: CompiledPrices | undefined): SimulatedMonth {
  const { startMs, endMs, coveredMs, pushed, expired, archived } = month;
  const mean = (byteMs: number) => (coveredMs === 0 ? 0 : Math.round(byteMs / coveredMs));
  const standardBytes = mean(month.standardByteMs);
  const archiveBytes = mean(month.archiveByteMs);
  const share = coveredMs / (endMs - startMs);
  const stored = { repositoryName: '', standardBytes, archiveBytes };
  return {
    month: new Date(startMs).toISOString().slice(0, 7),
    share,
    standardBytes,
    archiveBytes,
    pushed,
    expired,
    archived,
    ...(prices === undefined
      ? {}
      : {
          amountMicros: allocateCost(prices, { repositories: [stored], by: '', months: share })
            .total.amountMicros,
        }),
  };
}
