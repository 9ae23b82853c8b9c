import { at } from '../../base/invariant.js';
import type { CompiledPrices } from '../cost/types.js';
import { Months } from '../time/months.js';
import type { SimulatedRepository } from '../time/repository.js';
import { bindSimulation, everyMsOf, Simulation, simulateFrames } from '../time/simulate.js';
import type { RepositoryFrame, SimulationFrame, StartingRepository } from '../time/types.js';
import { Fates } from './fates.js';
import { LifetimeWatch } from './lifetimes.js';
import { partingOf } from './parting.js';
import { quietFates } from './quiet.js';
import { QuotaWatch } from './quota.js';
import type { Forecast, ForecastQuestion, ImageForecast, RepositoryForecast } from './types.js';

/**
 * What becomes of every image that is there, by the day: if nothing new is pushed, and under the schedule. Besides, how
 * long builds are kept, when the quota of images is met, what is stored from month to month, and where a second policy
 * parts from the first. A date is the run that `simulateFrames` removes or archives the image in. `onFrame` is told of
 * each run that is through.
 */
export function forecastImages(
  question: ForecastQuestion,
  {
    prices,
    onFrame = () => {},
  }: {
    readonly prices?: CompiledPrices | undefined;
    readonly onFrame?: (() => void) | undefined;
  } = {},
): Forecast {
  const { fromMs, toMs, after } = question;
  const { repositories: starting } = bindSimulation(question);
  const first = new Simulation(question);
  const books = starting.map((start) => new Book(start, question));
  const months = { before: new Months(), after: new Months() };
  const others = after === undefined ? undefined : starting.map(() => new Fates());
  const second = after === undefined ? [] : simulateFrames(underPolicy(question, after));
  const otherFrames = second[Symbol.iterator]();
  for (const frame of first.frames()) {
    months.before.add(frame);
    for (const [index, repository] of frame.repositories.entries())
      at(books, index).add(frame, repository);
    const other = otherFrames.next();
    if (!other.done) {
      months.after.add(other.value);
      for (const [index, repository] of other.value.repositories.entries())
        others?.[index]?.add(other.value.atMs, repository);
    }
    onFrame();
  }
  const runs = { fromMs, everyMs: everyMsOf(question) };
  return {
    repositories: starting.map((start, index) =>
      at(books, index).told(
        question.schedule !== undefined,
        at(first.repositories, index),
        quietFates(start, runs),
      ),
    ),
    months: {
      before: months.before.upTo(toMs, prices),
      after: after === undefined ? undefined : months.after.upTo(toMs, prices),
    },
    parting:
      others === undefined
        ? undefined
        : partingOf(
            starting,
            books.map(({ fates }) => fates),
            others,
          ),
  };
}

function underPolicy(
  question: ForecastQuestion,
  after: Exclude<ForecastQuestion['after'], undefined>,
): ForecastQuestion {
  const repositories = question.repositories.map((start) => ({ ...start, policy: after }));
  return { ...question, repositories, policyOfNew: after };
}

/** What is noted of one repository while it lives. */
class Book {
  readonly fates: Fates;
  private readonly start: StartingRepository;
  private readonly toMs: number;
  private readonly quota: QuotaWatch;
  private readonly lifetimes: LifetimeWatch;

  constructor(start: StartingRepository, question: ForecastQuestion) {
    this.start = start;
    this.toMs = question.toMs;
    this.quota = new QuotaWatch(question);
    this.lifetimes = new LifetimeWatch(start);
    const there = new Set(start.images.map(({ imageDigest }) => imageDigest));
    // Builds to come are noted only where they are held against those under another policy.
    this.fates = new Fates(question.after === undefined ? there : undefined);
  }

  add({ atMs }: SimulationFrame, repository: RepositoryFrame): void {
    this.quota.add(atMs, repository.images);
    this.fates.add(atMs, repository);
    this.lifetimes.add(atMs, repository);
  }

  told(isScheduled: boolean, end: SimulatedRepository, quiet: Fates): RepositoryForecast {
    const { registryId, repositoryName, images } = this.start;
    return {
      registryId,
      repositoryName,
      images: images.map((image): ImageForecast => {
        const { imageDigest, imageTags, imagePushedAtMs, imageSizeInBytes } = image;
        const shared = { imageDigest, imageTags, imagePushedAtMs, imageSizeInBytes };
        const forecast = { ...shared, quiet: quiet.of(imageDigest) };
        return isScheduled ? { ...forecast, scheduled: this.fates.of(imageDigest) } : forecast;
      }),
      lifetimes: this.lifetimes.told(end.images(), this.toMs),
      quota: this.quota.told(),
    };
  }
}
