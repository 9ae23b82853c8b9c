import type { Diagnostic } from '../base/diagnostic.js';
import { failure, type Result, success } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { parseManifests, withManifests } from '../inputs/index.js';
import {
  compileLifecyclePolicy,
  type LifecyclePolicy,
  type LifecycleReadings,
  parseLifecyclePolicy,
} from '../lifecycle/index.js';
import { byRepository, type Image } from '../model/image.js';
import { formatInstant } from '../model/instant.js';
import {
  bindSimulation,
  compileStoragePrices,
  type FrameCounts,
  frameCountOf,
  Months,
  parseSchedule,
  parseStoragePrices,
  type Schedule,
  type SimulatedMonth,
  type SimulationFrame,
  type SimulationQuestion,
  type StoragePrices,
  simulateFrames,
} from '../simulate/index.js';
import { withinInputs } from './diff.js';
import { readImages } from './preview.js';

/** What `simulate` is asked, as text or as values. */
export interface SimulateInput {
  /** A lifecycle policy, the same for every repository; absent, nothing is ever removed. */
  readonly policy?: unknown;
  /** The output of `aws ecr describe-images`, or images already read. */
  readonly images: unknown;
  /** The output of `aws ecr batch-get-image` for the indexes of the repositories. */
  readonly manifests?: unknown;
  /** What is pushed and pulled; absent, nothing is. */
  readonly schedule?: unknown;
  readonly prices?: unknown;
  /** The policy runs at `from` for the first time, and never after `to`. */
  readonly from: Date | number;
  readonly to: Date | number;
  /** From one run to the next, a day unless given. */
  readonly lifecycleEveryMs?: number | undefined;
  readonly readings?: Partial<LifecycleReadings> | undefined;
}

/** The same once everything has been read. */
export interface SimulateQuestion {
  readonly policy?: LifecyclePolicy | undefined;
  readonly images: readonly Image[];
  readonly schedule?: Schedule | undefined;
  readonly prices?: StoragePrices | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  readonly lifecycleEveryMs?: number | undefined;
  readonly readings?: Partial<LifecycleReadings> | undefined;
}

/** What becomes of the images from run to run. */
export interface SimulateAnswer extends SimulateSummary {
  readonly frames: readonly SimulationFrame[];
}

/** Everything but the frames themselves. */
export interface SimulateSummary {
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly policy?: LifecyclePolicy | undefined;
  readonly schedule?: Schedule | undefined;
  /** What happened from the first frame to the last. */
  readonly totals: Pick<
    FrameCounts,
    'pushed' | 'pulled' | 'missedPulls' | 'expired' | 'archived' | 'deleted' | 'failedDeletions'
  >;
  readonly months: readonly SimulatedMonth[];
  /** The day and the currency of the prices; absent without prices. */
  readonly prices?: Pick<StoragePrices, 'asOf' | 'currency'> | undefined;
  /** What in the schedule meets no repository. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads everything and simulates. Findings come together; their places begin with the input's name. */
export function simulate(input: SimulateInput): Result<SimulateAnswer> {
  const { from, to, lifecycleEveryMs, readings } = input;
  const absent = success(undefined);
  const policy = input.policy === undefined ? absent : parseLifecyclePolicy(input.policy);
  const images = readImages(input.images);
  const manifests = input.manifests === undefined ? success([]) : parseManifests(input.manifests);
  const schedule = input.schedule === undefined ? absent : parseSchedule(input.schedule);
  const prices = input.prices === undefined ? absent : parseStoragePrices(input.prices);
  const diagnostics = withinInputs({ policy, images, manifests, schedule, prices });
  if (!policy.ok || !images.ok || !manifests.ok || !schedule.ok || !prices.ok)
    return failure(diagnostics);
  const answer = answerSimulate({
    policy: policy.value,
    images: withManifests(images.value, manifests.value),
    schedule: schedule.value,
    prices: prices.value,
    fromMs: Number(from),
    toMs: Number(to),
    lifecycleEveryMs,
    readings,
  });
  return success(answer, diagnostics);
}

/** The whole simulation at once. */
export function answerSimulate(question: SimulateQuestion): SimulateAnswer {
  const frames: SimulationFrame[] = [];
  const summary = simulateEach(question, (frame) => frames.push(frame));
  return { ...summary, frames };
}

/** Simulates frame by frame, hands each one over, and sums up in the end: no frame is kept. */
export function simulateEach(
  question: SimulateQuestion,
  take: (frame: SimulationFrame) => void,
): SimulateSummary {
  const { policy, schedule, prices, fromMs, toMs } = question;
  const asked = simulationOf(question);
  const months = new Months();
  const totals = {
    ...{ pushed: 0, pulled: 0, missedPulls: 0 },
    ...{ expired: 0, archived: 0, deleted: 0, failedDeletions: 0 },
  };
  for (const frame of simulateFrames(asked)) {
    months.add(frame);
    totals.pushed += frame.total.pushed;
    totals.pulled += frame.total.pulled;
    totals.missedPulls += frame.total.missedPulls;
    totals.expired += frame.total.expired;
    totals.archived += frame.total.archived;
    totals.deleted += frame.total.deleted;
    totals.failedDeletions += frame.total.failedDeletions;
    take(frame);
  }
  const compiled = prices === undefined ? undefined : compileStoragePrices(prices);
  return {
    from: formatInstant(fromMs),
    to: formatInstant(toMs),
    policy,
    schedule,
    totals,
    months: months.upTo(toMs, compiled),
    prices: prices && { asOf: prices.asOf, currency: prices.currency },
    diagnostics: idleDiagnostics(asked),
  };
}

/** How many frames there will be. */
export function simulatedFrameCount(question: SimulateQuestion): number {
  return frameCountOf(simulationOf(question));
}

/** Every repository of the inventory under the one policy. */
export function simulationOf({
  policy,
  images,
  readings,
  schedule,
  fromMs,
  toMs,
  lifecycleEveryMs,
}: SimulateQuestion): SimulationQuestion {
  const compiled = policy && compileLifecyclePolicy(policy, { readings });
  const groups = byRepository(images);
  const repositories = groups.map((group) => {
    const { registryId, repositoryName } = group[0] ?? {};
    return { registryId, repositoryName, images: group, policy: compiled };
  });
  return { repositories, schedule, policyOfNew: compiled, fromMs, toMs, lifecycleEveryMs };
}

/** What a schedule says in vain. */
export function idleDiagnostics(question: SimulationQuestion): readonly Diagnostic[] {
  const because: FactId[] = ['simulate.schedule'];
  return bindSimulation(question).idle.map((at) => ({
    code: 'schedule/idle',
    severity: 'warning',
    message: 'this meets no repository, so it never happens',
    at,
    because,
    help: 'name a repository of the inventory, or one without a `*` that builds shall create',
  }));
}
