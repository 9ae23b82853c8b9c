/** Advice about replication configurations. */
import type { LintRule, ReportedRule } from '../../base/lint-rule.js';
import { openConfiguration } from '../envelope.js';
import { coveredFilter } from './covered-filter.js';
import { coveredRule } from './covered-rule.js';
import { noDestinations } from './no-destinations.js';
import { openEndedFilter } from './open-ended-filter.js';
import { repeatedDestination } from './repeated-destination.js';
import { reported } from './reported.js';
import type { ReplicationSubject } from './subject.js';
import { unmatchableFilter } from './unmatchable-filter.js';

export { readReplicationView } from './read-view.js';
export type { ReplicationSubject } from './subject.js';

/** All rules about replication configurations, by code. */
export const replicationRules: readonly LintRule<ReplicationSubject>[] = [
  coveredFilter,
  coveredRule,
  noDestinations,
  openEndedFilter,
  repeatedDestination,
  unmatchableFilter,
];

/** What reading a replication configuration reports. */
export const replicationReported: readonly ReportedRule[] = reported;

/** Leads a pointer into a configuration back to the answer, request or resource it stands in. */
export function replicationOrigin(document: unknown): (at: string) => string {
  return openConfiguration(document).origin;
}
