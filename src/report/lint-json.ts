import { type LintFinding, rulePage } from '../lint/index.js';
import { answerJson } from './json.js';
import type { LintOutcome } from './lint-text.js';

/** The runner's answer as `schemas/lint-report.schema.json` describes it, each finding with the page of its rule. */
export function lintJson({ report }: LintOutcome): string {
  const withPage = <T extends { readonly code: string }>(finding: T) => {
    const page = rulePage(finding.code);
    return page === undefined ? finding : { ...finding, page };
  };
  return answerJson('lint-report', {
    ...report,
    findings: report.findings.map(withPage),
    suppressed: report.suppressed.map(withPage),
  });
}

/** The findings that count now as a baseline for later runs, one line each, so that a change of it is easy to read. */
export function lintBaselineJson(findings: readonly LintFinding[]): string {
  return answerJson('lint-baseline', {
    findings: findings.map(({ fingerprint, code, path }) => ({ fingerprint, code, path })),
  });
}
