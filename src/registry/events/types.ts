import type {
  countTypeLabels,
  countUnitLabels,
  eventResults,
  imageActionTypes,
  policyEventNames,
  tagStatusLabels,
  targetStorageClasses,
  trailEventTypes,
} from '../../facts/events.js';
import type { findingSeverities, scanFrequencies } from '../../facts/scanning.js';
import type { LifecyclePolicy } from '../../lifecycle/index.js';
import type { RegistryAddress } from '../../model/registry.js';

// What happened, in our words

/** In which registry and when something happened. */
export interface EventMoment extends RegistryAddress {
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
  /** The event's id; absent, a UUID is derived from all the event says, so that the same events always have the same. */
  readonly id?: string | undefined;
  /** Tells events apart that say the same: a number that the caller counts up from 0, the default. */
  readonly ordinal?: number | undefined;
}

/** What AWS leaves open about events. The first value of each is the default; `docs/facts.md` says why. */
export interface EventReadings {
  /** Whether an image without a tag is told without `image-tag`, or with an empty one. */
  readonly untaggedImageTag?: 'absent' | 'empty' | undefined;
  /** Whether an arrival by replication is told as a push as well. */
  readonly replicatedPush?: 'replication-only' | 'push-too' | undefined;
  /** Whether an import of a pull through cache is told as a push as well. */
  readonly importedPush?: 'import-only' | 'push-too' | undefined;
  /** Whether a tag that was deleted while its image stays is told as a deletion. */
  readonly untagging?: 'deletion' | 'silent' | undefined;
  /** Whether a replication that leaves out a tag tells of the image without it, or names it all the same. */
  readonly withheldTag?: 'left-out' | 'named' | undefined;
}

export type EventResult = (typeof eventResults)[number];

/** An image that was pushed or deleted. */
export interface ImageActionFacts {
  readonly actionType: (typeof imageActionTypes)[number];
  readonly repositoryName: string;
  readonly imageDigest: string;
  /** Absent for an untagged image. */
  readonly imageTag?: string | undefined;
  readonly imageManifestMediaType?: string | undefined;
  readonly artifactMediaType?: string | undefined;
  /** Whether it is a signature, an SBOM or an attestation of another image. */
  readonly isReferrer?: boolean | undefined;
  readonly result?: EventResult | undefined;
}

/** An image that was archived or restored. */
export interface StorageClassFacts {
  readonly targetStorageClass: (typeof targetStorageClasses)[number];
  readonly repositoryName: string;
  readonly imageDigest: string;
  readonly imageManifestMediaType?: string | undefined;
  readonly artifactMediaType?: string | undefined;
  /** When the image became active again; of a restored image only. */
  readonly lastActivatedAtMs?: number | undefined;
  readonly isReferrer?: boolean | undefined;
  readonly result?: EventResult | undefined;
}

/** An attempt to bring a cached image up to date with its upstream. */
export interface PullThroughFacts {
  readonly syncStatus?: EventResult | undefined;
  readonly ecrRepositoryPrefix: string;
  readonly repositoryName: string;
  readonly upstreamRegistryUrl: string;
  readonly imageTag?: string | undefined;
  readonly imageDigest?: string | undefined;
  readonly failureCode?: string | undefined;
  readonly failureReason?: string | undefined;
}

/** How many findings a scan made, by severity. */
export type SeverityCounts = {
  readonly [Severity in (typeof findingSeverities)[number]]?: number | undefined;
};

/** A scan that ended. */
export interface ScanFacts {
  readonly scanStatus: string;
  readonly repositoryName: string;
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly findingSeverityCounts: SeverityCounts;
}

/** A repository under enhanced scanning whose frequency changed. */
export interface ScanFrequencyFacts {
  readonly repositoryName: string;
  readonly scanFrequency: (typeof scanFrequencies)[number];
  readonly previousScanFrequency: (typeof scanFrequencies)[number];
}

/** A replication that ended; the moment is that of the destination. */
export interface ReplicationFacts {
  readonly source: RegistryAddress;
  readonly repositoryName: string;
  readonly imageDigest: string;
  /** Absent for an untagged image, and where the destination withheld the tag. */
  readonly imageTag?: string | undefined;
  readonly result: EventResult;
}

