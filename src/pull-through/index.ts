/** Which upstream does a repository cache, and what does a pull from it give? */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export { compilePullThrough } from './compile.js';
export { decidePull } from './decide.js';
export { explainPull } from './explain.js';
export { type NeedsQuestion, pullThroughNeeds, ruleCreatorNeeds } from './needs.js';
export { parsePullThroughRules } from './parse.js';
export { officialImageName, resolveUpstream } from './resolve.js';
export type {
  CachedImage,
  CachePull,
  CacheRegistry,
  CompiledPullThrough,
  CompiledPullThroughRule,
  Permission,
  PullExplanation,
  PullFailure,
  PullThroughNeed,
  PullThroughNeeds,
  PullThroughReadings,
  PullThroughRule,
  PullUnknown,
  PullVerdict,
  ServedReason,
  UpstreamAnswer,
  UpstreamRegistry,
  UpstreamResolution,
} from './types.js';
export { ecrRegistryOf, upstreamOf } from './upstream.js';
