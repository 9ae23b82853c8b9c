/** Advice about policies, and what their reader reports. */
import type { LintRule, ReportedRule } from '../../base/lint-rule.js';
import { reported } from './reported.js';
import { rules } from './rules.js';
import type { PolicySubject } from './subject.js';

export { readPolicyView } from './read-view.js';
export type { PolicySubject } from './subject.js';
export type { PolicyView } from './view.js';

/** All rules about policies, by code. */
export const policyRules: readonly LintRule<PolicySubject>[] = rules;

/** What reading a policy reports. */
export const policyReported: readonly ReportedRule[] = reported;
