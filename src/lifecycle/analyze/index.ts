/** What a lifecycle policy does to all repositories at once: proofs, and witnesses where there is none. */
export type { Verdict } from '../../base/proof.js';
export { diffLifecyclePolicies, neverActsOnMore, neverDeletesMore } from './diff.js';
export { lifecycleFates } from './fates.js';
export { findLifecycleFindings, findShadowedRules } from './findings.js';
export type {
  AnalysisOptions,
  FateBound,
  FateClass,
  LifecycleAssumption,
  LifecycleFates,
  LifecycleFinding,
  LifecycleFindings,
  LifecycleUnknown,
  LifecycleVerdict,
  LifecycleWitness,
  ShadowedRule,
} from './types.js';
