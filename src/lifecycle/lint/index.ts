/** Advice about lifecycle policies. */
import type { LintRule, ReportedRule } from '../../base/lint-rule.js';
import { archiveKept } from './archive-kept.js';
import { contradictingDescription } from './contradicting-description.js';
import { deadRule } from './dead-rule.js';
import { emptiesQuietRepository } from './empties-quiet-repository.js';
import { expireBehindTransition } from './expire-behind-transition.js';
import { guard } from './guard.js';
import { idleCount } from './idle-count.js';
import { listMeansAll } from './list-means-all.js';
import { nearlyTooLong } from './nearly-too-long.js';
import { nothingArchived } from './nothing-archived.js';
import { repeatedEntry } from './repeated-entry.js';
import { reported } from './reported.js';
import { sharedCount } from './shared-count.js';
import type { LifecycleSubject } from './subject.js';
import { unmatchableEntry } from './unmatchable-entry.js';
import { untaggedKept } from './untagged-kept.js';

export { readLifecycleView } from './read-view.js';
export type { LifecycleSubject } from './subject.js';
export type { LifecycleView } from './view.js';

/** All rules about lifecycle policies, by code. */
export const lifecycleRules: readonly LintRule<LifecycleSubject>[] = [
  archiveKept,
  contradictingDescription,
  deadRule,
  emptiesQuietRepository,
  expireBehindTransition,
  guard,
  idleCount,
  listMeansAll,
  nearlyTooLong,
  nothingArchived,
  repeatedEntry,
  sharedCount,
  unmatchableEntry,
  untaggedKept,
];

/** What reading a lifecycle policy reports. */
export const lifecycleReported: readonly ReportedRule[] = reported;
