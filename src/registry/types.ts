import type { PersistentMap } from '../base/persistent-map.js';
import type {
  CompiledTemplates,
  CreatedSettings,
  EncryptionConfiguration,
  RepositoryCreationTemplate,
  TemplateReadings,
} from '../creation-templates/index.js';
import type { accountSettingValues, settingNames } from '../facts/registry.js';
import type { IamReadings, PolicyDocument, PolicySet } from '../iam/index.js';
import type {
  CompiledLifecyclePolicy,
  LifecyclePolicy,
  LifecycleReadings,
} from '../lifecycle/index.js';
import type { Image } from '../model/image.js';
import type { RegistryAddress } from '../model/registry.js';
import type {
  CompiledPullThrough,
  PullThroughReadings,
  PullThroughRule,
} from '../pull-through/index.js';
import type {
  CompiledReplication,
  ReplicationConfiguration,
  ReplicationReadings,
} from '../replication-rules/index.js';
import type {
  CompiledScanning,
  ScanningConfiguration,
  ScanningReadings,
  ScanningRule,
  ScanType,
} from '../scanning/index.js';
import type { CompiledSigning, SigningConfiguration, SigningReadings } from '../signing/index.js';
import type { ExclusionFilter, TaggingReadings, TagMutabilitySettings } from '../tagging/index.js';
import type { ResourceTag } from '../tagging/resources/index.js';
import type { QuotaName } from './quotas/types.js';

// ---- the value -----------------------------------------------------------------------------------------------------

/**
 * Accounts and Regions with all that stands in them. It never changes: `step` gives the next one, which shares with
 * this one whatever the step left alone. `snapshotOf` writes it out, `registryOf` takes it back.
 */
export interface Registry {
  /** By `registryKey`. One that is not here is there all the same, and empty. */
  readonly registries: PersistentMap<RegionalRegistry>;
  /** The policies of those who send commands, by ARN: of users, roles (for their sessions too) and accounts' roots. */
  readonly principals: Readonly<Record<string, PrincipalPolicies>>;
  readonly readings: BoundReadings;
  /** Quotas that AWS has raised for these accounts, or that are to be held to another bound. */
  readonly limits: QuotaLimits;
}

export type QuotaLimits = { readonly [Name in QuotaName]?: number | undefined };

/** The policies that belong to a principal and its organization, not to the registry. */
export type PrincipalPolicies = Omit<PolicySet, 'repository' | 'registry' | 'registryPolicyScope'>;

/** The registry that an account has in one Region. */
export interface RegionalRegistry extends RegistryAddress {
  readonly repositories: PersistentMap<Repository>;
  readonly registryPolicy?: PolicyInForce | undefined;
  readonly replication?: InForce<ReplicationConfiguration, CompiledReplication> | undefined;
  readonly scanning: InForce<ScanningConfiguration, CompiledScanning>;
  readonly signing?: InForce<SigningConfiguration, CompiledSigning> | undefined;
  readonly creationTemplates: InForce<readonly RepositoryCreationTemplate[], CompiledTemplates>;
  readonly pullThrough: InForce<readonly PullThroughRule[], CompiledPullThrough>;
  readonly accountSettings: AccountSettings;
  /** Principals whose pulls leave the time of the last pull alone. */
  readonly pullTimeUpdateExclusions: readonly string[];
  /** Instants of the basic scans of the last 24 hours, in a queue. */
  readonly basicScans: InstantQueue;
  /** What time will bring, by repository and digest; only a clock tick brings it. */
  readonly due: PersistentMap<DueWork>;
}

/** A document as it was put, and as it is run. */
export interface InForce<Document, Compiled> {
  readonly document: Document;
  readonly compiled: Compiled;
}

/** A policy as its text, and as it was read. */
export interface PolicyInForce {
  readonly policyText: string;
  readonly document: PolicyDocument;
}

export type AccountSettingName = (typeof settingNames)[number];

export type AccountSettings = {
  readonly [Name in AccountSettingName]: (typeof accountSettingValues)[Name][number];
};

/** Instants in ascending order: those numbered from `first` up to, and without, `next`. */
export interface InstantQueue {
  readonly first: number;
  readonly next: number;
  readonly instants: PersistentMap<number>;
}

/** Something that happens by itself once its time has come. */
export type DueWork = { readonly repositoryName: string; readonly imageDigest: string } & (
  | { readonly kind: 'activation'; readonly dueMs: number }
  /** A reference artifact whose subject is gone, or in the archive. */
  | {
      readonly kind: 'cleanup' | 'archival';
      readonly dueMs: number;
      readonly subjectManifestDigest: string;
    }
);

