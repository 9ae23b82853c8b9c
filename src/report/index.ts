/** Answers as text for people and as files for machines; pure, told how wide it may be and whether it may be coloured. */
export { costJson, costMarkdown, costText } from './cost.js';
export { diagnosticsText } from './diagnostics.js';
export { diffCsv, diffJson, diffMarkdown } from './diff-files.js';
export { proofJson, proofMarkdown, proofText } from './diff-proof.js';
export { diffText } from './diff-text.js';
export { forecastCsv, forecastJson, forecastMarkdown, forecastText } from './forecast.js';
export { type LintFormat, lintFormats, lintReport } from './lint.js';
export { lintFixesText } from './lint-fixes.js';
export { lintBaselineJson } from './lint-json.js';
export { lintRuleText } from './lint-rule-text.js';
export type { LintOutcome } from './lint-text.js';
export { previewAws, previewCsv, previewJson, previewMarkdown } from './preview-files.js';
export { previewText } from './preview-text.js';
export { proveJson, proveMarkdown, proveText } from './prove.js';
export { pullJson, pullText } from './pull.js';
export { pushJson, pushMarkdown, pushText } from './push.js';
export { quotasJson, quotasMarkdown, quotasText } from './quotas.js';
export { registrySimulationText, simulationMarkdown } from './registry-simulation.js';
export { replicationJson, replicationMarkdown, replicationText } from './replication.js';
export {
  type ScanGateReport,
  scanGateJson,
  scanGateMarkdown,
  scanGateText,
} from './scanning.js';
export { learntText, scheduleJson } from './schedule.js';
export {
  departureCsv,
  departureCsvHeading,
  frameCsv,
  frameCsvHeading,
  frameLine,
  simulationJson,
  simulationText,
} from './simulation.js';
export type { Style } from './style.js';
export { verifyJson, verifyText } from './verify-text.js';
