import type { LintSubject } from '../../base/lint-rule.js';
import type { ReplicationConfiguration } from '../types.js';

/** A replication configuration, as rules are shown it. */
export type ReplicationSubject = LintSubject<ReplicationConfiguration, 'replication-rules'>;
