import type { tagExceptions } from '../../facts/resource-tags.js';

/** A tag of a repository as an AWS resource, spelled as the API spells it. */
export interface ResourceTag {
  readonly Key: string;
  readonly Value: string;
}

/** What is known of the repository. Absent tags mean none. */
export interface KnownRepository {
  readonly repository: 'exists' | 'missing' | 'unknown';
  /** The tags it carries now, AWS's own (`aws:…`) among them. */
  readonly tags?: readonly ResourceTag[] | undefined;
}

/** Doubts about AWS, first = default. */
export interface ResourceTagReadings {
  /** Whether creating with tags asks for `ecr:TagResource` beside `ecr:CreateRepository`. */
  readonly tagOnCreate?: 'both-actions' | 'create-only' | undefined;
  /** Whether a request that names a key twice is refused, or its last value counts. */
  readonly duplicateKeys?: 'refused' | 'last-counts' | undefined;
}

/** A repository ready to be asked: plain data. */
export interface TaggedRepository {
  readonly repository: 'exists' | 'missing' | 'unknown';
  readonly tags: readonly ResourceTag[];
  /** What creating with tags asks for. */
  readonly createAsks: readonly TagAction[];
  readonly duplicatesRefused: boolean;
}

/** Actions of IAM that changing resource tags asks for. */
export type TagAction = 'ecr:CreateRepository' | 'ecr:TagResource' | 'ecr:UntagResource';

/** Whether the caller may do each; an action that is left out is unknown. */
export type TagPermissions = {
  readonly [Action in TagAction]?: 'allowed' | 'denied' | 'unknown' | undefined;
};

/** The request, by AWS's name of its operation. */
export type ResourceTagChange = { readonly permissions?: TagPermissions | undefined } & (
  | {
      readonly operation: 'CreateRepository' | 'TagResource';
      readonly tags: readonly ResourceTag[];
    }
  | { readonly operation: 'UntagResource'; readonly tagKeys: readonly string[] }
);

/** AWS's exceptions that a change of resource tags can meet. */
export type ResourceTagException = (typeof tagExceptions)[number];

/** What is wrong with one tag or key of a request. */
export type TagFault =
  | 'key-empty'
  | 'key-too-long'
  | 'value-too-long'
  | 'reserved-prefix'
  | 'duplicate-key';

/** What becomes of the request, once everything it depends on is known. */
export type SettledTags =
  | {
      readonly kind: 'done';
      readonly created: boolean;
      /** What the repository carries afterwards, in the order of first appearance. */
      readonly tags: readonly ResourceTag[];
      readonly added: readonly string[];
      readonly overwritten: readonly string[];
      readonly removed: readonly string[];
    }
  | {
      /** Nothing has changed: a repository that was to be created is not there. */
      readonly kind: 'refused';
      readonly exception: ResourceTagException;
      /** Actions that are denied; with AccessDeniedException only. */
      readonly denied?: readonly TagAction[] | undefined;
      /** What is wrong with which tag of the request; with InvalidTagParameterException only. */
      readonly faults?: readonly { readonly index: number; readonly fault: TagFault }[] | undefined;
      /** How many tags there would be, AWS's own apart; with TooManyTagsException only. */
      readonly tagCount?: number | undefined;
    };

/** The answer. `then` is what happens when all that is unknown is in the caller's favour. */
export type ResourceTagPlan =
  | SettledTags
  | {
      readonly kind: 'depends';
      readonly on: readonly ('repository' | TagAction)[];
      readonly then: SettledTags;
    };

/** One question to IAM: an action on a repository's ARN with the condition keys that tags give it. */
export interface TagAuthorization {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A plan with what it rests on. */
export interface ResourceTagExplanation {
  readonly plan: ResourceTagPlan;
  readonly sentence: string;
  /** One sentence for each tag at fault. */
  readonly faults: readonly string[];
  /** Ids of the facts behind it. */
  readonly because: readonly string[];
}
