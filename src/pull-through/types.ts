import type { upstreamRegistries } from '../facts/pull-through.js';

export type UpstreamRegistry = (typeof upstreamRegistries)[number];

/** A pull through cache rule, as CreatePullThroughCacheRule spells it. */
export interface PullThroughRule {
  readonly ecrRepositoryPrefix: string;
  readonly upstreamRegistryUrl: string;
  readonly upstreamRegistry?: UpstreamRegistry | undefined;
  /** `ROOT` when absent. */
  readonly upstreamRepositoryPrefix?: string | undefined;
  /** A secret with the credentials of an upstream that wants some. */
  readonly credentialArn?: string | undefined;
  /** The role that Amazon ECR takes at an Amazon ECR upstream. */
  readonly customRoleArn?: string | undefined;
  /** The account of the cache. */
  readonly registryId?: string | undefined;
}

/** The registry that caches; what is not said is taken from the rules, or not checked. */
export interface CacheRegistry {
  readonly registryId?: string | undefined;
  readonly region?: string | undefined;
}

/** Doubts about pull through caches; the first of each is the default. */
export interface PullThroughReadings {
  /** Which of several matching prefixes decides. `ROOT` is always the last. */
  readonly overlap?: 'longest' | 'shortest' | undefined;
  /** Whether a pull that may not import is served what is cached once the check is due. */
  readonly deniedImport?: 'served' | 'not-found' | undefined;
  /** Whether a repository is created before the import is denied. */
  readonly deniedImportCreates?: 'nothing' | 'the-repository' | undefined;
}

/** The rules as they are run: plain data, in the order in which they are tried. */
export interface CompiledPullThrough {
  readonly rules: readonly CompiledPullThroughRule[];
  readonly deniedImportServes: boolean;
  readonly deniedImportCreates: boolean;
}

export interface CompiledPullThroughRule {
  /** Index in the list that was read. */
  readonly rule: number;
  /** What a repository's name must start with; empty for `ROOT`. */
  readonly start: string;
  /** What stands in its place at the upstream; empty for `ROOT`. */
  readonly upstreamStart: string;
  readonly upstreamRegistryUrl: string;
  readonly upstreamRegistry: UpstreamRegistry | undefined;
  readonly credentials: 'none' | 'role' | 'secret' | 'unknown';
}

/** Where a repository's images come from. */
export type UpstreamResolution =
  | {
      readonly kind: 'cached';
      readonly rule: number;
      readonly upstreamRegistry: UpstreamRegistry | undefined;
      readonly upstreamRegistryUrl: string;
      readonly upstreamRepositoryName: string;
      /** What the rule shows the upstream; `unknown` when its registry is not recognised. */
      readonly credentials: 'none' | 'role' | 'secret' | 'unknown';
      /** A Docker Hub name without a namespace; official images are in `library/`. */
      readonly lacksNamespace: boolean;
    }
  | { readonly kind: 'ordinary' };

/** Whether something is permitted, as far as the asker knows. */
export type Permission = 'allowed' | 'denied' | 'unknown';

/** What the upstream would answer now. */
export type UpstreamAnswer =
  | { readonly kind: 'has'; readonly digest: string; readonly isIndex?: boolean | undefined }
  | { readonly kind: 'lacks' | 'denied' | 'throttled' | 'unavailable' | 'unknown' };

/** A pull of an image by tag or digest, or a request for the reference artifacts of one. */
export interface CachePull {
  readonly repositoryName: string;
  /** The account of the cache; it only stands in what a client shows. */
  readonly registryId?: string | undefined;
  /** A tag or a digest; for `referrers` the digest of their subject. */
  readonly reference: string;
  readonly what?: 'image' | 'referrers' | undefined;
  readonly atMs: number;
  readonly repository: 'exists' | 'missing' | 'unknown';
  /** What the reference leads to in the cache, and when it was last checked against the upstream. */
  readonly cached?: CachedImage | undefined;
  readonly upstream: UpstreamAnswer;
  /** Whether the tag may move in the cache; movable when absent. */
  readonly tag?: 'movable' | 'locked' | 'unknown' | undefined;
  readonly mayImport: Permission;
  /** Unknown when absent; it matters only while the repository is missing. */
  readonly mayCreateRepository?: Permission | undefined;
}

export interface CachedImage {
  /** For `referrers` whatever tells one list from another. */
  readonly digest: string;
  readonly checkedAtMs: number;
}

/** Why a pull is served from the cache. */
export type ServedReason =
  | 'fresh'
  | 'digest'
  | 'unchanged'
  | 'import-denied'
  | 'tag-locked'
  | 'upstream-denied'
  | 'upstream-lacks'
  | 'upstream-throttled'
  | 'upstream-unavailable';

/** Something an answer hangs on that the asker did not know. */
export type PullUnknown = 'mayImport' | 'mayCreateRepository' | 'repository' | 'tag' | 'upstream';

/** What a pull gives. `failed` carries what a client shows; AWS's exception where BatchGetImage has one. */
export type PullVerdict =
  | { readonly kind: 'ordinary' }
  | {
      readonly kind: 'served';
      readonly digest: string;
      readonly reason: ServedReason;
      /** Whether the upstream was asked. */
      readonly asked: boolean;
      /** When the next pull asks the upstream again; absent when no check was made good, or none is ever needed. */
      readonly freshUntilMs?: number | undefined;
    }
  | {
      readonly kind: 'imported';
      readonly digest: string;
      readonly createsRepository: boolean;
      /** The image that the tag leaves behind; absent when nothing was cached. */
      readonly replacedDigest?: string | undefined;
      readonly brings: 'image' | 'index-and-its-images' | 'referrers';
      readonly freshUntilMs: number;
    }
  | {
      readonly kind: 'failed';
      readonly failure: PullFailure;
      readonly exception?: string | undefined;
    }
  | { readonly kind: 'depends'; readonly on: readonly PullUnknown[] };

/** What a client is told: that there is no such repository or image, that it is forbidden, or what the upstream did. */
export type PullFailure =
  | 'name-unknown'
  | 'manifest-unknown'
  | 'forbidden'
  | 'UpstreamAccessDenied'
  | 'UpstreamTooManyRequests'
  | 'UpstreamUnavailable';

/** A permission, who can grant it, and to whom. */
export interface PullThroughNeed {
  readonly action: string;
  readonly on: 'repository' | '*';
  readonly grantedBy: readonly ('identity' | 'registry' | 'repository')[];
}

/** Everything that must be permitted for a pull. */
export interface PullThroughNeeds {
  /** Of the one who pulls. */
  readonly puller: readonly PullThroughNeed[];
  /** Of the role that a rule for an Amazon ECR upstream names; empty for other upstreams. */
  readonly role: readonly string[];
  /** Who the role must trust; absent without a role. */
  readonly roleTrusts?: string | undefined;
  /** What an upstream in another account must grant this one by its registry or repository policy. */
  readonly upstreamPolicy: readonly string[];
}

/** A pull's verdict with what it rests on. */
export interface PullExplanation {
  readonly verdict: PullVerdict;
  readonly resolution: UpstreamResolution;
  /** What docker shows of an error, where the guide says it. */
  readonly clientShows?: string | undefined;
  readonly sentence: string;
  readonly because: readonly string[];
}
