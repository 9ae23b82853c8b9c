import type { LintSubject } from '../../base/lint-rule.js';
import type { ReplicationView } from './view.js';

/** A replication configuration, as rules are shown it. */
export type ReplicationSubject = LintSubject<ReplicationView, 'replication-rules'>;
