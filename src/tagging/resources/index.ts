/** Which tags does a repository carry as an AWS resource, and what does changing them need? */
export { askResourceTags, resourceTagContext } from './ask.js';
export { compileTaggedRepository } from './compile.js';
export { explainResourceTags } from './explain.js';
export { isReservedTagKey } from './fault.js';
export { parseResourceTags } from './parse.js';
export { planResourceTags } from './plan.js';
export type {
  KnownRepository,
  ResourceTag,
  ResourceTagChange,
  ResourceTagException,
  ResourceTagExplanation,
  ResourceTagPlan,
  ResourceTagReadings,
  SettledTags,
  TagAction,
  TagAuthorization,
  TagFault,
  TaggedRepository,
  TagPermissions,
} from './types.js';
