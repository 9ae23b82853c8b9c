import type { findingSeverities } from '../../facts/scanning.js';
import type { Glob } from '../../glob/match.js';

export type FindingSeverity = (typeof findingSeverities)[number];

/** What DescribeImageScanFindings says about one image, basic and enhanced findings in one form. */
export interface ImageScan {
  readonly registryId?: string | undefined;
  readonly repositoryName?: string | undefined;
  readonly imageDigest?: string | undefined;
  readonly imageTag?: string | undefined;
  /** AWS's status as it was given; absent when the answer had none. */
  readonly scanStatus?: string | undefined;
  readonly scanStatusDescription?: string | undefined;
  readonly scanCompletedAtMs?: number | undefined;
  /** AWS's own counts, which are of all findings, also of pages that were not read. */
  readonly findingSeverityCounts?: Readonly<Record<string, number>> | undefined;
  readonly findings: readonly ScanFinding[];
  /** False when AWS said that there are more findings than were read. */
  readonly complete: boolean;
}

/** One finding of either kind of scanning. */
export interface ScanFinding {
  readonly kind: 'basic' | 'enhanced';
  /** Usually a CVE number; empty when AWS gave no name. */
  readonly vulnerability: string;
  /** As AWS says it; enhanced scanning knows words outside `FindingSeverity`. */
  readonly severity: string;
  readonly packages: readonly AffectedPackage[];
  /** Whether an update mends it, for all packages, some or none; basic scanning does not tell. */
  readonly fix: 'yes' | 'partial' | 'no' | 'unknown';
  /** Suppressed by a rule of Amazon Inspector, or closed. */
  readonly open: boolean;
  readonly title?: string | undefined;
  readonly uri?: string | undefined;
  /** Amazon Inspector's score, or the CVSS score of a basic finding. */
  readonly score?: number | undefined;
  readonly exploitAvailable?: boolean | undefined;
  /** Clusters of Amazon ECS and EKS that run the image. */
  readonly inUseCount?: number | undefined;
}

export interface AffectedPackage {
  readonly name: string;
  readonly version?: string | undefined;
  /** Absent when no version has the fix, or AWS does not say. */
  readonly fixedInVersion?: string | undefined;
}

/** Findings that are accepted for a time, as their author writes them. */
export interface AcceptedFindings {
  readonly exceptions: readonly AcceptedFinding[];
}

export interface AcceptedFinding {
  /** As the finding names it; upper and lower case do not matter. */
  readonly vulnerability: string;
  /** A pattern with `*`; every package of the finding must match. Any package when absent. */
  readonly package?: string | undefined;
  /** A pattern with `*` for the repository's name; any repository when absent. */
  readonly repository?: string | undefined;
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD` in UTC. */
  readonly expires: string;
}

/** What an image must be free of. */
export interface ScanGate {
  /** Findings of this severity and above fail. `UNDEFINED` lets nothing pass. */
  readonly failOn: FindingSeverity;
  /** Whether findings that no update mends pass. */
  readonly onlyFixable?: boolean | undefined;
  readonly exceptions?: readonly AcceptedFinding[] | undefined;
}

/** A gate as it is run: plain data. */
export interface CompiledScanGate {
  readonly failOn: FindingSeverity;
  readonly threshold: number;
  readonly onlyFixable: boolean;
  readonly exceptions: readonly CompiledException[];
}

export interface CompiledException {
  readonly vulnerability: string;
  readonly package?: Glob | undefined;
  readonly repository?: Glob | undefined;
  /** The first instant at which it holds no longer, in milliseconds. */
  readonly endsAtMs: number;
}

/** The scans to be judged, and the instant at which accepted findings must still be accepted. */
export interface GateQuestion {
  readonly scans: readonly ImageScan[];
  readonly atMs: number;
}

/** Findings of one severity. */
export interface SeverityCount {
  readonly severity: string;
  readonly open: number;
  /** Suppressed or closed. */
  readonly closed: number;
  /** Counted by AWS and not among those that were read. */
  readonly unread: number;
}

/** Why one finding does not fail the gate. */
export type PassReason = 'not-open' | 'below' | 'no-fix' | 'accepted';

/**
 * Why a scan cannot be judged: it is not finished, the image cannot be scanned or is no longer monitored, or findings
 * that would matter were not read.
 */
export type UndecidedReason =
  | 'not-finished'
  | 'not-scannable'
  | 'not-monitored'
  | 'findings-missing';

/** What becomes of one finding; its place in the list is its place in the scan. */
export type FindingVerdict = {
  readonly vulnerability: string;
  readonly severity: string;
} & Judgement;

/** `expiredException` is the index of an exception that accepted the finding once and has ended; -1 when there is none. */
export type Judgement =
  | { readonly kind: 'fails'; readonly expiredException: number }
  | { readonly kind: 'passes'; readonly reason: Exclude<PassReason, 'accepted'> }
  | { readonly kind: 'passes'; readonly reason: 'accepted'; readonly exception: number };

/** What the gate says about one image. */
export interface ImageGateVerdict {
  readonly kind: 'passed' | 'failed' | 'undecided';
  /** Only with `undecided`. */
  readonly reason?: UndecidedReason | undefined;
  readonly repositoryName?: string | undefined;
  readonly imageDigest?: string | undefined;
  readonly imageTag?: string | undefined;
  readonly scanStatus?: string | undefined;
  /** Most severe first. */
  readonly counts: readonly SeverityCount[];
  readonly findings: readonly FindingVerdict[];
  /** Findings at or above the gate's severity that AWS counts and that were not read. */
  readonly unreadFailing: number;
}

/** What the gate says: failed when one image fails, else undecided when one cannot be judged, else passed. */
export interface ScanGateVerdict {
  readonly kind: 'passed' | 'failed' | 'undecided';
  readonly images: readonly ImageGateVerdict[];
  /** Exceptions by index that accepted nothing, whether they still hold or not. */
  readonly unusedExceptions: readonly number[];
  /** Exceptions by index that hold no longer. */
  readonly expiredExceptions: readonly number[];
}

/** The gate's verdict with a sentence for each image and the facts it rests on. */
export interface ScanGateExplanation {
  readonly verdict: ScanGateVerdict;
  readonly sentence: string;
  readonly images: readonly { readonly sentence: string; readonly findings: readonly string[] }[];
  readonly because: readonly string[];
}
