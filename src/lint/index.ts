/** A linter for the documents of ECR and IAM: pure, told its files, its configuration and the instant. */
export type { Diagnostic, Fix, Position, Range, Severity } from '../base/diagnostic.js';
export type { RuleCard } from '../base/lint-rule.js';
export { orThrow, type Result } from '../base/result.js';
export { parseLintBaseline, parseLintConfig } from './config.js';
export { type AppliedFix, type FixedFiles, fixFiles } from './fix.js';
export { countsOf, type LintOptions, lint } from './lint.js';
export { type KnownRule, knownRules, rulePage } from './rule-cards.js';
export type { MatchesGlob } from './settings.js';
export type {
  AppliedSuppression,
  ConfiguredSuppression,
  LintBaseline,
  LintConfig,
  LintedDocument,
  LintFile,
  LintFinding,
  LintOverride,
  LintReport,
  PolicyKindName,
  Preset,
  RuleSetting,
  SuppressedFinding,
  TextEdit,
} from './types.js';
