import type {
  pullDateRescanDurations,
  pullDateRescanModes,
  rescanDurations,
  scanFilterTypes,
  scanFrequencies,
  scanStatuses,
  scanTypes,
} from '../facts/scanning.js';
import type { Glob } from '../glob/match.js';
import type { ImageStatus } from '../model/image.js';

export type ScanType = (typeof scanTypes)[number];
export type ScanFrequency = (typeof scanFrequencies)[number];
export type ScanStatus = (typeof scanStatuses)[number];

/** What is scanned in a registry, as AWS spells it: the input of PutRegistryScanningConfiguration. */
export interface ScanningConfiguration {
  readonly scanType: ScanType;
  readonly rules: readonly ScanningRule[];
}

export interface ScanningRule {
  readonly scanFrequency: ScanFrequency;
  readonly repositoryFilters: readonly ScanningFilter[];
}

/** Without `*` a part of the repository's name, with it the whole name. */
export interface ScanningFilter {
  readonly filter: string;
  readonly filterType: (typeof scanFilterTypes)[number];
}

/** How long Amazon Inspector keeps scanning an image, as its UpdateConfiguration spells it. */
export interface RescanSettings {
  /** Counted from the push; 14 days unless the reading says otherwise. */
  readonly rescanDuration?: keyof typeof rescanDurations | undefined;
  /** Counted from the last use or the last pull; 14 days when absent. */
  readonly pullDateRescanDuration?: keyof typeof pullDateRescanDurations | undefined;
  /** Which of the two; the last use when absent. */
  readonly pullDateRescanMode?: (typeof pullDateRescanModes)[number] | undefined;
}

/** Doubts about scanning; the first of each is the default. */
export interface ScanningReadings {
  /** Whether a repository's own `scanOnPush` flag still scans under basic scanning. */
  readonly repositoryFlag?: 'counts' | 'ignored' | undefined;
  /** Whether one basic scan a day means 24 hours or a calendar day in UTC. */
  readonly basicWindow?: '24-hours' | 'calendar-day' | undefined;
  /** Whether images that arrive by replication or pull-through cache are scanned like pushed ones. */
  readonly arrivals?: 'scanned' | 'not-scanned' | undefined;
  /** How far back enhanced scanning looks when it is turned on. */
  readonly firstEnabledDays?: 14 | 30 | undefined;
  /** How long Amazon Inspector monitors a pushed image when nobody has set a duration. */
  readonly defaultRescan?: 'DAYS_14' | 'LIFETIME' | undefined;
}

/** The configuration as it is run: plain data. */
export interface CompiledScanning {
  readonly scanType: ScanType;
  readonly filters: readonly CompiledScanningFilter[];
  /** Whether a repository's own `scanOnPush` flag scans too. */
  readonly flagScans: boolean;
  readonly arrivalsScanned: boolean;
  readonly slidingWindow: boolean;
  /** How long before enhanced scanning was turned on an image may have been pushed, in milliseconds. */
  readonly firstEnabledMs: number;
  /** Windows of enhanced scanning in milliseconds; `null` has no end. */
  readonly pushWindowMs: number | null;
  readonly pullWindowMs: number;
  readonly pullClock: (typeof pullDateRescanModes)[number];
}

export interface CompiledScanningFilter {
  readonly filter: ScanningFilter;
  /** A filter without `*` has one at both ends here: it is sought anywhere in the name. */
  readonly glob: Glob;
  readonly scanFrequency: ScanFrequency;
  /** Index of its rule in the configuration. */
  readonly rule: number;
}

/** A repository about which is asked. */
export interface ScannedRepository {
  readonly repositoryName: string;
  /** The repository's own `imageScanningConfiguration.scanOnPush`; false when absent. */
  readonly scanOnPush?: boolean | undefined;
}

/**
 * How a repository is scanned. `off` differs from `manual`: nobody can start a scan. `filters` are the indexes of the
 * compiled filters that decided; none when nothing matched or the repository's own flag decided.
 */
