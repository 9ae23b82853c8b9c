import type { Verdict } from '../../base/proof.js';
import type { Image } from '../../model/image.js';
import type {
  ActionType,
  Clock,
  LifecyclePolicy,
  LifecyclePreview,
  StorageClass,
} from '../types.js';

// The questions

export interface AnalysisOptions {
  /** Most images a repository is taken to hold: 100,000, the quota, unless said otherwise. */
  readonly imageCountMax?: number | undefined;
  /**
   * Steps that the whole question may take before the answer is `unknown`: thirty million unless said otherwise, a few
   * seconds. A step is one look at one thing, such as a letter of a pattern or an image.
   */
  readonly budget?: number | undefined;
}

// The answers

/** A repository on which two policies differ, at the instant at which they do. */
export interface LifecycleWitness {
  readonly images: readonly Image[];
  readonly nowMs: number;
  /** The image that meets two fates. */
  readonly imageDigest: string;
  /** The rule of each policy to which that image belongs; null when it belongs to none. */
  readonly ownerRulePriority: { readonly before: number | null; readonly after: number | null };
}

/** What an answer about all repositories rests on. */
export type LifecycleAssumption =
  /** Tags are such as docker and other OCI clients push. */
  | 'tags-can-be-pushed'
  /** In a repository a tag is on one image. */
  | 'tag-on-one-image'
  /** No image was pulled before it was pushed. */
  | 'pulled-after-push'
  /** No repository holds more images than `imageCountMax`; said where a rule keeps as many. */
  | 'images-within-quota'
  /**
   * Both policies run on the same images. What one of them leaves behind run after run is another repository than what
   * the other leaves: an image that is kept longer may take the place of one that is then deleted.
   */
  | 'one-run'
  /** No image is behind an index or refers to another; said where that could matter. */
  | 'images-stand-alone';

/** `readings`: the policies are compiled under different ones. `budget`, `tags`: the question was too hard, or there were
 * too few tags to build the repository. */
export type LifecycleUnknown = 'readings' | 'budget' | 'tags';

/** `holds` is a proof for all repositories at all instants; a failure shows one, with both previews of it. */
export type LifecycleVerdict = Verdict<
  LifecycleWitness,
  LifecyclePreview,
  LifecycleAssumption,
  LifecycleUnknown
>;

/** Images that a policy treats alike: those of one storage class, tagged or not, that belong to one rule or to none. */
export interface FateClass {
  readonly storageClass: StorageClass;
  readonly tagged: boolean;
  readonly ownerRulePriority: number | null;
  /** JSON pointer to the rule; empty when there is none. */
  readonly at: string;
  /** Tags of an image of this class. */
  readonly exampleTags: readonly string[];
  readonly bound: FateBound;
  /** Whether ever more images of this class may gather, none of which the policy ever removes from the class. */
  readonly grows: boolean;
}

/** How long an image of a class is kept. */
export type FateBound =
  /** While it is among the newest of everything its rule selects. */
  | { readonly kind: 'newest'; readonly newest: number; readonly action: ActionType }
  /** Until so long after its push, last use or archiving. */
  | {
      readonly kind: 'until';
      readonly clock: Clock;
      readonly keptForMs: number;
      readonly action: ActionType;
    }
  /**
   * For ever: no rule selects it, its rule can select a single image since it asks for a certain tag, or its rule keeps
   * as many images as there can be.
   */
  | { readonly kind: 'for-ever'; readonly why: 'no-rule' | 'single-image' | 'beyond-quota' };

/** Something about a policy that its author hardly means. */
export type LifecycleFinding = {
  /** Of the rule it is about. */
  readonly rulePriority: number;
  /** JSON pointer to the rule. */
  readonly at: string;
} & (
  | {
      /** Every image it selects belongs to rules before it: removing it changes nothing. */
      readonly kind: 'shadowed';
      /** The fewest rules that together take all. */
      readonly by: readonly number[];
    }
  | {
      /** No image can have the tags it asks for. */
      readonly kind: 'unmatchable';
      /** Entries of its list that no tag matches. */
      readonly patterns: readonly string[];
    }
  | {
      /** It shields images from later rules and never acts on one. */
      readonly kind: 'never-acts';
      readonly why: 'single-image' | 'beyond-quota';
      /** Entries that a single tag meets, which is on one image; empty when the count is the reason. */
      readonly patterns: readonly string[];
    }
  | {
      /** An image that this rule selects as well belongs to one before it, the first such, and may meet another fate. */
      readonly kind: 'overlapping';
      readonly ownerRulePriority: number;
      readonly exampleTags: readonly string[];
    }
  | {
      /** Its list asks for several tags at once that no single tag is; one rule for each is what people mean by it. */
      readonly kind: 'tags-asked-together';
      readonly patterns: readonly string[];
      /** Tags of an image the rule selects. */
      readonly exampleTags: readonly string[];
      /** The policy with one rule for each entry; absent when that makes more rules, or a longer text, than AWS takes. */
      readonly rewritten?: LifecyclePolicy | undefined;
      /** How it differs from the policy as it stands. */
      readonly effect?: LifecycleVerdict | undefined;
    }
);

/** A rule all of whose images belong to rules before it. */
export type ShadowedRule = Extract<LifecycleFinding, { readonly kind: 'shadowed' }>;

/** What was found, and whether that is all: the budget may have been spent. */
export interface LifecycleFindings {
  readonly findings: readonly LifecycleFinding[];
  readonly isExact: boolean;
}

/** All classes of images a policy tells apart; some may lack where the budget was spent. */
export interface LifecycleFates {
  readonly classes: readonly FateClass[];
  readonly isExact: boolean;
}
