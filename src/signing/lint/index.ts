/** Advice about a registry's signing configuration. */
import type { LintRule, ReportedRule } from '../../base/lint-rule.js';
import { openConfiguration } from '../parse.js';
import { coveredFilter } from './covered-filter.js';
import { repeatedProfile } from './repeated-profile.js';
import { reported } from './reported.js';
import type { SigningSubject } from './subject.js';

export type { SigningSubject } from './subject.js';

/** All rules about signing configurations, by code. */
export const signingRules: readonly LintRule<SigningSubject>[] = [coveredFilter, repeatedProfile];

/** What reading a signing configuration reports. */
export const signingReported: readonly ReportedRule[] = reported;

/** Leads a pointer into a configuration back to the answer or resource it stands in. */
export function signingOrigin(document: unknown): (at: string) => string {
  return openConfiguration(document).origin;
}
