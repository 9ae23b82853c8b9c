import type { Diagnostic } from '../base/diagnostic.js';
import type {
  actionTypes,
  countTypes,
  countUnits,
  storageClasses,
  tagStatuses,
  targetStorageClasses,
} from '../facts/lifecycle.js';
import type { Glob } from '../glob/match.js';
import type { Image } from '../model/image.js';

// The document

/** A lifecycle policy as AWS spells it. */
export interface LifecyclePolicy {
  readonly rules: readonly LifecycleRule[];
}

export interface LifecycleRule {
  /** Unique; the lowest number is applied first. */
  readonly rulePriority: number;
  readonly description?: string | undefined;
  readonly selection: LifecycleSelection;
  readonly action: LifecycleAction;
}

export interface LifecycleSelection {
  readonly tagStatus: (typeof tagStatuses)[number];
  /** All of these must be met, each by some tag of the image. */
  readonly tagPatternList?: readonly string[] | undefined;
  readonly tagPrefixList?: readonly string[] | undefined;
  readonly storageClass?: StorageClass | undefined;
  readonly countType: (typeof countTypes)[number];
  readonly countUnit?: (typeof countUnits)[number] | undefined;
  /** Images kept, or days after which the rule acts. */
  readonly countNumber: number;
}

export interface LifecycleAction {
  readonly type: ActionType;
  readonly targetStorageClass?: (typeof targetStorageClasses)[number] | undefined;
}

export type StorageClass = (typeof storageClasses)[number];
export type ActionType = (typeof actionTypes)[number];

// The compiled form

/** The policy as it is run: plain data that a JSON round trip does not change. */
export interface CompiledLifecyclePolicy {
  readonly globs: readonly Glob[];
  /** In the order in which they are applied. */
  readonly rules: readonly CompiledRule[];
  readonly readings: LifecycleReadings;
}

/** Whom a rule selects, and a cut on a clock: what lies before the cut is acted on. */
export interface CompiledRule {
  readonly priority: number;
  /** JSON pointer to the rule in the policy. */
  readonly at: string;
  readonly storageClass: StorageClass;
  /** Indexes into `globs`, all of which the image's tags must meet between them. */
  readonly tags: 'any' | 'untagged' | readonly number[];
  readonly clock: Clock;
  readonly keep: { readonly newest: number } | { readonly forMs: number };
  readonly action: ActionType;
}

/**
 * Which instant of an image counts: `pushed` is the last activation of a restored image and the push of any other,
 * `firstPushed` always the push.
 */
export type Clock = 'pushed' | 'firstPushed' | 'pulled' | 'transitioned';

/** What AWS leaves open. The first value of each is the default; `docs/facts.md` says why. */
export interface LifecycleReadings {
  /** Whether an image is old enough after N times 24 hours, or once its whole days exceed N. */
  readonly dayBoundary: 'strict-24h' | 'floor-days';
  /** Whether a restored image ages from its restoring. */
  readonly restoredActsAsPush: boolean;
  /** Whether signatures, SBOMs and the like are selected and counted. */
  readonly referrers: 'counted' | 'exempt';
  /** Whether the images behind an index are selected and counted. */
  readonly indexChildren: 'counted' | 'exempt';
  /** Whether a child goes in the same run as its last index. */
  readonly childAfterParent: 'same-run' | 'next-run';
  /** Whether an index in the archive holds nothing back any more, or still keeps its images from being expired. */
  readonly archivedIndex: 'frees' | 'guards';
  /** Whether an artifact behind an index that stays follows its subject all the same, or stays with the index. */
  readonly referrersBehindIndex: 'follow' | 'stay';
  /** Whether an image that is being restored is still in the archive for the rules, or in neither class. */
  readonly activating: 'skipped' | 'archived';
}

// The question

/** A repository at an instant. Images of several repositories are each ranked within their own. */
export interface LifecycleQuestion {
  readonly images: readonly Image[];
  /** Milliseconds since 1970 UTC at which the policy runs. */
  readonly nowMs: number;
}

// The answers

/** What a rule does to an image, in the words of AWS's preview. */
export interface ImageAction {
  readonly type: 'EXPIRE' | 'TRANSITION';
  readonly targetStorageClass?: 'ARCHIVE' | undefined;
}

