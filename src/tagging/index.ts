/**
 * May this tag be put on this image? Decides, as `PutImage` and a docker push do, from a repository's tag settings. And the
 * other kind of tag: which ones does a repository carry as an AWS resource, and what does changing them need?
 */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export { compileTagRule } from './compile.js';
export { decideTagWrite } from './decide.js';
export { explainTagWrite } from './explain.js';
export { parseTagMutability } from './parse.js';
export {
  askResourceTags,
  compileTaggedRepository,
  explainResourceTags,
  isReservedTagKey,
  type KnownRepository,
  parseResourceTags,
  planResourceTags,
  type ResourceTag,
  type ResourceTagChange,
  type ResourceTagException,
  type ResourceTagExplanation,
  type ResourceTagPlan,
  type ResourceTagReadings,
  resourceTagContext,
  type SettledTags,
  type TagAction,
  type TagAuthorization,
  type TagFault,
  type TaggedRepository,
  type TagPermissions,
} from './resources/index.js';
export type {
  ExclusionFilter,
  TagException,
  TagExplanation,
  TagMutabilitySettings,
  TagRule,
  TagVerdict,
  TagWrite,
} from './types.js';
