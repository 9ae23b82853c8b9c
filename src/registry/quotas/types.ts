import type { FactId } from '../../facts/ledger/index.js';
import type { requestsPerSecondMax } from '../../facts/quotas.js';
import type { Image } from '../../model/image.js';
import type { RegistryAddress } from '../../model/registry.js';
import type { ResourceTag } from '../../tagging/resources/index.js';

/** What is known of one registry. Whatever is left out is unknown, and no quota of it is judged. */
export interface QuotaInventory {
  /** All repositories; their number is one of the quotas. */
  readonly repositories?: readonly QuotaRepository[] | undefined;
  readonly registryPolicyText?: string | undefined;
  readonly replicationConfiguration?:
    | {
        readonly rules: readonly {
          readonly destinations: readonly RegistryAddress[];
          readonly repositoryFilters?: readonly unknown[] | undefined;
        }[];
      }
    | undefined;
  readonly scanningConfiguration?: { readonly rules: readonly FilteredRule[] } | undefined;
  readonly signingConfiguration?: { readonly rules: readonly FilteredRule[] } | undefined;
  readonly pullThroughCacheRules?: readonly unknown[] | undefined;
  /** The principals registered with RegisterPullTimeUpdateExclusion. */
  readonly pullTimeUpdateExclusions?: readonly string[] | undefined;
  /** The destination of each replication backfill in progress. */
  readonly backfillsInProgress?: readonly RegistryAddress[] | undefined;
  /** Basic scans of the last 24 hours, both on push and by request. */
  readonly basicScansOfLastDay?: number | undefined;
  /** The largest layer and the most parts one layer is uploaded in, of what is about to be pushed. */
  readonly largestLayerMiB?: number | undefined;
  readonly layerParts?: number | undefined;
  /** Highest number of requests a second, by operation. */
  readonly requestsPerSecond?: { readonly [Operation in RatedOperation]?: number } | undefined;
}

/** One repository of the inventory, its settings as AWS spells them. */
export interface QuotaRepository {
  readonly repositoryName: string;
  /** All images of any status, signatures and other reference artifacts among them. */
  readonly images?: readonly Image[] | undefined;
  readonly tags?: readonly ResourceTag[] | undefined;
  readonly imageTagMutabilityExclusionFilters?: readonly unknown[] | undefined;
  readonly repositoryPolicyText?: string | undefined;
  readonly lifecyclePolicyText?: string | undefined;
  readonly lifecyclePolicy?: { readonly rules: readonly unknown[] } | undefined;
}

/** A rule of which only the number of filters matters here. */
export interface FilteredRule {
  readonly repositoryFilters?: readonly unknown[] | undefined;
}

/** Operations whose rate is limited. */
export type RatedOperation = keyof typeof requestsPerSecondMax;

/** The quotas, by our own names. A limited rate goes by the name of its operation. */
export type QuotaName =
  | 'repositories'
  | 'images-per-repository'
  | 'tags-per-image'
  | 'resource-tags-per-repository'
  | 'exclusion-filters-per-repository'
  | 'lifecycle-rules'
  | 'lifecycle-policy-length'
  | 'repository-policy-length'
  | 'registry-policy-length'
  | 'replication-rules'
  | 'replication-filters-per-rule'
  | 'replication-destinations-per-rule'
  | 'replication-destinations'
  | 'backfills-in-progress'
  | 'backfills-per-region'
  | 'pull-through-cache-rules'
  | 'pull-time-exclusions'
  | 'scanning-rules'
  | 'scanning-filters-per-rule'
  | 'basic-scans-per-day'
  | 'signing-rules'
  | 'signing-filters-per-rule'
  | 'layer-size'
  | 'layer-parts'
  | RatedOperation;

/** A quota as AWS sets it. */
export interface Quota {
  readonly quota: QuotaName;
  readonly limit: number;
  /** What is counted, such as `image` or `character`. */
  readonly unit: string;
  /** The code to ask Service Quotas for more with; absent when AWS does not raise it. */
  readonly quotaCode?: string | undefined;
  readonly because: readonly FactId[];
}

/** Where a quota is used, as far as it has places. */
export interface QuotaPlace {
  readonly repositoryName?: string | undefined;
  readonly imageDigest?: string | undefined;
  /** Index of the rule in its configuration. */
  readonly rule?: number | undefined;
  readonly region?: string | undefined;
}

/** How much of a quota is used in one place. */
export interface QuotaUse extends QuotaPlace {
  readonly used: number;
}

/** Choices of the caller, all optional. */
export interface QuotaOptions {
  /** Quotas that AWS has raised for this account, and those that are to be held to a lower bound. */
  readonly limits?: { readonly [Name in QuotaName]?: number } | undefined;
  /** Places are listed from this share of the limit on; 0.8 unless given. */
  readonly listFrom?: number | undefined;
  readonly readings?: QuotaReadings | undefined;
}

/** Doubts about AWS, first = default. */
export interface QuotaReadings {
  /** Whether a replication configuration holds 25 rules, as the API model has it, or 10, as the quota page has it. */
  readonly replicationRules?: 'model' | 'quota-page' | undefined;
}

/** One quota with its use. `unknown` when the inventory does not say. */
export type QuotaAnswer =
  | {
      readonly kind: 'unknown';
      readonly quota: QuotaName;
      readonly limit: number;
      readonly adjustable: boolean;
      readonly because: readonly FactId[];
    }
  | {
      readonly kind: 'within' | 'exceeded';
      readonly quota: QuotaName;
      /** The most that is used in one place; 0 when there is no place. */
      readonly used: number;
      readonly limit: number;
      /** `used` divided by `limit`. */
      readonly share: number;
      /** Whether AWS raises it on request, and under which code. */
      readonly adjustable: boolean;
      readonly quotaCode?: string | undefined;
      /** The places that use most, those at or above `listFrom` of the limit, fullest first. */
      readonly places: readonly QuotaUse[];
      readonly because: readonly FactId[];
    };

/** An answer with a sentence. */
export interface QuotaExplanation {
  readonly answer: QuotaAnswer;
  readonly sentence: string;
}

/** Something a client does, as far as it makes requests whose rate is limited. */
export type ImageTransfer =
  | { readonly kind: 'login' }
  | {
      readonly kind: 'push';
      /** One for an image, and one more for each image of an index and the index itself. */
      readonly manifests: number;
      /** Layers that the repository has already. */
      readonly knownLayers: number;
      /** The size of each layer that has to be uploaded, in bytes. */
      readonly newLayers: readonly number[];
    }
  | {
      readonly kind: 'pull';
      readonly manifests: number;
      /** Layers that the client has not cached. */
      readonly layers: number;
    };

/** How many requests of each limited operation something takes. */
export type RequestCounts = { readonly [Operation in RatedOperation]: number };

/** The shortest time that the rates allow, and the operation that sets it; no operation when nothing is asked. */
export interface LeastTime {
  readonly seconds: number;
  readonly operation?: RatedOperation | undefined;
}
