import type { ImageAction, LifecyclePolicy } from '../lifecycle/index.js';
import type { RegistryAddress } from '../model/registry.js';
import type { ScanType } from '../scanning/index.js';

/** Where and when something happened: the registry, and milliseconds since 1970 UTC. */
export interface EventPlace extends RegistryAddress {
  readonly atMs: number;
}

/** An image in a repository. */
export interface EventImage {
  readonly repositoryName: string;
  readonly imageDigest: string;
}

/** Why an image came, or a repository. */
export type ArrivalCause = 'request' | 'replication' | 'pull-through' | 'signing';

/**
 * Something that a step changed, as a plain fact; there is one for every change and none without. A step that
 * was refused has none. Changes in other registries, by replication, carry the address of those.
 */
export type RegistryEvent = EventPlace & Happening;

/** What happened, without its place. */
export type Happening =
  | {
      readonly kind: 'repository-created';
      readonly repositoryName: string;
      readonly cause: 'request' | 'push' | 'replication' | 'pull-through';
      /** The prefix of the creation template, null for default settings; absent when somebody asked by name. */
      readonly template?: string | null | undefined;
    }
  | { readonly kind: 'repository-deleted'; readonly repositoryName: string }
  | SettingChanged
  | ImagePushed
  /** A tag that left an image which stays. */
  | (EventImage & {
      readonly kind: 'tag-removed';
      readonly imageTag: string;
      readonly cause: 'moved' | 'request';
    })
  | ImageDeleted
  | StorageClassChanged
  /** The time of the last pull was set. */
  | (EventImage & { readonly kind: 'pull-recorded'; readonly imageTag?: string | undefined })
  | UpstreamSynced
  /** A cache asked its upstream about a tag or a digest, and noted when. */
  | {
      readonly kind: 'upstream-checked';
      readonly repositoryName: string;
      readonly reference: string;
    }
  | Replicated
  | (EventImage & {
      readonly kind: 'scan-completed';
      readonly imageTags: readonly string[];
      readonly scanType: ScanType;
      readonly cause: 'push' | 'restored' | 'replicated' | 'pull-through' | 'start-image-scan';
    })
  | (EventImage & {
      readonly kind: 'signing-completed';
      readonly signingProfileArn: string;
      readonly status: 'COMPLETE' | 'FAILED';
    })
  | PolicyExecuted;

/** What is set for a registry, or with a repository's name for that. */
export type SettingName =
  | 'account-setting'
  | 'creation-template'
  | 'image-scanning'
  | 'lifecycle-policy'
  | 'pull-through-cache-rule'
  | 'pull-time-update-exclusion'
  | 'registry-policy'
  | 'replication'
  | 'repository-policy'
  | 'resource-tags'
  | 'scanning'
  | 'signing'
  | 'tag-mutability';

export interface SettingChanged {
  readonly kind: 'setting-changed';
  readonly setting: SettingName;
  readonly repositoryName?: string | undefined;
  /** Which one, where there are several: a prefix, the name of an account setting, a principal. */
  readonly name?: string | undefined;
}

/** A manifest came, or a tag was put on one that was there. */
export interface ImagePushed extends EventImage {
  readonly kind: 'image-pushed';
  readonly imageTag?: string | undefined;
  /** Whether the repository had no such image before. */
  readonly isNew: boolean;
  readonly imageManifestMediaType?: string | undefined;
  readonly artifactMediaType?: string | undefined;
  readonly subjectManifestDigest?: string | undefined;
  readonly cause: ArrivalCause;
}

/** An image went, with the tags it had. `lifecycle-cascade` is one that followed its subject. */
export interface ImageDeleted extends EventImage {
  readonly kind: 'image-deleted';
  readonly imageTags: readonly string[];
  readonly imageManifestMediaType?: string | undefined;
  readonly artifactMediaType?: string | undefined;
  readonly subjectManifestDigest?: string | undefined;
  readonly cause:
    | 'request'
    | 'lifecycle'
    | 'lifecycle-cascade'
    | 'referrer-cleanup'
    | 'repository-deleted';
}

/** Into the archive, on the way back, or back. Only some of the causes fit each. */
export interface StorageClassChanged extends EventImage {
  readonly kind: 'image-archived' | 'image-activating' | 'image-restored';
  readonly imageTags: readonly string[];
  readonly imageManifestMediaType?: string | undefined;
  readonly artifactMediaType?: string | undefined;
  readonly subjectManifestDigest?: string | undefined;
  readonly cause:
    | 'request'
    | 'lifecycle'
    | 'lifecycle-cascade'
    | 'referrer-cleanup'
    | 'push'
    | 'replication'
    | 'clock';
}

/** A pull through cache took an image over from its upstream. */
export interface UpstreamSynced extends EventImage {
  readonly kind: 'upstream-synced';
  readonly imageTag?: string | undefined;
  readonly ecrRepositoryPrefix: string;
  readonly upstreamRegistryUrl: string;
}

/**
 * One image with one tag, or untagged, was sent here from another registry, whose address is the source. A failed one
 * changed nothing here; the source remembers it.
 */
export interface Replicated extends EventImage {
  readonly kind: 'replicated';
  readonly imageTag?: string | undefined;
  readonly sourceRegistryId: string;
  readonly sourceRegion: string;
  readonly result: 'SUCCESS' | 'FAILED';
  /** The tag that was left out because it is immutable here and held by another image. */
  readonly withheldTag?: string | undefined;
  /** Why it failed: the action that is not allowed, or what was in the way. */
  readonly failure?: string | undefined;
}

/** A lifecycle policy ran, perhaps without doing anything. */
export interface PolicyExecuted {
  readonly kind: 'policy-executed';
  readonly repositoryName: string;
  readonly lifecyclePolicy: LifecyclePolicy;
  readonly lifecyclePolicyText: string;
  /** The run before this one; 0 when there was none. */
  readonly lastEvaluatedAtMs: number;
  readonly actions: readonly PolicyAction[];
  /** Marked and held back; `failureCode` is AWS's. */
  readonly failures: readonly (PolicyAction & {
    readonly failureCode: 'ImageReferencedByManifestList';
    readonly blockedBy: readonly string[];
  })[];
}

/** What a rule did to an image, or would have done. */
export interface PolicyAction {
  readonly imageDigest: string;
  readonly imageTags: readonly string[];
  readonly imagePushedAtMs: number;
  readonly rulePriority: number;
  readonly action: ImageAction;
}
