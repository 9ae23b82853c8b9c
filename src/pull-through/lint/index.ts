/** Advice about pull through cache rules. */
import type { LintRule, ReportedRule } from '../../base/lint-rule.js';
import { openRules } from '../parse.js';
import { lowercaseRoot } from './lowercase-root.js';
import { needlessRule } from './needless-rule.js';
import { nestedPrefix } from './nested-prefix.js';
import { reported } from './reported.js';
import type { PullThroughSubject } from './subject.js';

export type { PullThroughSubject } from './subject.js';

/** All rules about pull through cache rules, by code. */
export const pullThroughRules: readonly LintRule<PullThroughSubject>[] = [
  lowercaseRoot,
  needlessRule,
  nestedPrefix,
];

/** What reading pull through cache rules reports. */
export const pullThroughReported: readonly ReportedRule[] = reported;

/** Leads a pointer into the list of rules back to the answer or resource they stand in. */
export function pullThroughOrigin(document: unknown): (at: string) => string {
  return openRules(document).origin;
}
