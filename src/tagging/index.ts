/** May this tag be put on this image? Decides, as `PutImage` and a docker push do, from a repository's tag settings. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export { compileTagRule } from './compile.js';
export { decideTagWrite } from './decide.js';
export { explainTagWrite } from './explain.js';
export { parseTagMutability } from './parse.js';
export type {
  ExclusionFilter,
  TagException,
  TagExplanation,
  TaggingReadings,
  TagMutabilitySettings,
  TagRule,
  TagVerdict,
  TagWrite,
} from './types.js';
