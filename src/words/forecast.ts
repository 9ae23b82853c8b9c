import type { Diagnostic } from '../base/diagnostic.js';
import { failure, type Result, success } from '../base/result.js';
import { parseManifests, withManifests } from '../inputs/index.js';
import {
  compileLifecyclePolicy,
  type LifecyclePolicy,
  parseLifecyclePolicy,
} from '../lifecycle/index.js';
import { formatInstant } from '../model/instant.js';
import {
  compileStoragePrices,
  type Forecast,
  forecastImages,
  parseSchedule,
  parseStoragePrices,
  type Schedule,
  type StoragePrices,
} from '../simulate/index.js';
import { withinInputs } from './diff.js';
import { readImages } from './preview.js';
import {
  idleDiagnostics,
  type SimulateInput,
  type SimulateQuestion,
  simulationOf,
} from './simulate.js';

/** What `forecast` is asked: as `simulate`, and a second policy to hold against the first. */
export interface ForecastInput extends SimulateInput {
  readonly after?: unknown;
}

/** The same once everything has been read. */
export interface ForecastWordQuestion extends SimulateQuestion {
  readonly after?: LifecyclePolicy | undefined;
}

/** What becomes of every image, by the day, and where a second policy parts from the first. */
export interface ForecastAnswer extends Forecast {
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly policy?: LifecyclePolicy | undefined;
  readonly after?: LifecyclePolicy | undefined;
  readonly schedule?: Schedule | undefined;
  /** The day and the currency of the prices; absent without prices. */
  readonly prices?: Pick<StoragePrices, 'asOf' | 'currency'> | undefined;
  /** What in the schedule meets no repository. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads everything and looks ahead. Findings come together; their places begin with the input's name. */
export function forecast(input: ForecastInput): Result<ForecastAnswer> {
  const { from, to, lifecycleEveryMs, readings } = input;
  const absent = success(undefined);
  const policy = input.policy === undefined ? absent : parseLifecyclePolicy(input.policy);
  const after = input.after === undefined ? absent : parseLifecyclePolicy(input.after);
  const images = readImages(input.images);
  const manifests = input.manifests === undefined ? success([]) : parseManifests(input.manifests);
  const schedule = input.schedule === undefined ? absent : parseSchedule(input.schedule);
  const prices = input.prices === undefined ? absent : parseStoragePrices(input.prices);
  const diagnostics = withinInputs({ policy, after, images, manifests, schedule, prices });
  if (!policy.ok || !after.ok || !images.ok || !manifests.ok || !schedule.ok || !prices.ok)
    return failure(diagnostics);
  const answer = answerForecast({
    policy: policy.value,
    after: after.value,
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

/** Looks ahead; `onFrame` is told of each run that is through. */
export function answerForecast(
  question: ForecastWordQuestion,
  onFrame?: () => void,
): ForecastAnswer {
  const { policy, after, schedule, prices, fromMs, toMs, readings } = question;
  const asked = simulationOf(question);
  const second = after && compileLifecyclePolicy(after, { readings });
  const compiled = prices && compileStoragePrices(prices);
  return {
    from: formatInstant(fromMs),
    to: formatInstant(toMs),
    policy,
    after,
    schedule,
    ...forecastImages({ ...asked, after: second }, { prices: compiled, onFrame }),
    prices: prices && { asOf: prices.asOf, currency: prices.currency },
    diagnostics: idleDiagnostics(asked),
  };
}
