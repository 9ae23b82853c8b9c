import type { Verdict } from '../../base/proof.js';
import type { TagVerdict, TagWrite } from '../types.js';

/** Tags that the settings treat alike for the same reason. */
export interface TagClass {
  /** The first exclusion filter that matches them, or -1 when none does. */
  readonly decidedBy: number;
  readonly locked: boolean;
  /** A shortest of them. */
  readonly exampleTag: string;
}

/** An exclusion filter that could as well be left out. */
export interface TagFilterFinding {
  /** `unmatchable`: no tag that can be pushed matches it. `covered`: others match whatever it does. */
  readonly kind: 'unmatchable' | 'covered';
  readonly filter: number;
  /** JSON pointer into the settings. */
  readonly at: string;
  /** The fewest other filters that cover it; empty when none is needed. */
  readonly by: readonly number[];
}

/** A tag that moves to another image under one of two settings, and is refused under the other. */
export interface TagWitness {
  readonly write: TagWrite;
}

/** Whether two settings lock the same tags. */
export type TagRuleVerdict = Verdict<TagWitness, TagVerdict, 'tags-can-be-pushed', 'budget'>;
