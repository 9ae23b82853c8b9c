import { counted } from '../base/quote.js';
import type { LintFinding, LintReport } from '../lint/index.js';
import { codeFrame } from './code-frame.js';
import { paint } from './diagnostics.js';
import { type Palette, paletteOf, printable, type Style, wrapped } from './style.js';

/** What the runner found, and the texts it looked at. */
export interface LintOutcome {
  readonly report: LintReport;
  /** The text of a file that was looked at. */
  readonly textOf: (path: string) => string | undefined;
  /** The release that looked. */
  readonly version: string;
}

/** Findings as text for people: place, sentence, the lines in question, what to do; and how many there are. */
export function lintText({ report, textOf }: LintOutcome, style: Style): string {
  const palette = paletteOf(style);
  const findings = report.findings.map((finding) =>
    findingText(finding, textOf(finding.path), palette, style),
  );
  return [...findings, summaryText(report, palette)].join('\n');
}

function findingText(
  finding: LintFinding,
  text: string | undefined,
  palette: Palette,
  style: Style,
): string {
  const { severity, code, message, range, help, awsMessage, at, address } = finding;
  const place = placeOf(finding);
  const head = `${palette.title(printable(place))} ${paint(palette, severity)(severity)} ${printable(message)} ${palette.quiet(code)}`;
  const frame =
    range === undefined || text === undefined ? [] : codeFrame(text, range, palette, style);
  const notes = [
    ...(address === undefined ? [] : [`in ${address}${at === '' ? '' : `, ${at}`}`]),
    ...(address === undefined && range === undefined && at !== '' ? [`at ${at}`] : []),
    ...(help === undefined ? [] : [`do: ${help}`]),
    ...(awsMessage === undefined ? [] : [`AWS says: ${awsMessage}`]),
  ];
  return [
    head,
    ...frame.map((line) => `  ${line}`),
    ...notes.map((note) => `  ${wrapped(printable(note), style.columns - 2, '      ')}`),
    '',
  ].join('\n');
}

/** A place as editors and terminals follow it. */
function placeOf({ path, range }: LintFinding): string {
  return range === undefined ? `${path}:` : `${path}:${range.start.line}:${range.start.column}:`;
}

/** One or two lines at the end: what was found, in how much, and what does not count. */
export function summaryText(report: LintReport, palette: Palette): string {
  const { counts, documents, suppressed, findings } = report;
  const { error, warning, info } = counts;
  const found = [
    ...(error > 0 ? [palette.bad(counted(error, 'error'))] : []),
    ...(warning > 0 ? [palette.careful(counted(warning, 'warning'))] : []),
    ...(info > 0 ? [counted(info, 'note')] : []),
  ];
  const inAll = `${counted(documents.length, 'document')} in ${counted(report.fileCount, 'file')}`;
  const verdict = found.length === 0 ? palette.good('nothing found') : found.join(', ');
  const unknown = documents.filter(({ partlyUnknown }) => partlyUnknown).length;
  const fixable = findings.filter(({ textEdits }) => textEdits !== undefined).length;
  const notes = [
    ...(suppressed.length > 0 ? [`${counted(suppressed.length, 'finding')} suppressed`] : []),
    ...(unknown > 0
      ? [`${counted(unknown, 'document')} partly unknown, and judged by the rest`]
      : []),
    ...(fixable > 0 ? [`${fixable} can be mended with --fix`] : []),
  ];
  return `${verdict} (${inAll})\n${notes.length === 0 ? '' : `${palette.quiet(notes.join('; '))}\n`}`;
}
