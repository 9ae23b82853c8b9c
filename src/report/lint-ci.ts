import { counted } from '../base/quote.js';
import { type LintFinding, rulePage } from '../lint/index.js';
import type { LintOutcome } from './lint-text.js';

/** GitHub shows this many annotations of one kind for a step and drops the others without a word. */
const annotationCountMax = 10;

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands that annotate the lines of a pull request on GitHub, and a last line that counts everything. */
export function lintGithub({ report }: LintOutcome): string {
  const { error, warning, info } = report.counts;
  const shown = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    report.findings.filter((finding) => finding.severity === severity).slice(0, annotationCountMax),
  );
  const left = report.findings.length - shown.length;
  const sum = `${counted(error, 'error')}, ${counted(warning, 'warning')}, ${counted(info, 'note')}`;
  const rest =
    left > 0
      ? `; GitHub shows ten annotations of a kind, ${left} more are in the other reports`
      : '';
  return [
    ...shown.map(annotation),
    `${sum} in ${counted(report.documents.length, 'document')}${rest}`,
    '',
  ].join('\n');
}

function annotation({ severity, code, message, help, path, range }: LintFinding): string {
  const properties = {
    file: path.replaceAll('\\', '/'),
    ...(range === undefined ? {} : placeOf(range)),
    title: code,
  };
  const said = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapedProperty(String(value))}`,
  );
  const text = help === undefined ? message : `${message}\n${help}`;
  return `::${commands[severity]} ${said.join(',')}::${escaped(text)}`;
}

/** Columns may be given only for a place within one line. */
function placeOf({
  start,
  end,
}: NonNullable<LintFinding['range']>): Readonly<Record<string, number>> {
  return start.line === end.line
    ? { line: start.line, endLine: end.line, col: start.column, endColumn: end.column }
    : { line: start.line, endLine: end.line };
}

/** A line break would end the command, and what follows be taken for another one. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const gitlabSeverities = { error: 'major', warning: 'minor', info: 'info' } as const;

/** GitLab's code quality report: what it shows beside the lines of a merge request. */
export function lintGitlab({ report }: LintOutcome): string {
  const issues = report.findings.map(
    ({ code, message, help, severity, fingerprint, path, range }) => ({
      description: help === undefined ? message : `${message}: ${help}`,
      check_name: code,
      fingerprint,
      severity: gitlabSeverities[severity],
      location: {
        path: path.replaceAll('\\', '/').replace(/^\.\//, ''),
        lines: {
          begin: range?.start.line ?? 1,
          ...(range === undefined ? {} : { end: range.end.line }),
        },
      },
      ...(rulePage(code) === undefined ? {} : { content: { body: rulePage(code) } }),
    }),
  );
  return `${JSON.stringify(issues, null, 2)}\n`;
}
