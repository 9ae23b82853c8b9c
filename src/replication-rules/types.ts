import type { PrefixIndex } from '../base/prefixes.js';
import type {
  createAction,
  filterTypes,
  replicateAction,
  tagAction,
} from '../facts/replication.js';
import type { RegistryAddress } from '../model/registry.js';

/** Where a registry's images are copied to, as AWS spells it: the input of PutReplicationConfiguration. */
export interface ReplicationConfiguration {
  readonly rules: readonly ReplicationRule[];
}

/** Registries that get a copy, and the repositories meant; without filters every repository is. */
export interface ReplicationRule {
  readonly destinations: readonly ReplicationDestination[];
  readonly repositoryFilters?: readonly RepositoryFilter[] | undefined;
}

/** A registry that gets a copy: another Region, another account, or both. */
export interface ReplicationDestination {
  readonly region: string;
  readonly registryId: string;
}

/** A beginning of repository names. A slash counts only when it is written. */
export interface RepositoryFilter {
  readonly filter: string;
  readonly filterType: (typeof filterTypes)[number];
}

/** How a doubt about the document itself is read; the first is the default. */
export interface ReplicationDocumentReadings {
  /** Whether AWS takes 25 rules, as its API model has it, or 10, as its quota page has it. */
  readonly replicationRules?: 'model' | 'quota-page' | undefined;
}

/** How doubts are read; the first of each is the default. */
export interface ReplicationReadings {
  /** Whether a backfill leaves images alone that are archived, or being restored, in the source. */
  readonly backfillArchived?: 'skipped' | 'copied' | undefined;
  /** What AWS answers to a backfill whose destination no rule names. */
  readonly backfillUnknownDestination?:
    | 'InvalidParameterException'
    | 'ValidationException'
    | undefined;
  /** Whether a backfill copies images again that the destination has, to no effect, or leaves them out. */
  readonly backfillPresent?: 'copied' | 'left-out' | undefined;
  /** How a backfill ends of which some replications have failed, but fewer than half. */
  readonly backfillFewFailures?: 'COMPLETE' | 'FAILED' | undefined;
}

/** Readings with every doubt decided. */
export type Bound<Readings> = {
  readonly [Doubt in keyof Readings]-?: Exclude<Readings[Doubt], undefined>;
};

/** The configuration of one registry as it is run: plain data. */
export interface CompiledReplication {
  readonly source: RegistryAddress;
  /** When replication was configured, in milliseconds since 1970 UTC; earlier pushes do not count. */
  readonly configuredAtMs?: number | undefined;
  /** Each rule's filters; an empty list means every repository. */
  readonly rules: readonly { readonly filters: readonly string[] }[];
  /** Each registry once, by Region and then by account. */
  readonly destinations: readonly CompiledDestination[];
  /** All filters by their beginnings, with the rules that each stands in. It proposes; comparing decides. */
  readonly index: PrefixIndex & { readonly rules: readonly (readonly number[])[] };
  /** The rules that mean every repository. */
  readonly unfiltered: readonly number[];
  readonly readings: Bound<ReplicationReadings>;
}

/** A destination with what can be told about it before anything is pushed. */
export interface CompiledDestination extends RegistryAddress {
  /** The rules that name it, ascending from 0. */
  readonly rules: readonly number[];
  readonly crossAccount: boolean;
  /** What makes it impossible for every push; `unknown-region` when the name is like that of no Region. */
  readonly barrier: 'none' | 'same-registry' | 'partition' | 'unknown-region';
  /** Regions that have to be enabled first, in both accounts. */
  readonly optInRegions: readonly string[];
}

/** Why an image is at hand. Only the first three make it travel. */
export type ReplicationCause =
  | 'push'
  | 'restore'
  | 'pull-through'
  | 'replicated'
  | 'delete'
  | 'archive'
  | 'settings';

/** Something that happened to an image of the source registry. */
export interface ReplicationPush {
  readonly repositoryName: string;
  readonly imageDigest: string;
  /** Empty for an untagged image. */
  readonly imageTags: readonly string[];
  readonly cause: ReplicationCause;
  /** When, in milliseconds since 1970 UTC; compared with the instant of the configuration, if both are known. */
  readonly atMs?: number | undefined;
  /** Digests of the images that an index references, however deep. */
  readonly references?: readonly string[] | undefined;
  /** Digests of the signatures, SBOMs and attestations that are pushed along with it. */
  readonly referrers?: readonly string[] | undefined;
}

/** Whether a destination's registry policy allows something. */
export type Permission = 'allowed' | 'denied' | 'unknown';

/**
 * What a tag is in the destination: held by no image, by the same image, by another from which it may move, or by
 * another that keeps it.
 */
export type TagState = 'free' | 'same' | 'movable' | 'locked' | 'unknown';

/** The creation template a missing repository would get in the destination. */
export interface TemplateState {
  readonly prefix: string;
  /** It has resource tags, which another account has to be allowed to set. */
  readonly hasResourceTags?: boolean | undefined;
  /** It needs a custom role and names none, so that nothing can be created from it. */
  readonly lacksRole?: boolean | undefined;
}

