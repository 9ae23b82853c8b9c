/** Which image a lifecycle policy expires or archives, by which rule, and why the others stay. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export type { Image, ImageStatus } from '../model/image.js';
export { applyLifecyclePreview } from './apply.js';
export { compareLifecycle } from './compare.js';
export { compileLifecyclePolicy, defaultReadings } from './compile.js';
export { explainLifecycle } from './explain.js';
export { parseLifecyclePolicy } from './parse.js';
export { previewLifecycle } from './preview.js';
export {
  type LifecyclePolicyPreviewResponse,
  toLifecyclePolicyPreviewResponse,
} from './response.js';
export type {
  ActionType,
  BlockedImage,
  CascadedImage,
  Clock,
  CompiledLifecyclePolicy,
  CompiledRule,
  FateChange,
  ImageAction,
  ImageExplanation,
  ImageFate,
  LifecycleAction,
  LifecycleComparison,
  LifecycleOutcome,
  LifecyclePolicy,
  LifecyclePreview,
  LifecycleQuestion,
  LifecycleReadings,
  LifecycleReason,
  LifecycleRule,
  LifecycleSelection,
  PreviewResult,
  PreviewSummary,
  RuleEvidence,
  SelectionMiss,
  StorageClass,
} from './types.js';
