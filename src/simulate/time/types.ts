import type { CompiledLifecyclePolicy, ImageAction } from '../../lifecycle/index.js';
import type { Image } from '../../model/image.js';
import type { CompiledSchedule, MadeAs, Schedule } from '../schedule/types.js';

// The question

/** One repository at the start of a simulation. */
export interface StartingRepository {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  readonly images: readonly Image[];
  /** Absent means no policy: nothing is ever removed. */
  readonly policy?: CompiledLifecyclePolicy | undefined;
}

/** What is simulated, from when to when. */
export interface SimulationQuestion {
  readonly repositories: readonly StartingRepository[];
  readonly schedule?: Schedule | undefined;
  /** The policy of repositories that the schedule creates. */
  readonly policyOfNew?: CompiledLifecyclePolicy | undefined;
  /** Milliseconds since 1970 UTC. The policies run at `fromMs` for the first time, and never after `toMs`. */
  readonly fromMs: number;
  readonly toMs: number;
  /** From one run to the next, a day unless given. */
  readonly lifecycleEveryMs?: number | undefined;
}

// Inside

/** A simulation once its schedule is bound. */
export interface BoundSimulation {
  readonly repositories: readonly StartingRepository[];
  readonly schedule: CompiledSchedule;
  /** JSON pointers to what in the schedule meets no repository. */
  readonly idle: readonly string[];
}

// The answer

/** What is stored, and what happened since the frame before. */
export interface FrameCounts {
  /** Images, archived ones and those behind an index included. */
  readonly images: number;
  readonly archivedImages: number;
  /** An index counts as empty. Layers are shared, so no more than this. */
  readonly standardBytes: number;
  readonly archiveBytes: number;
  /** Images that were pushed, those behind an index and referrers included. */
  readonly pushed: number;
  readonly pulled: number;
  /** Pulls that found no image, or an archived one. */
  readonly missedPulls: number;
  readonly expired: number;
  readonly archived: number;
  /** Marked, and held back by an index that stays. */
  readonly blocked: number;
  /** Images that the schedule deleted. */
  readonly deleted: number;
  /** Deletions that found no image, or one that an index guards. */
  readonly failedDeletions: number;
}

/** The registry right after a run of the policies. */
export interface SimulationFrame {
  /** ISO 8601. */
  readonly at: string;
  /** The same in milliseconds since 1970 UTC. */
  readonly atMs: number;
  readonly total: FrameCounts;
  readonly repositories: readonly RepositoryFrame[];
}

export interface RepositoryFrame extends FrameCounts {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  /** What the schedule deleted since the frame before, and what this run removed and archived, oldest first. */
  readonly departures: readonly SimulatedDeparture[];
}

/** An image that was removed or archived, and why. */
export interface SimulatedDeparture {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  readonly imageSizeInBytes?: number | undefined;
  readonly action: ImageAction;
  readonly reason: 'marked-by-owner-rule' | 'follows-its-subject' | 'deleted-by-request';
  /** The rule that acts; null when the image follows its subject, or was deleted by the schedule. */
  readonly rulePriority: number | null;
  readonly subjectManifestDigest?: string | undefined;
  /** What made it; absent when it was there from the start, or came by a single event. */
  readonly made?: MadeBy | undefined;
}

/** The build of a schedule that made an image, by its index, and as what: the build itself, or something around it. */
export interface MadeBy {
  readonly build: number;
  readonly as: MadeAs;
}
