/** Which profiles sign a push, and what becomes of signatures when their image goes? */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export { compileSigning } from './compile.js';
export { decideSigning, signingNeeds } from './decide.js';
export {
  explainSignatureRemoval,
  explainSigning,
  type SignatureRemovalExplanation,
} from './explain.js';
export { parseSigningConfiguration, type SigningRegistry } from './parse.js';
export { planSignatureRemoval, taggedSubject } from './plan.js';
export type {
  CompiledSigning,
  CompiledSigningRule,
  FollowingArtifact,
  LeftArtifact,
  ProfileSignature,
  SignatureRemoval,
  SignatureRemovalPlan,
  SigningConfiguration,
  SigningExplanation,
  SigningFilter,
  SigningNeed,
  SigningPush,
  SigningReadings,
  SigningRule,
  SigningStatus,
  SigningVerdict,
  UnsignedReason,
} from './types.js';
