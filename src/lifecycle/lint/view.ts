import type { FateClass, IdleRule } from '../analyze/index.js';
import type { LifecyclePolicy } from '../types.js';

/** A lifecycle policy that its reader accepted, with what is proved of it, once for all rules. */
export interface LifecycleView extends LifecyclePolicy {
  /** The rules that never act, by priority. */
  readonly idle: readonly IdleRule[];
  /** The classes of images it tells apart, and how long each is kept; none where that was too hard to tell. */
  readonly classes: readonly FateClass[];
}
