import type { signingFilterTypes, signingStatuses } from '../facts/signing.js';
import type { Glob } from '../glob/match.js';
import type { Image } from '../model/image.js';

export type SigningStatus = (typeof signingStatuses)[number];

/** Which images a registry signs, as AWS spells it: the input of PutSigningConfiguration. */
export interface SigningConfiguration {
  readonly rules: readonly SigningRule[];
}

export interface SigningRule {
  readonly signingProfileArn: string;
  /** Every repository when absent. */
  readonly repositoryFilters?: readonly SigningFilter[] | undefined;
}

/** A repository's name in which `*` stands for any sequence of characters. */
export interface SigningFilter {
  readonly filter: string;
  readonly filterType: (typeof signingFilterTypes)[number];
}

/** Doubts about signing; the first of each is the default. */
export interface SigningReadings {
  /** Whether a filter without `*` names one repository or a part of the name, as in scanning. */
  readonly bareFilter?: 'exact' | 'contains' | undefined;
  readonly indexes?: 'signed' | 'unsigned' | undefined;
  /** Reference artifacts that are no signatures, such as SBOMs. */
  readonly referrers?: 'unsigned' | 'signed' | undefined;
  /** Images that arrive by replication, by pull-through cache or from the archive. */
  readonly arrivals?: 'unsigned' | 'signed' | undefined;
  /** Whether signatures go with their image in a repository that has no lifecycle policy. */
  readonly withoutPolicy?: 'kept' | 'removed' | undefined;
  /** Whether an artifact behind an index stays with it, or follows its image all the same. */
  readonly referrersBehindIndex?: 'stay' | 'follow' | undefined;
  /** Whether an index in the archive lets go of the artifacts behind it, or keeps them as any other does. */
  readonly archivedIndex?: 'frees' | 'guards' | undefined;
}

/** The configuration as it is run: plain data. */
export interface CompiledSigning {
  readonly rules: readonly CompiledSigningRule[];
  readonly signsIndexes: boolean;
  readonly signsReferrers: boolean;
  readonly signsArrivals: boolean;
}

export interface CompiledSigningRule {
  readonly signingProfileArn: string;
  /** One of them must match; a rule without filters has the one that matches everything. */
  readonly globs: readonly Glob[];
}

/** An image that reaches a repository. */
export interface SigningPush {
  readonly repositoryName: string;
  readonly cause: 'push' | 'restored' | 'replicated' | 'pull-through';
  /** What is pushed; an image when absent. `referrer` is a reference artifact that is no signature. */
  readonly artifact?: 'image' | 'index' | 'signature' | 'referrer' | undefined;
  /** Whether the pusher may use each profile, by its ARN; unknown where it is absent. */
  readonly maySign?: Readonly<Record<string, 'allowed' | 'denied' | 'unknown'>> | undefined;
}

/** What becomes of one profile's signature; `rules` are the indexes of the rules that want it. */
export type ProfileSignature = {
  readonly signingProfileArn: string;
  readonly rules: readonly number[];
} & (
  | { readonly kind: 'signed'; readonly status: 'COMPLETE' }
  | { readonly kind: 'failed'; readonly status: 'FAILED'; readonly missing: string }
  | { readonly kind: 'depends'; readonly on: readonly string[] }
);

/** Which profiles sign; a status of DescribeImageSigningStatus for each. */
export type SigningVerdict =
  | { readonly kind: 'signed'; readonly signatures: readonly ProfileSignature[] }
  | { readonly kind: 'unsigned'; readonly reason: UnsignedReason };

export type UnsignedReason = 'signature' | 'referrer' | 'index' | 'arrival' | 'no-rule';

/** A permission that a pusher needs, on the repository or on a signing profile. */
export interface SigningNeed {
  readonly action: string;
  readonly on: 'repository' | 'signing-profile';
  /** The ARN of the profile; absent for the repository. */
  readonly resource?: string | undefined;
}

/** A signing verdict with what it rests on. */
export interface SigningExplanation {
  readonly verdict: SigningVerdict;
  readonly needs: readonly SigningNeed[];
  readonly sentence: string;
  readonly because: readonly string[];
}

/** Images that are to be deleted by digest. */
export interface SignatureRemoval {
  /** All images of the repository, reference artifacts included. */
  readonly images: readonly Image[];
  readonly remove: readonly string[];
  readonly atMs: number;
  readonly hasLifecyclePolicy: boolean;
}

/** What becomes of the images named, and of what refers to them. An image stands in at most one of the lists. */
export interface SignatureRemovalPlan {
  /** Deleted at once, as asked. */
  readonly deleted: readonly string[];
  /** Not deleted: an index that stays points at them. AWS's failure code is `ImageReferencedByManifestList`. */
  readonly blocked: readonly {
    readonly imageDigest: string;
    readonly blockedBy: readonly string[];
  }[];
  /** Reference artifacts that follow, with the span in which Amazon ECR removes them. */
  readonly following: readonly FollowingArtifact[];
  /** What is about a deleted image and stays. */
  readonly left: readonly LeftArtifact[];
  /** Named, but not in the repository. */
  readonly missing: readonly string[];
  /** Images that count to the repository's quota, signatures included, after all is removed. */
  readonly imageCount: number;
  readonly referrerCount: number;
  readonly imageCountMax: number;
}

export interface FollowingArtifact {
  readonly imageDigest: string;
  readonly subjectManifestDigest: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

export interface LeftArtifact {
  readonly imageDigest: string;
  readonly subjectManifestDigest: string;
  readonly reason: 'no-lifecycle-policy' | 'behind-index' | 'referrers-index' | 'tagged-signature';
  /** With `behind-index`: the indexes that stay. */
  readonly blockedBy?: readonly string[] | undefined;
}
