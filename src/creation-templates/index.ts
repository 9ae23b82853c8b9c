/** What is a repository that ECR creates by itself? Plans which creation template it gets, and the settings that follow. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export { orThrow, type Result } from '../base/result.js';
export { compileCreationTemplates } from './compile.js';
export { explainRepositoryCreation } from './explain.js';
export { parseCreationTemplates } from './parse.js';
export { planRepositoryCreation } from './plan.js';
export type {
  CompiledTemplate,
  CompiledTemplates,
  CreatedSettings,
  CreationExplanation,
  CreationPlan,
  EncryptionConfiguration,
  Occasion,
  RepositoryCreation,
  RepositoryCreationTemplate,
  RoleNeed,
  SettledCreation,
  TemplateMiss,
  TemplateReadings,
} from './types.js';
