/** Advice about the tag settings of a repository. */
import type { LintRule, ReportedRule } from '../../base/lint-rule.js';
import { everythingExcluded } from './everything-excluded.js';
import { reported } from './reported.js';
import { signatureTagsLocked } from './signature-tags-locked.js';
import type { TagMutabilitySubject } from './subject.js';
import { unmatchableFilter } from './unmatchable-filter.js';
import { unusedFilter } from './unused-filter.js';

export type { TagMutabilitySubject } from './subject.js';

/** All rules about tag settings, by code. */
export const tagMutabilityRules: readonly LintRule<TagMutabilitySubject>[] = [
  everythingExcluded,
  signatureTagsLocked,
  unmatchableFilter,
  unusedFilter,
];

/** What reading tag settings reports. */
export const tagMutabilityReported: readonly ReportedRule[] = reported;
