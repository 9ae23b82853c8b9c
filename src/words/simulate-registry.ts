import type { Diagnostic } from '../base/diagnostic.js';
import type { FactId } from '../facts/ledger/index.js';
import { formatInstant } from '../model/instant.js';
import type { CommandPrincipal, Registry, RegistryAddress } from '../registry/index.js';
import {
  compileStoragePrices,
  frameCountOf,
  Months,
  type RefusalCount,
  type RegistryFrame,
  type Schedule,
  type StoragePrices,
  simulate,
} from '../simulate/index.js';
import type { SimulateSummary } from './simulate.js';

/** A whole registry, and what will be done to it from when to when. */
export interface SimulateRegistryQuestion {
  readonly registry: Registry;
  /** The registry that the schedule pushes to; the first of the value unless it is given. */
  readonly home?: RegistryAddress | undefined;
  /** Who pushes and pulls; without one, everything is permitted. */
  readonly principal?: string | CommandPrincipal | undefined;
  readonly schedule?: Schedule | undefined;
  readonly prices?: StoragePrices | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lifecycleEveryMs?: number | undefined;
}

/** What happened from the first frame to the last, the registry's own settings having had their say. */
export interface RegistryTotals {
  readonly copied: number;
  readonly failedCopies: number;
  readonly withheldTags: number;
  readonly signed: number;
  readonly scanned: number;
  /** Pushes and pulls that were refused with an exception. */
  readonly refused: number;
}

/** Everything but the frames themselves. */
export interface SimulateRegistrySummary extends SimulateSummary {
  readonly totals: SimulateSummary['totals'] & RegistryTotals;
  /** What was refused, by repository, operation and exception, as it first came. */
  readonly refusals: readonly RefusalCount[];
}

/** What becomes of a registry from run to run of its lifecycle policies. */
export interface SimulateRegistryAnswer extends SimulateRegistrySummary {
  readonly frames: readonly RegistryFrame[];
}

const summed = [
  'pushed',
  'pulled',
  'missedPulls',
  'expired',
  'archived',
  'deleted',
  'failedDeletions',
  'copied',
  'failedCopies',
  'withheldTags',
  'signed',
  'scanned',
  'refused',
] as const;

/** Simulates a whole registry frame by frame, hands each one over, and sums up in the end: no frame is kept. */
export function simulateRegistryEach(
  question: SimulateRegistryQuestion,
  take: (frame: RegistryFrame) => void,
): SimulateRegistrySummary {
  const { registry, schedule = {}, fromMs, toMs, lifecycleEveryMs, prices } = question;
  const { home, principal } = question;
  const options = { fromMs, toMs, lifecycleEvery: lifecycleEveryMs, home, principal, prices };
  const frames = simulate(registry, schedule, options);
  const months = new Months();
  const totals = {
    pushed: 0,
    pulled: 0,
    missedPulls: 0,
    expired: 0,
    archived: 0,
    deleted: 0,
    failedDeletions: 0,
    copied: 0,
    failedCopies: 0,
    withheldTags: 0,
    signed: 0,
    scanned: 0,
    refused: 0,
  };
  const refusals = new Map<string, RefusalCount>();
  let next = frames.next();
  for (; !next.done; next = frames.next()) {
    const frame = next.value;
    months.add(frame);
    for (const member of summed) totals[member] += frame.total[member];
    for (const refusal of frame.refusals) countIn(refusals, refusal);
    take(frame);
  }
  const compiled = prices === undefined ? undefined : compileStoragePrices(prices);
  return {
    from: formatInstant(fromMs),
    to: formatInstant(toMs),
    schedule: question.schedule,
    totals,
    months: months.upTo(toMs, compiled),
    prices: prices && { asOf: prices.asOf, currency: prices.currency },
    refusals: [...refusals.values()],
    diagnostics: next.value.idle.map(idle),
  };
}

function countIn(refusals: Map<string, RefusalCount>, refusal: RefusalCount): void {
  const { registryId, region, repositoryName, operation, exception } = refusal;
  const key = JSON.stringify([registryId, region, repositoryName, operation, exception]);
  const known = refusals.get(key);
  refusals.set(key, { ...(known ?? refusal), count: (known?.count ?? 0) + refusal.count });
}

/** How many frames there will be. */
export function registryFrameCount(question: SimulateRegistryQuestion): number {
  const { fromMs, toMs, lifecycleEveryMs } = question;
  return frameCountOf({ repositories: [], fromMs, toMs, lifecycleEveryMs });
}

/** What a schedule says in vain, since it meets no repository of the registry. */
function idle(at: string): Diagnostic {
  const because: FactId[] = ['simulate.schedule'];
  return {
    code: 'schedule/idle',
    severity: 'warning',
    message: 'this meets no repository, so it never happens',
    at,
    because,
    help: 'name a repository of the registry, or one without a `*` that builds shall create',
  };
}