/** What other parts of AWS say about one destination. All that is left out is unknown, unless it says otherwise. */
export interface DestinationState extends RegistryAddress {
  readonly repository?: 'exists' | 'missing' | 'unknown' | undefined;
  /** What each of the pushed tags is there, unless `tags` knows better. */
  readonly tag?: TagState | undefined;
  readonly tags?: Readonly<Record<string, TagState>> | undefined;
  /** Whether the same digest is there already. */
  readonly copy?: 'absent' | 'present' | 'archived' | 'unknown' | undefined;
  /** For another account: `ecr:ReplicateImage`, `ecr:CreateRepository` and `ecr:TagResource` in its registry policy. */
  readonly mayReplicate?: Permission | undefined;
  readonly mayCreate?: Permission | undefined;
  readonly mayTag?: Permission | undefined;
  /** Whether both accounts have enabled the Regions that need it. */
  readonly optedIn?: 'yes' | 'no' | 'unknown' | undefined;
  /** Null when no template fits and the defaults are taken. */
  readonly template?: TemplateState | null | undefined;
  /** Whether the destination's quotas leave room; left out, they are taken to. */
  readonly quota?: 'within' | 'exceeded' | undefined;
}

/** What is known of the destinations; one that is missing here is unknown altogether. */
export type ReplicationWorld = readonly DestinationState[];

/** What an event does in every destination of the configuration. */
export interface ReplicationPlan {
  /** The same in every destination. */
  readonly repositoryName: string;
  /** What is copied together: the image, the images an index references, and referrers pushed along. */
  readonly images: readonly ReplicatedImage[];
  /** One for each registry that the configuration names, by Region and then by account. */
  readonly destinations: readonly DestinationPlan[];
}

/** One manifest that travels. */
export interface ReplicatedImage {
  readonly imageDigest: string;
  readonly part: 'image' | 'child' | 'referrer';
}

/** What becomes of one tag. */
export type TagFate = 'kept' | 'moved' | 'withheld' | 'depends';

/** How the image arrives. */
export interface Arrival {
  /** Whether the repository is there already or is created; `depends` when that is unknown. */
  readonly repository: 'exists' | 'created' | 'depends';
  /** Prefix of the template it is created from, null for default settings; absent when unknown or not created. */
  readonly template?: string | null | undefined;
  readonly copy: 'added' | 'present' | 'restored' | 'depends';
  /** The least favourable fate among the tags; absent when there are none. */
  readonly tag?: TagFate | undefined;
  readonly tags: readonly { readonly imageTag: string; readonly fate: TagFate }[];
  /** The copy is new and gets none of its tags. */
  readonly untagged: boolean;
}

/** Why nothing is sent, whatever the destination. */
export type SkipReason =
  | 'before-configuration'
  | 'arrived-by-replication'
  | 'deletions-stay'
  | 'archiving-stays'
  | 'settings-stay';

/** An action that a destination's registry policy has to allow. */
export type ReplicationAction = typeof replicateAction | typeof createAction | typeof tagAction;

/** Something that has to be known before the outcome is certain. */
export type Unknown = 'partition' | 'opt-in' | 'repository' | ReplicationAction;

/** What one destination gets. `rules` are the rules that send the image there, ascending from 0. */
export type DestinationPlan = RegistryAddress & { readonly rules: readonly number[] } & (
    | ({ readonly outcome: 'copied'; readonly status: 'COMPLETE' } & Arrival)
    | { readonly outcome: 'skipped'; readonly reason: SkipReason }
    | { readonly outcome: 'filtered' }
    | {
        readonly outcome: 'unsupported';
        readonly reason: 'same-registry' | 'partition' | 'opt-in';
      }
    | {
        readonly outcome: 'denied';
        readonly missing: ReplicationAction;
        readonly status: 'FAILED';
      }
    | {
        readonly outcome: 'failed';
        readonly reason: 'template-lacks-role' | 'quota';
        readonly status: 'FAILED';
      }
    /** Either copied, as the arrival says, or not at all. */
    | ({ readonly outcome: 'depends'; readonly on: readonly Unknown[] } & Arrival)
  );

/** How near a rule came to a repository: its filter that fits longest, and of those the one that lacks least. */
export interface RuleMiss {
  /** The rule's index. */
  readonly rule: number;
  readonly filter: string;
  /** How many characters of the filter fit, and how many are left. */
  readonly matched: number;
  readonly missing: number;
}

/** One destination, told in words. */
export interface DestinationExplanation {
  readonly region: string;
  readonly registryId: string;
  readonly outcome: DestinationPlan['outcome'];
  readonly sentence: string;
  /** For a filtered destination, how each rule that names it missed. */
  readonly misses: readonly RuleMiss[];
  /** Ids of the facts behind it. */
  readonly because: readonly string[];
}

/** A plan with what it rests on. */
export interface ReplicationExplanation {
  readonly plan: ReplicationPlan;
  readonly destinations: readonly DestinationExplanation[];
}
