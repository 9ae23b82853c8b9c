import type { rhythmPeriods } from '../../facts/simulate.js';
import type { Glob } from '../../glob/match.js';

// The document

/** What happens to the images of a registry while a simulation runs. Days and hours are in UTC. */
export interface Schedule {
  /** Where everything random starts; without one nothing is random, and events are spread evenly. */
  readonly seed?: number | undefined;
  readonly builds?: readonly RecurringBuild[] | undefined;
  readonly pulls?: readonly RecurringPull[] | undefined;
  readonly events?: readonly ScheduledEvent[] | undefined;
}

/** How often, when, and where something recurs. */
export interface Rhythm {
  readonly description?: string | undefined;
  /** Names, or patterns with `*`; absent means all. A name without `*` that is not there is created. */
  readonly repositories?: readonly string[] | undefined;
  /** How many a period, to all these repositories together and in turn. */
  readonly count: number;
  readonly every: (typeof rhythmPeriods)[number];
  /** Hours of the day between which events lie, 0 and 24 unless given. */
  readonly fromHour?: number | undefined;
  readonly toHour?: number | undefined;
  /** `YYYY-MM-DD`, both included. */
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
  readonly exceptDays?: readonly string[] | undefined;
}

export interface RecurringBuild extends Rhythm, BuiltImage {
  /** With `{n}` for the number of the build and `{day}` for its day as YYYYMMDD. */
  readonly tags: readonly string[];
  /** The `{n}` of the first build; absent means one more than the repository holds. */
  readonly firstNumber?: number | undefined;
}

/** What a build makes. */
export interface BuiltImage {
  /** Bytes of the image of each platform. */
  readonly imageSizeInBytes?: number | undefined;
  /** 1 unless given; from 2 on an index holds the images, and it alone is tagged. */
  readonly platforms?: number | undefined;
  /** Signatures, SBOMs and the like that refer to it. */
  readonly referrers?: number | undefined;
}

export interface RecurringPull extends Rhythm {
  /** Patterns with `*`, one of which a tag of the image meets; absent means any tagged image. */
  readonly tags?: readonly string[] | undefined;
  /** Among how many of the newest such images, 1 unless given. */
  readonly newest?: number | undefined;
}

/** Something that happens once: a push, a pull or a deletion. */
export interface ScheduledEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly repositoryName?: string | undefined;
  readonly push?: ScheduledPush | undefined;
  readonly pull?: ScheduledPull | undefined;
  readonly delete?: ScheduledDeletion | undefined;
}

export interface ScheduledPush extends BuiltImage {
  readonly imageTags?: readonly string[] | undefined;
  /** An image that is there gets the tags and is restored if it is archived; absent means a new image. */
  readonly imageDigest?: string | undefined;
}

/** One of the two names the image. */
export interface ScheduledPull {
  readonly imageTag?: string | undefined;
  readonly imageDigest?: string | undefined;
}

/**
 * One of the two: a tag is taken off, and its image goes with the last one; a digest takes the image with all its tags.
 * Neither happens to an image that an index guards.
 */
export interface ScheduledDeletion {
  readonly imageTag?: string | undefined;
  readonly imageDigest?: string | undefined;
}

// The compiled form

/** A schedule bound to the repositories of a simulation, which it names by index. */
export interface CompiledSchedule {
  readonly seed: number | undefined;
  readonly builds: readonly (CompiledRhythm & { readonly build: CompiledBuild })[];
  readonly pulls: readonly (CompiledRhythm & { readonly pull: CompiledPull })[];
  /** In the order in which they happen. */
  readonly events: readonly Deed[];
}

export interface CompiledRhythm {
  /** Indexes of repositories. */
  readonly targets: readonly number[];
  readonly perDay: number;
  readonly workingDays: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  /** Days since 1970, both included. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly exceptDays: readonly number[];
}

export interface CompiledBuild extends BuiltImage {
  readonly tags: readonly TagTemplate[];
  readonly firstNumber: number | undefined;
}

/** A tag as it will be written, in pieces. */
export type TagTemplate = readonly (string | { readonly fill: 'n' | 'day' })[];

export interface CompiledPull {
  readonly globs: readonly Glob[] | undefined;
  readonly newest: number;
}

// What comes of it

/** As what a build made an image: the build itself, or something around it. */
export type MadeAs = 'image' | 'platform' | 'referrer';

/** One thing that happens to one repository, named by its index. */
export type Deed = { readonly atMs: number; readonly repository: number } & (
  | { readonly kind: 'push'; readonly push: ScheduledPush }
  | { readonly kind: 'pull'; readonly pull: ScheduledPull }
  | { readonly kind: 'delete'; readonly deletion: ScheduledDeletion }
  | { readonly kind: 'build'; readonly build: number }
  /** `turn` chooses among the newest. */
  | { readonly kind: 'draw'; readonly rhythm: number; readonly turn: number }
);
