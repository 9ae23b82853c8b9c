import type { ReplicationConfiguration } from '../types.js';

/** A configuration that its reader accepted, with what is proved of it, once for all rules. */
export interface ReplicationView extends ReplicationConfiguration {
  /** What can all go at once, in the order of the document. */
  readonly needless: readonly NeedlessPart[];
}

/** A rule or a filter without which every push goes to the same registries. */
export interface NeedlessPart {
  readonly kind: 'rule' | 'filter' | 'unmatchable-filter';
  /** JSON pointer into the configuration. */
  readonly at: string;
  /** The fewest rules that do the same together, by number; empty where no repository is meant. */
  readonly by: readonly number[];
}