/** One repository, with the names of AWS's `Repository`, its images, and the indexes over them. */
export interface Repository {
  readonly repositoryName: string;
  readonly createdAtMs: number;
  readonly imageTagMutability: TagMutabilitySettings['imageTagMutability'];
  readonly imageTagMutabilityExclusionFilters?: readonly ExclusionFilter[] | undefined;
  readonly imageScanningConfiguration: { readonly scanOnPush: boolean };
  readonly encryptionConfiguration: EncryptionConfiguration;
  readonly resourceTags: readonly ResourceTag[];
  readonly repositoryPolicy?: PolicyInForce | undefined;
  readonly lifecyclePolicy?: LifecyclePolicyInForce | undefined;
  /** By digest, whatever their status. */
  readonly images: PersistentMap<StoredImage>;
  /** The digest of the image that holds a tag. */
  readonly digestOfTag: PersistentMap<string>;
  /** For each digest that an index here references, those indexes. */
  readonly parentsOf: PersistentMap<DigestSet>;
  /** For each digest that an artifact here is about, those artifacts. */
  readonly referrersOf: PersistentMap<DigestSet>;
  /** In a pull through cache: when each tag or digest was last checked against the upstream. */
  readonly upstreamChecks: PersistentMap<number>;
}

/** Digests; the values say nothing. */
export type DigestSet = PersistentMap<true>;

export interface LifecyclePolicyInForce extends InForce<LifecyclePolicy, CompiledLifecyclePolicy> {
  readonly lifecyclePolicyText: string;
  /** 0, as AWS has it, until the policy has run for the first time. */
  readonly lastEvaluatedAtMs: number;
}

/** An image with what the registry remembers about it beside AWS's `ImageDetail`. */
export interface StoredImage extends Image {
  readonly repositoryName?: undefined;
  readonly registryId?: undefined;
  /** As it was pushed; absent when only its description is known. */
  readonly imageManifest?: string | undefined;
  readonly lastBasicScanAtMs?: number | undefined;
  /** `COMPLETE` by basic scanning, `ACTIVE` by enhanced. */
  readonly imageScanStatus?: 'COMPLETE' | 'ACTIVE' | undefined;
  readonly signingStatuses?: readonly ImageSigningStatus[] | undefined;
  readonly replicationStatuses?: readonly ImageReplicationStatus[] | undefined;
}

export interface ImageSigningStatus {
  readonly signingProfileArn: string;
  readonly status: 'COMPLETE' | 'FAILED';
}

export interface ImageReplicationStatus extends RegistryAddress {
  readonly status: 'COMPLETE' | 'FAILED';
}

/** The settings that the tables of creation fill in; AWS's `CreateRepository` and the creation templates agree in them. */
export type RepositorySettings = Omit<CreatedSettings, 'repositoryPolicy' | 'lifecyclePolicy'>;

// ---- doubts --------------------------------------------------------------------------------------------------------

/** How AWS's silences about a whole registry are read; the first of each is the default. */
export interface RegistryReadings {
  /** Whether only a docker or OCI push creates a missing repository, or PutImage over the API as well. */
  readonly createOnPush?: 'oci-only' | 'any-surface' | undefined;
  /** What BatchDeleteImage takes away when an id names a tag and its digest: the tag, or the image. */
  readonly tagAndDigest?: 'the-tag' | 'the-image' | undefined;
  /** Whether an index deleted earlier in the same request still guards its images. */
  readonly sameRequest?: 'earlier-counts' | 'as-before' | undefined;
  /** What BatchGetImage answers for an archived image. */
  readonly archivedPull?: 'ImageInaccessible' | 'ImageNotFound' | undefined;
  /** Whether every pull sets the time of the last pull, or only one a day after the time it holds. */
  readonly pullTime?: 'every-pull' | 'once-a-day' | undefined;
  /** Whether an index that is to be archived, or an image behind an index, can be. */
  readonly archiveBehindIndex?: 'refused' | 'allowed' | undefined;
  /** Whether a further tag, or another push of the same manifest, sets `imagePushedAt` anew. */
  readonly pushedAt?: 'first-push' | 'every-push' | undefined;
  /** Whether restoring an image leaves `imagePushedAt` alone, or sets it to the restoring. */
  readonly restoredPushedAt?: 'unchanged' | 'restoring' | undefined;
  /** Whether who pushes to a missing repository needs `ecr:CreateRepository` on it, or what any push needs alone. */
  readonly createOnPushAsks?: 'create-repository' | 'push-alone' | undefined;
  /** Whether artifacts follow, in a repository with a lifecycle policy, when somebody archives their subject. */
  readonly archivedSubject?: 'artifacts-follow' | 'artifacts-stay' | undefined;
  /** Whether an index in the archive still keeps the images behind it from being deleted. */
  readonly deleteBehindArchived?: 'refused' | 'allowed' | undefined;
  /** Whether the exclusion filters of a destination's repository count for tags that arrive by replication. */
  readonly replicatedTags?: 'by-filters' | 'by-setting-alone' | undefined;
  /** How a replication that leaves out a tag ends. */
  readonly withheldTagStatus?: 'COMPLETE' | 'FAILED' | undefined;
  /** Whom RegisterPullTimeUpdateExclusion takes: roles and users, as the model has it, or roles, as the guide has it. */
  readonly pullTimePrincipals?: 'roles-and-users' | 'roles' | undefined;
}