/** A moment of a CloudTrail record. */
export interface TrailMoment extends EventMoment {
  /** Which version's members the record has; the newest known when absent. */
  readonly eventVersion?: string | undefined;
}

/** A run or a preview of a lifecycle policy. */
export interface PolicyRunFacts {
  readonly kind: keyof typeof policyEventNames;
  readonly repositoryName: string;
  readonly policy: LifecyclePolicy;
  /** When the policy ran before; absent, never. */
  readonly lastEvaluatedAtMs?: number | undefined;
  /** 1 for a policy that was put once, the default. */
  readonly policyVersion?: number | undefined;
  /** Absent, an id is derived from the repository and the policy. */
  readonly policyId?: string | undefined;
  /** Images that were acted on, in the order in which they were: `previewResults` are such. */
  readonly actions: readonly PolicyActionFacts[];
  readonly failures?: readonly PolicyFailureFacts[] | undefined;
}

export interface PolicyActionFacts {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  readonly appliedRulePriority: number;
}

/** An image that a rule marked and the service could not act on. */
export interface PolicyFailureFacts extends PolicyActionFacts {
  readonly failureCode: string;
  readonly failureReason: string;
}

/** A restoring that ended. */
export interface ActivationFacts {
  readonly repositoryName: string;
  readonly imageDigest: string;
  readonly result?: EventResult | undefined;
}

/** A call to ECR's API. */
export interface ApiCallFacts {
  readonly operation: string;
  /** The repository it was about; absent when it was about the registry. */
  readonly repositoryName?: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  /** What the API answered; absent when it refused. */
  readonly output?: Readonly<Record<string, unknown>> | undefined;
  readonly refusal?: { readonly exception: string; readonly message: string } | undefined;
  /** The caller as CloudTrail describes one, such as `userIdentityOf` gives. */
  readonly userIdentity: UserIdentity;
  /** The docker proxy when absent. */
  readonly sourceIPAddress?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Absent, an id is derived as the event's own is. */
  readonly requestId?: string | undefined;
}

// What AWS tells, in AWS's words

/** An event as EventBridge delivers it. */
export interface EventBridgeEvent<DetailType extends string = string, Detail = unknown> {
  readonly version: string;
  readonly id: string;
  readonly 'detail-type': DetailType;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 UTC, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Detail;
}

export interface ImageActionDetail {
  readonly result: EventResult;
  readonly 'repository-name': string;
  readonly 'image-digest': string;
  readonly 'action-type': (typeof imageActionTypes)[number];
  readonly 'artifact-media-type'?: string | undefined;
  readonly 'image-tag'?: string | undefined;
  readonly 'manifest-media-type'?: string | undefined;
}

export interface StorageClassDetail {
  readonly 'action-type': 'UPDATE_STORAGE_CLASS';
  readonly 'target-storage-class': (typeof targetStorageClasses)[number];
  readonly 'image-digest': string;
  readonly 'repository-name': string;
  readonly result: EventResult;
  readonly 'manifest-media-type'?: string | undefined;
  readonly 'artifact-media-type'?: string | undefined;
  /** ISO 8601 UTC; of a restored image only. */
  readonly 'last-activated-at'?: string | undefined;
}

export interface PullThroughDetail {
  readonly 'rule-version': string;
  readonly 'sync-status': EventResult;
  readonly 'ecr-repository-prefix': string;
  readonly 'repository-name': string;
  readonly 'upstream-registry-url': string;
  readonly 'image-tag'?: string | undefined;
  readonly 'image-digest'?: string | undefined;
  readonly 'failure-code'?: string | undefined;
  readonly 'failure-reason'?: string | undefined;
}

export interface ScanDetail {
  readonly 'scan-status': string;
  /** An ARN where Amazon Inspector tells of the scan. */
  readonly 'repository-name': string;
  readonly 'finding-severity-counts': Readonly<Record<string, number>>;
  readonly 'image-digest': string;
  readonly 'image-tags': readonly string[];
}

export interface ScanFrequencyDetail {
  readonly 'action-type': 'SCAN_FREQUENCY_CHANGE';
  readonly repositories: readonly {
    readonly 'repository-name': string;
    readonly 'repository-arn': string;
    readonly 'scan-frequency': (typeof scanFrequencies)[number];
    readonly 'previous-scan-frequency': (typeof scanFrequencies)[number];
  }[];
  readonly 'resource-type': 'REPOSITORY';
  readonly 'scan-type': 'ENHANCED';
}

