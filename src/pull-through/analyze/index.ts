/** Which repositories do pull through cache rules tell apart, and on which one do two sets of rules differ? */
export type { Verdict } from '../../base/proof.js';
export {
  diffPullThrough,
  findPullThroughFindings,
  type PullThroughClass,
  type PullThroughFinding,
  type PullThroughVerdict,
  type PullThroughWitness,
  pullThroughClasses,
} from './classes.js';