/** Readings with every doubt decided, and those of the domains. */
export interface BoundReadings {
  readonly registry: {
    readonly [Doubt in keyof RegistryReadings]-?: Exclude<RegistryReadings[Doubt], undefined>;
  };
  readonly iam?: Partial<IamReadings> | undefined;
  readonly lifecycle?: Partial<LifecycleReadings> | undefined;
  readonly pullThrough?: PullThroughReadings | undefined;
  readonly replication?: ReplicationReadings | undefined;
  readonly scanning?: ScanningReadings | undefined;
  readonly signing?: SigningReadings | undefined;
  readonly tagging?: TaggingReadings | undefined;
  readonly templates?: TemplateReadings | undefined;
}

/** Readings as they are given: of the registry's own doubts those that are to be other than the default. */
export type RegistryOptionsReadings = Omit<BoundReadings, 'registry'> & {
  readonly registry?: RegistryReadings | undefined;
};

// ---- the value, written out ----------------------------------------------------------------------------------------

/**
 * A registry as plain JSON that people can read and write: what AWS's describe operations tell, with instants as
 * numbers. Whatever is left out is as AWS makes it.
 */
export interface RegistrySnapshot {
  readonly registries: readonly RegionalSnapshot[];
  readonly principals?: Registry['principals'] | undefined;
  readonly readings?: RegistryOptionsReadings | undefined;
  readonly limits?: Registry['limits'] | undefined;
}

export interface RegionalSnapshot extends RegistryAddress {
  readonly repositories?: readonly RepositorySnapshot[] | undefined;
  readonly registryPolicyText?: string | undefined;
  readonly replicationConfiguration?: ReplicationConfiguration | undefined;
  /** When it was put; absent, it was before everything. */
  readonly replicationConfiguredAtMs?: number | undefined;
  readonly scanningConfiguration?:
    | {
        readonly scanType: ScanType;
        readonly rules: readonly ScanningRule[];
      }
    | undefined;
  readonly signingConfiguration?: SigningConfiguration | undefined;
  readonly repositoryCreationTemplates?: readonly RepositoryCreationTemplate[] | undefined;
  readonly pullThroughCacheRules?: readonly PullThroughRule[] | undefined;
  readonly accountSettings?: Readonly<Record<string, string>> | undefined;
  readonly pullTimeUpdateExclusions?: readonly string[] | undefined;
  /** Instants of the basic scans of the last 24 hours. */
  readonly basicScansAtMs?: readonly number[] | undefined;
  readonly due?: readonly DueWork[] | undefined;
}

export interface RepositorySnapshot {
  readonly repositoryName: string;
  readonly createdAtMs?: number | undefined;
  readonly imageTagMutability?: TagMutabilitySettings['imageTagMutability'] | undefined;
  readonly imageTagMutabilityExclusionFilters?:
    | TagMutabilitySettings['imageTagMutabilityExclusionFilters']
    | undefined;
  readonly imageScanningConfiguration?: { readonly scanOnPush: boolean } | undefined;
  readonly encryptionConfiguration?: EncryptionConfiguration | undefined;
  readonly resourceTags?: readonly ResourceTag[] | undefined;
  readonly repositoryPolicyText?: string | undefined;
  readonly lifecyclePolicyText?: string | undefined;
  readonly lifecycleLastEvaluatedAtMs?: number | undefined;
  readonly images?: readonly StoredImage[] | undefined;
  readonly upstreamChecks?:
    | readonly { readonly reference: string; readonly checkedAtMs: number }[]
    | undefined;
}
