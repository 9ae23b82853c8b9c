/** The questions of the command line as functions: text or values in, an answer out. */
export { type CanQuestion, can } from './can.js';
export { answerCost, type CostAnswer, type CostQuestion, type TaggedRepository } from './cost.js';
export {
  answerDiff,
  type DiffAnswer,
  type DiffInput,
  type DiffQuestion,
  diff,
  type ExplainedFate,
  type ImageChange,
  type PolicyEffect,
  type ProofInput,
  type RepositoryDiff,
} from './diff.js';
export {
  answerProof,
  type DiffProof,
  type ProofAnswer,
  type ProofQuestion,
  type ShownBy,
  type ShownImage,
} from './diff-proof.js';
export {
  type ChangeKind,
  changeKinds,
  type DiffVerdict,
  type MonthlyCosts,
  type TotalChanges,
} from './diff-verdict.js';
export {
  answerForecast,
  type ForecastAnswer,
  type ForecastInput,
  type ForecastWordQuestion,
  forecast,
} from './forecast.js';
export { type InUseImage, imagesInUse } from './in-use.js';
export { type LintFile, type LintOptions, type LintReport, lint } from './lint.js';
export { lifecyclePolicyIn, type PolicyChoice, type PolicyInFile } from './policy-in.js';
export {
  answerPreview,
  type PreviewAnswer,
  type PreviewInput,
  type PreviewQuestion,
  preview,
  type RepositoryPreview,
} from './preview.js';
export {
  isProved,
  type ProveAnswer,
  type ProveInput,
  prove,
  proveAssertions,
  proveLifecycle,
  proveNoNewAccess,
  proveNotPublic,
} from './prove.js';
export { answerPull, type PullAnswer, type PullQuestion } from './pull.js';
export {
  answerPush,
  type PushAnswer,
  type PushedWrite,
  type PushQuestion,
  type PushSetting,
} from './push.js';
export {
  answerQuotas,
  isFull,
  type QuotasAnswer,
  type QuotasQuestion,
  type ToldQuota,
} from './quotas.js';
export {
  answerReplicate,
  type ReplicateAnswer,
  type ReplicateInput,
  type ReplicateQuestion,
  readPush,
  readReplication,
  replicate,
  type ToldDestination,
} from './replicate.js';
export {
  answerSimulate,
  type SimulateAnswer,
  type SimulateInput,
  type SimulateQuestion,
  type SimulateSummary,
  simulate,
  simulatedFrameCount,
  simulateEach,
} from './simulate.js';
export {
  registryFrameCount,
  type SimulateRegistryAnswer,
  type SimulateRegistryQuestion,
  type SimulateRegistrySummary,
  simulateRegistryEach,
} from './simulate-registry.js';
export {
  answerVerify,
  type PreviewDifference,
  type VerifyAnswer,
  type VerifyQuestion,
} from './verify.js';
