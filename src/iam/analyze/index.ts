/** What do policies allow, of all requests there are? Every answer is a proof, or a request that was asked again. */
export {
  type AnalysisOptions,
  findNewAccess,
  type NewAccess,
  type NewAccessVerdict,
} from './new-access.js';
export type { Policies, SinglePolicy } from './subject.js';
export type { Assumption, Unknown } from './verdict.js';
