import type {
  EncryptionConfiguration,
  RepositoryCreationTemplate,
} from '../creation-templates/index.js';
import type { exceptions, imageFailureCodes, targetStorageClasses } from '../facts/registry.js';
import type { RegistryAddress } from '../model/registry.js';
import type { PullThroughRule } from '../pull-through/index.js';
import type { ReplicationConfiguration } from '../replication-rules/index.js';
import type { ScanningRule, ScanType } from '../scanning/index.js';
import type { SigningConfiguration } from '../signing/index.js';
import type { TagMutabilitySettings } from '../tagging/index.js';
import type { ResourceTag } from '../tagging/resources/index.js';
import type { RegistryEvent } from './events.js';
import type { PrincipalPolicies, Registry } from './types.js';

// ---- what is asked -------------------------------------------------------------------------------------------------

/** One request to one registry, or something that the service or the clock does there. */
export type Command = { readonly [O in Operation]: CommandOf<O> }[Operation];

export interface CommandOf<O extends Operation> extends RegistryAddress {
  readonly operation: O;
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
  /** Who asks; without one, everything is permitted. */
  readonly principal?: string | CommandPrincipal | undefined;
  /** `oci` for docker, podman, buildx and the like; `api`, the default, for the operation itself. */
  readonly surface?: 'api' | 'oci' | undefined;
  /** The members of AWS's request. */
  readonly input: OperationInputs[O];
  /** What the registry cannot know of itself. */
  readonly outside?: Outside | undefined;
}

/** A caller whose policies come with the command, or whose request carries condition keys. */
export interface CommandPrincipal {
  readonly arn: string;
  /** The role behind a session, needed when the role has a path. */
  readonly roleArn?: string | undefined;
  /** In place of those that the registry knows for the ARN. */
  readonly policies?: PrincipalPolicies | undefined;
  readonly context?: { readonly [key: string]: string | readonly string[] } | undefined;
}

/** What the world outside the registry holds, as far as the command rests on it. */
export interface Outside {
  /** What is pushed, where no manifest's text is at hand; PutImage takes the digest from its input then. */
  readonly image?: ImageDescription | undefined;
  /** Digests of layers that were not uploaded before PutImage; without them all were. */
  readonly missingLayers?: readonly string[] | undefined;
  /** What the upstream of a pull through cache answers to this pull; unavailable when absent. */
  readonly upstream?: Upstream | undefined;
}

/** What a manifest says of itself. */
export interface ImageDescription {
  readonly imageSizeInBytes?: number | undefined;
  readonly imageManifestMediaType?: string | undefined;
  readonly artifactMediaType?: string | undefined;
  readonly subjectManifestDigest?: string | undefined;
  /** The manifests an index points to. */
  readonly references?: readonly string[] | undefined;
}

/** An upstream's answer. `images` are the index's own, which come along. */
export type Upstream =
  | {
      readonly kind: 'has';
      readonly image: UpstreamImage;
      readonly images?: readonly UpstreamImage[] | undefined;
    }
  | { readonly kind: 'lacks' | 'denied' | 'throttled' | 'unavailable' };

export interface UpstreamImage extends ImageDescription {
  readonly imageDigest: string;
}

/** An image by its digest, one of its tags, or both. */
export interface ImageIdentifier {
  readonly imageDigest?: string | undefined;
  readonly imageTag?: string | undefined;
}

interface OfRegistry {
  readonly registryId?: string | undefined;
}

interface OfRepository extends OfRegistry {
  readonly repositoryName: string;
}

