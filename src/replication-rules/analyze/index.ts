/** Which repositories does a replication configuration tell apart, and on which one do two configurations differ? */
export type { Verdict } from '../../base/proof.js';
export {
  diffReplication,
  findReplicationFindings,
  type ReplicationClass,
  type ReplicationFinding,
  type ReplicationVerdict,
  replicationClasses,
} from './classes.js';
