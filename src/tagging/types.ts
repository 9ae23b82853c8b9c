import type { exclusionFilterTypes, tagMutabilities } from '../facts/tagging.js';
import type { Glob } from '../glob/match.js';

/** The tag settings of a repository, as AWS spells them: the input of PutImageTagMutability. */
export interface TagMutabilitySettings {
  readonly imageTagMutability: (typeof tagMutabilities)[number];
  /** Tags treated contrary to the setting; only with the two `*_WITH_EXCLUSION` settings. */
  readonly imageTagMutabilityExclusionFilters?: readonly ExclusionFilter[] | undefined;
}

/** One exclusion filter: a whole tag in which `*` stands for zero or more characters. */
export interface ExclusionFilter {
  readonly filterType: (typeof exclusionFilterTypes)[number];
  readonly filter: string;
}

/** A doubt about tag settings; the first is the default. */
export interface TaggingReadings {
  /** How many `*` AWS takes in an exclusion filter: two, as the Terraform provider has it, or any number. */
  readonly exclusionFilterStars?: 'two' | 'any-number' | undefined;
}

/** The settings as they are run: plain data. */
export interface TagRule {
  /** Whether a tag that no filter matches is immutable. */
  readonly lockedByDefault: boolean;
  /** Tags for which the contrary holds. */
  readonly exceptions: readonly Glob[];
}

/** A tag about to be put on an image. */
export interface TagWrite {
  readonly tag: string;
  /** The image that is pushed. */
  readonly digest: string;
  /** The image that holds the tag now; absent when none does. */
  readonly currentDigest?: string | undefined;
  /** `oci` for docker, podman, buildx and the like; `api`, the default, for PutImage. */
  readonly surface?: 'api' | 'oci' | undefined;
}

/** AWS's exceptions that a tag can meet. */
export type TagException = 'ImageAlreadyExistsException' | 'ImageTagAlreadyExistsException';

/**
 * What becomes of the tag. `decidedBy` is the index of the exclusion filter that decided, or -1 when the repository's
 * own setting did.
 */
export type TagVerdict =
  | { readonly kind: 'created' }
  | { readonly kind: 'unchanged'; readonly decidedBy: number }
  | { readonly kind: 'moved'; readonly untaggedDigest: string; readonly decidedBy: number }
  | { readonly kind: 'refused'; readonly exception: TagException; readonly decidedBy: number };

/** A verdict with what it rests on. */
export interface TagExplanation {
  readonly verdict: TagVerdict;
  /** The exclusion filter that decided, as its author wrote it; absent when the setting itself did, or nothing had to. */
  readonly filter?: string | undefined;
  /** Whether the tag is immutable in this repository. */
  readonly locked: boolean;
  readonly sentence: string;
  /** Ids of the facts behind it. */
  readonly because: readonly string[];
}