/** What a run of the policy does. An image stands in at most one of the three lists. */
export interface LifecyclePreview {
  /** Oldest first by the instant that ranks them; among equals the greater digest first. */
  readonly previewResults: readonly PreviewResult[];
  /** Counts `previewResults` only, as AWS's preview does. */
  readonly summary: PreviewSummary;
  /** Marked by a rule, but held back by a manifest list that stays. */
  readonly blocked: readonly BlockedImage[];
  /** Not marked, but removed or archived with the image they refer to. */
  readonly cascaded: readonly CascadedImage[];
  /** Doubts that mattered here, and what the inventory could not tell. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface PreviewResult {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  readonly action: ImageAction;
  readonly appliedRulePriority: number;
  readonly storageClass: 'STANDARD' | 'ARCHIVE';
}

export interface PreviewSummary {
  readonly expiringImageTotalCount: number;
  /** Present when at least one image is archived. */
  readonly transitioningImageTotalCounts?:
    | readonly { readonly targetStorageClass: 'ARCHIVE'; readonly imageTotalCount: number }[]
    | undefined;
}

export interface BlockedImage {
  readonly imageDigest: string;
  readonly appliedRulePriority: number;
  readonly action: ImageAction;
  /** Digests of the manifest lists that stay. */
  readonly blockedBy: readonly string[];
}

export interface CascadedImage {
  readonly imageDigest: string;
  readonly subjectManifestDigest: string;
  readonly action: ImageAction;
}

/** What becomes of an image. */
export type LifecycleOutcome = 'expire' | 'transition' | 'keep' | 'blocked' | 'cascade';

export type LifecycleReason =
  | 'marked-by-owner-rule'
  | 'within-count'
  | 'not-old-enough'
  | 'shielded-by-higher-priority-rule'
  | 'not-selected'
  | 'referenced-by-retained-manifest-list'
  | 'follows-its-subject'
  | 'outlives-its-subject'
  | 'activating';

/** Why one image is removed, archived or kept. */
export interface ImageExplanation {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly outcome: LifecycleOutcome;
  /** The rule that alone decides about the image; null when none selects it. */
  readonly ownerRulePriority: number | null;
  /** Priorities, ascending. */
  readonly selectedBy: readonly number[];
  readonly markedBy: readonly number[];
  readonly reason: LifecycleReason;
  /** What each rule makes of the image, in the order in which they are applied. */
  readonly evidence: readonly RuleEvidence[];
  /** Digests of the manifest lists that hold an image back: a blocked one, or one that outlives its subject. */
  readonly blockedBy?: readonly string[] | undefined;
  /** The image that a cascaded one follows, or that another one outlives. */
  readonly subjectManifestDigest?: string | undefined;
  readonly sentence: string;
  readonly because: readonly string[];
}

/** One rule's view of one image: either what it misses, or how the image ranks. */
export type RuleEvidence = { readonly rulePriority: number } & (
  | { readonly selected: false; readonly miss: SelectionMiss }
  | ({
      readonly selected: true;
      /** Which tag met which entry of the list. */
      readonly matched: readonly { readonly pattern: string; readonly tag: string }[];
      readonly marked: boolean;
    } & (
      | { readonly rank: number; readonly poolSize: number; readonly keepsNewest: number }
      | { readonly clock: Clock; readonly ageMs: number; readonly keepsForMs: number }
    ))
);

/** Why a rule does not select an image. */
export type SelectionMiss =
  | { readonly kind: 'storage-class'; readonly wanted: StorageClass }
  | { readonly kind: 'exempt' }
  | { readonly kind: 'tagged' }
  | { readonly kind: 'untagged' }
  | { readonly kind: 'pattern'; readonly pattern: string };

/** How two policies treat the same repository. */
export interface LifecycleComparison {
  /** Images whose fate or deciding rule differs, in input order. */
  readonly changes: readonly FateChange[];
  readonly summary: {
    /** Expired or archived only by the second policy. */
    readonly newlyActedOn: number;
    /** Expired only by the second policy: kept, blocked or archived by the first. */
    readonly newlyExpired: number;
    /** Expired or archived only by the first policy. */
    readonly spared: number;
    /** The same fate, by another rule. */
    readonly otherRule: number;
  };
}

export interface FateChange {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly before: ImageFate;
  readonly after: ImageFate;
}

export interface ImageFate {
  readonly outcome: LifecycleOutcome;
  /** What happens to the image, if anything does: also for a cascaded one. */
  readonly action?: ImageAction | undefined;
  readonly rulePriority: number | null;
}
