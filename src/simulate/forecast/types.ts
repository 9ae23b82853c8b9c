import type { CompiledLifecyclePolicy } from '../../lifecycle/index.js';
import type { SimulatedMonth } from '../time/months.js';
import type { SimulationQuestion } from '../time/types.js';

/** The question: what becomes of what is there, and, with a second policy, where the two part. */
export interface ForecastQuestion extends SimulationQuestion {
  /** Held against the policy of every repository. */
  readonly after?: CompiledLifecyclePolicy | undefined;
}

/**
 * When something is done to an image, and by which rule; the rule is null when the image follows its subject, or is
 * deleted by the schedule.
 */
export interface ForecastDeed {
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
  readonly rulePriority: number | null;
  /** Present when the schedule deletes it. */
  readonly byRequest?: true | undefined;
}

/** What becomes of an image. Neither deed: it stays, for ever or as far as one looks ahead. */
export interface ForecastFate {
  readonly archived?: ForecastDeed | undefined;
  readonly expires?: ForecastDeed | undefined;
}

/** One image with its fate if nothing new is pushed or pulled, for ever, and under the schedule, until the end of it. */
export interface ImageForecast {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  readonly imageSizeInBytes?: number | undefined;
  readonly quiet: ForecastFate;
  /** Absent without a schedule. */
  readonly scheduled?: ForecastFate | undefined;
}

/**
 * How long builds can be pulled before a policy archives or expires them. What is still there counts as kept for at least
 * as long as it was watched (the Kaplan-Meier estimate), so a quantile is absent when too many are.
 */
export interface Lifetimes {
  /** The build of the schedule, by its index; absent for the tagged images that were there from the start. */
  readonly build?: number | undefined;
  /** Builds that were pushed, and those of them that went. */
  readonly count: number;
  readonly gone: number;
  readonly shortestMs?: number | undefined;
  readonly medianMs?: number | undefined;
  readonly ninthDecileMs?: number | undefined;
  readonly longestMs?: number | undefined;
}

/** When the images of a repository meet the quota. */
export interface QuotaForecast {
  /** Most images there are in the time ahead. */
  readonly mostImages: number;
  readonly limit: number;
  /** The first run after which there are as many as the quota allows. */
  readonly metAtMs?: number | undefined;
  /** When they would be, if they went on growing as in the second half of the time ahead. */
  readonly atThisRateMs?: number | undefined;
}

export interface RepositoryForecast {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  /** In the order of the inventory. */
  readonly images: readonly ImageForecast[];
  readonly lifetimes: readonly Lifetimes[];
  readonly quota: QuotaForecast;
}

/** An image that the two policies treat otherwise: as a deed or by its day. */
export interface PartedImage {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  /** Whether it was there from the start; others are builds to come. */
  readonly isThere: boolean;
  readonly before: ForecastFate;
  readonly after: ForecastFate;
}

/** Where two policies part. */
export interface Parting {
  /** The first run that does not do the same; absent when they never part in the time ahead. */
  readonly atMs?: number | undefined;
  /** Images another fate awaits, those that are there before builds to come, in the order in which they part. */
  readonly images: readonly PartedImage[];
}

export interface Forecast {
  readonly repositories: readonly RepositoryForecast[];
  readonly months: Months;
  /** Absent without a second policy. */
  readonly parting?: Parting | undefined;
}

/** What is stored from month to month, by the policy or policies. */
export interface Months {
  readonly before: readonly SimulatedMonth[];
  readonly after?: readonly SimulatedMonth[] | undefined;
}
