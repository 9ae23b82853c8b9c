/** What a lifecycle policy does to all repositories at once: proofs, and witnesses where there is none. */
export type { Verdict } from '../../base/proof.js';
export { findKeptArchives } from './archive.js';
export { diffLifecyclePolicies, neverActsOnMore, neverDeletesMore } from './diff.js';
export { lifecycleFates } from './fates.js';
export { findLifecycleFindings } from './findings.js';
export { findIdleRules, findShieldedRules } from './idle-rules.js';
export type {
  AnalysisOptions,
  FateBound,
  FateClass,
  IdleRule,
  IdleRules,
  KeptArchive,
  LifecycleAssumption,
  LifecycleFates,
  LifecycleFinding,
  LifecycleFindings,
  LifecycleUnknown,
  LifecycleVerdict,
  LifecycleWitness,
} from './types.js';