/** The members of each request, as AWS spells them. The last three are no requests: the service and time act there. */
export interface OperationInputs {
  readonly CreateRepository: OfRepository & {
    readonly tags?: readonly ResourceTag[] | undefined;
    readonly imageTagMutability?: TagMutabilitySettings['imageTagMutability'] | undefined;
    readonly imageTagMutabilityExclusionFilters?:
      | TagMutabilitySettings['imageTagMutabilityExclusionFilters']
      | undefined;
    readonly imageScanningConfiguration?: { readonly scanOnPush?: boolean | undefined } | undefined;
    readonly encryptionConfiguration?: EncryptionConfiguration | undefined;
  };
  readonly DeleteRepository: OfRepository & { readonly force?: boolean | undefined };
  readonly DescribeRepositories: OfRegistry & {
    readonly repositoryNames?: readonly string[] | undefined;
  };
  readonly PutImage: OfRepository & {
    readonly imageManifest?: string | undefined;
    readonly imageManifestMediaType?: string | undefined;
    readonly imageTag?: string | undefined;
    readonly imageDigest?: string | undefined;
  };
  readonly BatchDeleteImage: OfRepository & { readonly imageIds: readonly ImageIdentifier[] };
  readonly BatchGetImage: OfRepository & { readonly imageIds: readonly ImageIdentifier[] };
  readonly DescribeImages: OfRepository & {
    readonly imageIds?: readonly ImageIdentifier[] | undefined;
    readonly filter?: ImageFilter | undefined;
  };
  readonly ListImages: OfRepository & { readonly filter?: ImageFilter | undefined };
  readonly UpdateImageStorageClass: OfRepository & {
    readonly imageId: ImageIdentifier;
    readonly targetStorageClass: (typeof targetStorageClasses)[number];
  };
  readonly DescribeImageReplicationStatus: OfRepository & { readonly imageId: ImageIdentifier };
  readonly StartImageScan: OfRepository & { readonly imageId: ImageIdentifier };
  readonly PutLifecyclePolicy: OfRepository & { readonly lifecyclePolicyText: string };
  readonly DeleteLifecyclePolicy: OfRepository;
  readonly PutImageTagMutability: OfRepository & TagMutabilitySettings;
  readonly PutImageScanningConfiguration: OfRepository & {
    readonly imageScanningConfiguration: { readonly scanOnPush?: boolean | undefined };
  };
  readonly SetRepositoryPolicy: OfRepository & {
    readonly policyText: string;
    readonly force?: boolean | undefined;
  };
  readonly DeleteRepositoryPolicy: OfRepository;
  readonly TagResource: { readonly resourceArn: string; readonly tags: readonly ResourceTag[] };
  readonly UntagResource: { readonly resourceArn: string; readonly tagKeys: readonly string[] };
  readonly PutRegistryPolicy: { readonly policyText: string };
  readonly DeleteRegistryPolicy: Nothing;
  readonly PutReplicationConfiguration: {
    readonly replicationConfiguration: ReplicationConfiguration;
  };
  readonly PutRegistryScanningConfiguration: {
    readonly scanType?: ScanType | undefined;
    readonly rules?: readonly ScanningRule[] | undefined;
  };
  readonly PutSigningConfiguration: { readonly signingConfiguration: SigningConfiguration };
  readonly DeleteSigningConfiguration: Nothing;
  readonly CreateRepositoryCreationTemplate: RepositoryCreationTemplate;
  readonly UpdateRepositoryCreationTemplate: Partial<RepositoryCreationTemplate> & {
    readonly prefix: string;
  };
  readonly DeleteRepositoryCreationTemplate: { readonly prefix: string };
  readonly CreatePullThroughCacheRule: PullThroughRule;
  readonly UpdatePullThroughCacheRule: OfRegistry & {
    readonly ecrRepositoryPrefix: string;
    readonly credentialArn?: string | undefined;
    readonly customRoleArn?: string | undefined;
  };
  readonly DeletePullThroughCacheRule: OfRegistry & { readonly ecrRepositoryPrefix: string };
  readonly PutAccountSetting: { readonly name: string; readonly value: string };
  readonly RegisterPullTimeUpdateExclusion: { readonly principalArn: string };
  readonly DeregisterPullTimeUpdateExclusion: { readonly principalArn: string };
  /** Runs the lifecycle policy of one repository, or of all that have one. */
  readonly LifecycleRun: { readonly repositoryName?: string | undefined };
  /** Lets everything come about in this registry that is due by now. */
  readonly ClockTick: Nothing;
}

type Nothing = { readonly [Member in never]: never };

/** `ACTIVE` images only, unless a status is named. */
export interface ImageFilter {
  readonly tagStatus?: 'TAGGED' | 'UNTAGGED' | 'ANY' | undefined;
  readonly imageStatus?: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING' | 'ANY' | undefined;
}

export type Operation = keyof OperationInputs;

// ---- what is answered ----------------------------------------------------------------------------------------------

/** What a command made of the registry. A refused one gives back the very registry it was given, and no event. */
export interface StepResult<O extends Operation = Operation> {
  readonly registry: Registry;
  readonly outcome: Outcome<O>;
  readonly events: readonly RegistryEvent[];
}

/** AWS's answer: the members of its response, or the name of its exception. */
export type Outcome<O extends Operation = Operation> =
  | { readonly kind: 'done'; readonly output: OperationOutput<O> }
  | Refusal;

export type RegistryException = (typeof exceptions)[number];

export interface Refusal {
  readonly kind: 'refused';
  readonly exception: RegistryException;
  readonly message: string;
}

/** The members of AWS's response; typed where they tell more than what was asked. */
export type OperationOutput<O extends Operation> = O extends keyof TypedOutputs
  ? TypedOutputs[O]
  : Readonly<Record<string, unknown>>;

interface TypedOutputs {
  readonly PutImage: { readonly image: ImageRecord };
  readonly BatchDeleteImage: {
    readonly imageIds: readonly ImageIdentifier[];
    readonly failures: readonly ImageFailure[];
  };
  readonly BatchGetImage: {
    readonly images: readonly ImageRecord[];
    readonly failures: readonly ImageFailure[];
  };
  readonly ListImages: { readonly imageIds: readonly ImageIdentifier[] };
}

export interface ImageRecord {
  readonly registryId: string;
  readonly repositoryName: string;
  readonly imageId: ImageIdentifier;
  readonly imageManifest?: string | undefined;
  readonly imageManifestMediaType?: string | undefined;
}

/** One id of a batch that nothing was done with. */
export interface ImageFailure {
  readonly imageId: ImageIdentifier;
  readonly failureCode: (typeof imageFailureCodes)[number];
  readonly failureReason: string;
}