export interface ReplicationDetail {
  readonly result: EventResult;
  readonly 'repository-name': string;
  readonly 'image-digest': string;
  readonly 'source-account': string;
  readonly 'action-type': 'REPLICATE';
  readonly 'source-region': string;
  readonly 'image-tag'?: string | undefined;
}

export type ImageActionEvent = EventBridgeEvent<
  'ECR Image Action' | 'ECR Referrer Action',
  ImageActionDetail
>;
export type StorageClassEvent = EventBridgeEvent<
  'ECR Image Action' | 'ECR Referrer Action',
  StorageClassDetail
>;
export type PullThroughEvent = EventBridgeEvent<'ECR Pull Through Cache Action', PullThroughDetail>;
export type ScanEvent = EventBridgeEvent<'ECR Image Scan' | 'Inspector2 Scan', ScanDetail>;
export type ScanFrequencyEvent = EventBridgeEvent<'ECR Scan Resource Change', ScanFrequencyDetail>;
export type ReplicationEvent = EventBridgeEvent<'ECR Replication Action', ReplicationDetail>;

/** Who called, as CloudTrail describes a caller. */
export interface UserIdentity {
  readonly type?: string | undefined;
  readonly principalId?: string | undefined;
  readonly arn?: string | undefined;
  readonly accountId?: string | undefined;
  readonly [member: string]: unknown;
}

/** What every record of CloudTrail has. */
export interface TrailRecord {
  readonly eventVersion: string;
  readonly userIdentity: UserIdentity;
  /** ISO 8601 UTC, whole seconds. */
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements: Readonly<Record<string, unknown>> | null;
  readonly requestID?: string | undefined;
  readonly eventID: string;
  readonly readOnly?: boolean | undefined;
  readonly resources?:
    | readonly {
        readonly ARN: string;
        readonly accountId: string;
        readonly type?: string | undefined;
      }[]
    | undefined;
  readonly eventType: (typeof trailEventTypes)[number];
  readonly managementEvent?: boolean | undefined;
  readonly recipientAccountId: string;
  readonly serviceEventDetails?: unknown;
  readonly eventCategory?: string | undefined;
}

export interface PolicyExecutionRecord extends TrailRecord {
  readonly serviceEventDetails: PolicyExecutionDetails;
}

export interface PolicyExecutionDetails {
  readonly repositoryName: string;
  readonly lifecycleEventPolicy: {
    readonly lifecycleEventRules: readonly LifecycleEventRule[];
    /** Milliseconds since 1970 UTC; 0 before the first run. */
    readonly lastEvaluatedAt: number;
    readonly policyVersion: number;
    readonly policyId: string;
  };
  readonly lifecycleEventImageActions: readonly LifecycleEventImageAction[];
  readonly lifecycleEventFailureDetails: readonly (LifecycleEventImageAction & {
    readonly failureCode: string;
    readonly failureReason: string;
  })[];
}

export interface LifecycleEventRule {
  readonly rulePriority: number;
  readonly description?: string | undefined;
  readonly lifecycleEventSelection: {
    readonly tagStatus: (typeof tagStatusLabels)[keyof typeof tagStatusLabels];
    readonly tagPrefixList: readonly string[];
    readonly tagPatternList?: readonly string[] | undefined;
    readonly countType: (typeof countTypeLabels)[keyof typeof countTypeLabels];
    readonly countUnit?: (typeof countUnitLabels)[keyof typeof countUnitLabels] | undefined;
    readonly countNumber: number;
  };
  readonly action: 'expire' | 'transition';
}

export interface LifecycleEventImageAction {
  readonly lifecycleEventImage: {
    readonly digest: string;
    readonly tagStatus: 'Tagged' | 'Untagged';
    readonly tagList: readonly string[];
    /** Milliseconds since 1970 UTC. */
    readonly pushedAt: number;
  };
  readonly rulePriority: number;
}

export interface ImageActivationRecord extends TrailRecord {
  readonly serviceEventDetails: {
    readonly repositoryName: string;
    readonly imageDigest: string;
    readonly targetStorageClass: 'STANDARD';
    readonly result: EventResult;
    readonly imageStatus: string;
  };
}
