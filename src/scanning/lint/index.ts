/** Advice about a registry's scanning configuration. */
import type { LintRule, ReportedRule } from '../../base/lint-rule.js';
import { openConfiguration } from '../parse.js';
import { bareFilter } from './bare-filter.js';
import { coveredFilter } from './covered-filter.js';
import { nothingScanned } from './nothing-scanned.js';
import { reported } from './reported.js';
import { ruleWithoutFilters } from './rule-without-filters.js';
import type { ScanningSubject } from './subject.js';

export type { ScanningSubject } from './subject.js';

/** All rules about scanning configurations, by code. */
export const scanningRules: readonly LintRule<ScanningSubject>[] = [
  bareFilter,
  coveredFilter,
  nothingScanned,
  ruleWithoutFilters,
];

/** What reading a scanning configuration reports. */
export const scanningReported: readonly ReportedRule[] = reported;

/** Leads a pointer into a configuration back to the answer or resource it stands in. */
export function scanningOrigin(document: unknown): (at: string) => string {
  return openConfiguration(document).origin;
}