export interface RepositoryScanning {
  readonly kind: 'continuous' | 'on-push' | 'manual' | 'off';
  /** What BatchGetRepositoryScanningConfiguration reports, which has no word for off. */
  readonly scanFrequency: ScanFrequency;
  readonly appliedScanFilters: readonly ScanningFilter[];
  readonly filters: readonly number[];
  readonly byFlag: boolean;
}

/** Something that may start a scan of one image. */
export interface ScanTrigger extends ScannedRepository {
  readonly cause:
    | 'push'
    | 'restored'
    | 'replicated'
    | 'pull-through'
    | 'start-image-scan'
    | 'new-vulnerability';
  readonly atMs: number;
  /** After the event; `ACTIVE` when absent. */
  readonly imageStatus?: ImageStatus | undefined;
  readonly imageManifestMediaType?: string | undefined;
  /** Present on signatures, SBOMs and attestations. */
  readonly subjectManifestDigest?: string | undefined;
  /** When the image was last scanned by basic scanning; absent when it never was. */
  readonly lastBasicScanAtMs?: number | undefined;
  /** Basic scans of the whole registry in the current window; 0 when absent. */
  readonly basicScansOfRegistry?: number | undefined;
  /** How many it may have in a window, where that is not the quota AWS publishes. */
  readonly basicScansOfRegistryMax?: number | undefined;
  /** For `new-vulnerability`: when the image was pushed, and what else keeps it monitored. */
  readonly monitoring?: MonitoredImage | undefined;
}

/** AWS's exceptions that StartImageScan can meet here. */
export type StartImageScanException =
  | 'ImageArchivedException'
  | 'LimitExceededException'
  | 'UnsupportedImageTypeException'
  | 'ValidationException';

/** Why no scan starts although nobody asked for one by name. */
export type NoScanReason =
  | 'archived'
  | 'basic-scans-once'
  | 'eligibility-expired'
  | 'image-limit'
  | 'manual'
  | 'not-an-image'
  | 'not-continuous'
  | 'arrival'
  | 'off'
  | 'registry-limit';

/** What a trigger does. `monitoredUntilMs` is null when there is no end, and absent when the image is scanned once. */
export type ScanVerdict =
  | {
      readonly kind: 'scanned';
      readonly by: ScanType;
      readonly monitoredUntilMs?: number | null | undefined;
    }
  | { readonly kind: 'not-scanned'; readonly reason: NoScanReason }
  | {
      readonly kind: 'refused';
      readonly exception: StartImageScanException;
      readonly message?: string | undefined;
    };

/** An image of a registry with enhanced, continuous scanning. */
export interface MonitoredImage {
  readonly pushedAtMs: number;
  readonly lastInUseAtMs?: number | undefined;
  readonly lastRecordedPullTimeMs?: number | undefined;
  /** When enhanced scanning was turned on, if that was after the push. */
  readonly enabledAtMs?: number | undefined;
  /** When monitoring of the image ended once already; only a later push revives it. */
  readonly inactiveSinceMs?: number | undefined;
}

/** Whether an image is still monitored at an instant, and until when. `untilMs` is null when there is no end. */
export type MonitoringVerdict =
  | {
      readonly kind: 'monitored';
      readonly scanStatus: 'ACTIVE';
      readonly untilMs: number | null;
      readonly by: 'push' | 'pull';
    }
  | {
      readonly kind: 'expired';
      readonly scanStatus: 'SCAN_ELIGIBILITY_EXPIRED';
      readonly reason: 'pushed-before-enabled' | 'became-inactive' | 'windows-closed';
    };

/** A repository's scanning with what it rests on. */
export interface RepositoryScanningExplanation {
  readonly verdict: RepositoryScanning;
  /** For every filter in the configuration's order, whether it matches. */
  readonly matches: readonly boolean[];
  readonly sentence: string;
  readonly because: readonly string[];
}

/** A trigger's verdict with what it rests on. */
export interface ScanExplanation {
  readonly verdict: ScanVerdict;
  readonly repository: RepositoryScanning;
  readonly sentence: string;
  readonly because: readonly string[];
}
