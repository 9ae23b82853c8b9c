import type {
  backfillExceptions,
  backfillStatuses,
  backfillTerminalStatuses,
} from '../../facts/replication.js';
import type { Image } from '../../model/image.js';
import type { RegistryAddress } from '../../model/registry.js';
import type { DestinationPlan, DestinationState } from '../types.js';

export type BackfillStatus = (typeof backfillStatuses)[number];
export type BackfillException = (typeof backfillExceptions)[number];

/** What is asked for: the registry's existing images for one destination. */
export interface BackfillRequest {
  readonly destination: RegistryAddress;
  /** Destinations of the registry's backfills that are in progress. */
  readonly running?: readonly RegistryAddress[] | undefined;
  /** The registry's images, in the order in which they are thought to be taken. */
  readonly images: readonly BackfillImage[];
}

/** An image with its repository. */
export type BackfillImage = Pick<Image, 'imageDigest' | 'imageTags' | 'imageStatus'> & {
  readonly repositoryName: string;
};

/** What is known of one repository in the destination. A tag belongs to one image, so `tags` suits all of them. */
export interface BackfillState extends Omit<DestinationState, 'region' | 'registryId'> {
  /** Left out, it is what holds for every repository that is not named. */
  readonly repositoryName?: string | undefined;
}

/** Whether AWS starts it. */
export type BackfillStart =
  | { readonly kind: 'started'; readonly status: 'PREPARING' }
  | { readonly kind: 'refused'; readonly exception: BackfillException };

/** One replication: an image with one of its tags, or an untagged image. */
export interface BackfillUnit {
  readonly repositoryName: string;
  readonly imageId: { readonly imageDigest: string; readonly imageTag?: string | undefined };
}

/** One replication and what becomes of it. */
export interface PlannedUnit extends BackfillUnit {
  readonly plan: DestinationPlan;
}

/** An image that the backfill does not take. */
export interface LeftOut {
  readonly repositoryName: string;
  readonly imageDigest: string;
  /** `present`: the destination has it already, with or without its tags. */
  readonly reason: 'filtered' | 'archived' | 'present';
}

/** What a backfill would do. */
export type BackfillPlan =
  | Extract<BackfillStart, { kind: 'refused' }>
  | {
      readonly kind: 'started';
      readonly units: readonly PlannedUnit[];
      readonly leftOut: readonly LeftOut[];
      readonly totalReplicationCount: number;
      readonly completedReplicationCount: number;
      readonly failedReplicationCount: number;
      /** How many are neither certain to succeed nor certain to fail. */
      readonly dependingReplicationCount: number;
      /** `depends` on those, or on the order in which AWS takes the images. */
      readonly status: 'COMPLETE' | 'FAILED' | 'depends';
    };

/** The counts AWS shows; null until preparation has ended. */
export interface BackfillProgress {
  readonly totalReplicationCount: number;
  readonly completedReplicationCount: number;
  readonly failedReplicationCount: number;
  /** Each code once, in the order of first appearance. */
  readonly failureCodes: readonly string[];
}

/** What became of one replication. */
export interface BackfillResult extends BackfillUnit {
  readonly status: 'COMPLETE' | 'FAILED';
  readonly failureCode?: string | undefined;
  /** Distinct codes of the images a manifest list references; for manifest lists only. */
  readonly subImageFailureCodes?: readonly string[] | undefined;
}

/** A backfill under way: plain data. */
export interface Backfill {
  readonly destination: RegistryAddress;
  readonly status: BackfillStatus;
  readonly progress: BackfillProgress | null;
  /** Replications that have begun and not ended. */
  readonly inFlightCount: number;
  readonly results: readonly BackfillResult[];
  /** When it ended, in milliseconds since 1970 UTC. */
  readonly endedAtMs?: number | undefined;
}

/** Something that happens to a backfill. What does not fit its state changes nothing. */
export type BackfillEvent =
  | { readonly kind: 'prepared'; readonly totalReplicationCount: number; readonly atMs: number }
  | { readonly kind: 'begun'; readonly count: number }
  | {
      readonly kind: 'settled';
      readonly results: readonly BackfillResult[];
      readonly atMs: number;
    };

/** What stopping answers. */
export type BackfillStop =
  | { readonly kind: 'accepted'; readonly backfill: Backfill }
  | { readonly kind: 'refused'; readonly exception: BackfillException };

/** What looking it up answers. */
export type BackfillDescription =
  | {
      readonly kind: 'found';
      readonly status: BackfillStatus;
      readonly progress: BackfillProgress | null;
      /** Empty until the backfill has ended. */
      readonly results: readonly BackfillResult[];
    }
  | { readonly kind: 'refused'; readonly exception: BackfillException };

export type TerminalStatus = (typeof backfillTerminalStatuses)[number];

/** A plan with what it rests on. */
export interface BackfillExplanation {
  readonly plan: BackfillPlan;
  readonly sentence: string;
  /** Ids of the facts behind it. */
  readonly because: readonly string[];
}
