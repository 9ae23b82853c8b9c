/**
 * ecr-drydock: answers about an Amazon ECR registry before anything happens there. The functions here take text or
 * values and do everything in one call; the doors beside this one (`ecr-drydock/lifecycle`, `ecr-drydock/tagging`,
 * `ecr-drydock/replication-rules` and the others) give the parts.
 */
export type { Diagnostic, Fix, Position, Range, Severity } from './base/diagnostic.js';
export { orThrow, type Result } from './base/result.js';
export type { Image } from './model/image.js';
export {
  type CanQuestion,
  can,
  type DiffAnswer,
  type DiffInput,
  type DiffVerdict,
  diff,
  type ForecastAnswer,
  type ForecastInput,
  forecast,
  type ImageChange,
  type LintFile,
  type LintOptions,
  type LintReport,
  lint,
  type PreviewAnswer,
  type PreviewInput,
  preview,
  type ReplicateAnswer,
  type ReplicateInput,
  type RepositoryDiff,
  type RepositoryPreview,
  replicate,
  type SimulateAnswer,
  type SimulateInput,
  simulate,
  type ToldDestination,
} from './words/index.js';
