import type { PrefixIndex } from '../base/prefixes.js';
import type { encryptionTypes } from '../facts/repository.js';
import type { appliedForValues } from '../facts/templates.js';
import type { ExclusionFilter, TagMutabilitySettings } from '../tagging/index.js';
import type { ResourceTag } from '../tagging/resources/index.js';

/** An occasion on which ECR creates a repository by itself, as `appliedFor` spells it. */
export type Occasion = (typeof appliedForValues)[number];

/** The settings of repositories that ECR creates by itself, as AWS spells them. */
export interface RepositoryCreationTemplate {
  /** Namespaces, with or without a slash at the end, or `ROOT`. */
  readonly prefix: string;
  readonly description?: string | undefined;
  readonly appliedFor: readonly Occasion[];
  readonly encryptionConfiguration?: EncryptionConfiguration | undefined;
  readonly imageTagMutability?: TagMutabilitySettings['imageTagMutability'] | undefined;
  readonly imageTagMutabilityExclusionFilters?: readonly ExclusionFilter[] | undefined;
  readonly resourceTags?: readonly ResourceTag[] | undefined;
  /** The texts of policies, empty for none. */
  readonly repositoryPolicy?: string | undefined;
  readonly lifecyclePolicy?: string | undefined;
  /** The role ECR assumes; needed for KMS and for resource tags. */
  readonly customRoleArn?: string | undefined;
}

/** How a repository is encrypted. Without a key, or with an empty one, KMS takes the key that AWS manages. */
export interface EncryptionConfiguration {
  readonly encryptionType: (typeof encryptionTypes)[number];
  readonly kmsKey?: string | undefined;
}

/** How doubts are read; the first of each is the default. */
export interface TemplateReadings {
  /** Whether a template that is not meant for the occasion still hides those with shorter prefixes. */
  readonly templateChoice?: 'occasion-first' | 'longest-only' | undefined;
}

/** The templates of a registry as they are run: plain data. */
export interface CompiledTemplates {
  /** In the order of their prefixes. */
  readonly templates: readonly CompiledTemplate[];
  /** The templates of each namespace. It proposes; comparing decides. */
  readonly index: PrefixIndex & { readonly templates: readonly (readonly number[])[] };
  readonly readings: {
    readonly templateChoice: Exclude<TemplateReadings['templateChoice'], undefined>;
  };
}

/** One template with its defaults filled in. */
export interface CompiledTemplate {
  /** As its author wrote it. */
  readonly prefix: string;
  /** What a repository's name has to begin with: the prefix and a slash, nothing for `ROOT`. */
  readonly namespace: string;
  readonly appliedFor: readonly Occasion[];
  readonly customRoleArn?: string | undefined;
  /** What in it needs a custom role. */
  readonly needsRoleFor: readonly RoleNeed[];
  readonly settings: CreatedSettings;
}

export type RoleNeed = 'kms' | 'resource-tags';

/** What a repository is when it has just been created, with the names of AWS's `Repository`. */
export interface CreatedSettings {
  readonly imageTagMutability: TagMutabilitySettings['imageTagMutability'];
  readonly imageTagMutabilityExclusionFilters?: readonly ExclusionFilter[] | undefined;
  readonly encryptionConfiguration: EncryptionConfiguration;
  /** Never set by a template; the registry's scanning rules decide. */
  readonly imageScanningConfiguration: { readonly scanOnPush: boolean };
  readonly resourceTags: readonly ResourceTag[];
  readonly repositoryPolicy?: string | undefined;
  readonly lifecyclePolicy?: string | undefined;
}

/** A repository that something is about to arrive in. */
export interface RepositoryCreation {
  readonly repositoryName: string;
  readonly occasion: Occasion;
  /** Left out, it is taken to be missing. */
  readonly repository?: 'missing' | 'exists' | 'unknown' | undefined;
}

/** What becomes of the repository, once it is known whether it exists. */
export type SettledCreation =
  /** It is there, and no template touches it. */
  | { readonly kind: 'exists' }
  /** `template` is the prefix as written, null for default settings. */
  | {
      readonly kind: 'created';
      readonly template: string | null;
      /** Which role ECR creates it with; absent without a template. */
      readonly role?: 'custom' | 'service-linked' | undefined;
      readonly settings: CreatedSettings;
    }
  /** A push to a repository that no template is for fails. */
  | { readonly kind: 'refused'; readonly reason: 'no-template' }
  /** The template cannot be applied, and nothing is created. */
  | {
      readonly kind: 'failed';
      readonly reason: 'role-missing';
      readonly template: string;
      readonly needsRoleFor: readonly RoleNeed[];
    };

/** The answer; `ifMissing` is what happens if the repository proves to be missing. */
export type CreationPlan =
  | SettledCreation
  | {
      readonly kind: 'depends';
      readonly on: readonly ['repository'];
      readonly ifMissing: SettledCreation;
    };

/** Why a template is, or is not, the one that applies. */
export type TemplateMiss =
  | { readonly kind: 'applies' }
  /** The name lacks the last `missing` characters of the namespace. */
  | { readonly kind: 'prefix'; readonly missing: number }
  | { readonly kind: 'occasion' }
  /** It fits, and so does one with a longer prefix. */
  | { readonly kind: 'shorter'; readonly than: string };

/** A plan with what it rests on. */
export interface CreationExplanation {
  readonly plan: CreationPlan;
  /** Every template, in the order of the prefixes. */
  readonly templates: readonly { readonly prefix: string; readonly miss: TemplateMiss }[];
  readonly sentence: string;
  /** Ids of the facts behind it. */
  readonly because: readonly string[];
}
