import type {
  AcceptedFinding,
  AffectedPackage,
  FindingVerdict,
  ImageGateVerdict,
  ImageScan,
  ScanFinding,
  ScanGate,
  ScanGateExplanation,
} from '../scanning/index.js';

/** How wide a page is, in characters, and whether it may carry ANSI colours. */
export interface ScanReportStyle {
  readonly columns: number;
  readonly colour: boolean;
}

/** Everything a report about a gate is made of. */
export interface ScanGateReport {
  readonly gate: ScanGate;
  readonly scans: readonly ImageScan[];
  readonly explanation: ScanGateExplanation;
}

/** The gate's verdict for a terminal: for each image its counts, what fails, and what is accepted and why. */
export function scanGateText(report: ScanGateReport, style: ScanReportStyle): string {
  const { explanation, scans } = report;
  const images = explanation.verdict.images.map((image, index) =>
    imageText(report, image, scans[index], explanation.images[index]?.sentence ?? '', style),
  );
  const notes = exceptionNotes(report).map((note) => fitted(note, style));
  const verdict = painted(explanation.sentence, kindColours[explanation.verdict.kind], style);
  return `${[...images, ...notes, verdict].join('\n')}\n`;
}

/** The same as GitHub-flavoured Markdown, for a job summary or a comment. */
export function scanGateMarkdown(report: ScanGateReport): string {
  const { explanation, scans } = report;
  const images = explanation.verdict.images.map((image, index) =>
    imageMarkdown(report, image, scans[index], explanation.images[index]?.sentence ?? ''),
  );
  const notes = exceptionNotes(report).map((note) => `- ${escaped(note)}\n`);
  return [`### ${escaped(explanation.sentence)}\n`, ...images, notes.join('')]
    .filter((part) => part !== '')
    .join('\n');
}

function imageText(
  report: ScanGateReport,
  image: ImageGateVerdict,
  scan: ImageScan | undefined,
  sentence: string,
  style: ScanReportStyle,
): string {
  const title = `${imageName(image)}: ${sentence}`;
  const counts = countsLine(image);
  const rows = rowsOf(report, image, scan);
  return [
    painted(fitted(printable(title), style), kindColours[image.kind], style),
    ...(counts === '' ? [] : [fitted(`  ${counts}`, style)]),
    ...table(rows, style).map((lines, index) =>
      rows[index]?.fails === true ? lines : painted(lines, 'dim', style),
    ),
    '',
  ].join('\n');
}

function imageMarkdown(
  report: ScanGateReport,
  image: ImageGateVerdict,
  scan: ImageScan | undefined,
  sentence: string,
): string {
  const rows = rowsOf(report, image, scan);
  const heading = `**${escaped(imageName(image))}**: ${escaped(sentence)}\n`;
  const counts = countsLine(image);
  if (rows.length === 0) return counts === '' ? heading : `${heading}\n${escaped(counts)}\n`;
  const body = rows.map(({ cells }) => `| ${cells.map(escaped).join(' | ')} |`);
  const head = '| severity | vulnerability | package | fix | verdict |';
  return [heading, escaped(counts), '', head, '|---|---|---|---|---|', ...body, ''].join('\n');
}

interface Row {
  readonly fails: boolean;
  readonly cells: readonly string[];
}

/** What fails and what would fail were it not accepted; the most severe first. */
function rowsOf(
  { gate }: ScanGateReport,
  image: ImageGateVerdict,
  scan: ImageScan | undefined,
): readonly Row[] {
  const rank = new Map(image.counts.map(({ severity }, index) => [severity, index]));
  return image.findings
    .map((verdict, index) => ({ verdict, finding: scan?.findings[index], index }))
    .filter(({ verdict }) => verdict.kind === 'fails' || verdict.reason === 'accepted')
    .sort(
      (a, b) =>
        (rank.get(a.verdict.severity) ?? 0) - (rank.get(b.verdict.severity) ?? 0) ||
        (b.finding?.score ?? 0) - (a.finding?.score ?? 0) ||
        a.index - b.index,
    )
    .map(({ verdict, finding }) => ({
      fails: verdict.kind === 'fails',
      cells: [
        verdict.severity,
        verdict.vulnerability || finding?.title || '(no name)',
        (finding?.packages ?? []).map(packageName).join(', ') || '-',
        fixText(finding),
        verdictText(verdict, gate.exceptions ?? []),
      ].map(printable),
    }));
}

function packageName({ name, version }: AffectedPackage): string {
  return version === undefined ? name : `${name} ${version}`;
}

function fixText(finding: ScanFinding | undefined): string {
  const versions = (finding?.packages ?? []).flatMap(({ fixedInVersion }) => fixedInVersion ?? []);
  if (versions.length > 0) {
    const some = finding?.fix === 'partial' ? ', for some' : '';
    return `fixed in ${[...new Set(versions)].join(', ')}${some}`;
  }
  switch (finding?.fix) {
    case 'yes':
      return 'a fix exists';
    case 'partial':
      return 'a fix exists for some';
    case 'no':
      return 'no fix';
    default:
      return 'fix unknown';
  }
}

function verdictText(verdict: FindingVerdict, exceptions: readonly AcceptedFinding[]): string {
  if (verdict.kind === 'passes') {
    const accepted = verdict.reason === 'accepted' ? exceptions[verdict.exception] : undefined;
    return accepted === undefined
      ? 'passes'
      : `accepted until ${accepted.expires}: ${accepted.reason}`;
  }
  const ended = exceptions[verdict.expiredException];
  return ended === undefined
    ? 'fails'
    : `fails: accepted only until ${ended.expires}: ${ended.reason}`;
}

/** Exceptions that have done their time, or never had any. */
function exceptionNotes({ gate, explanation }: ScanGateReport): readonly string[] {
  const { unusedExceptions, expiredExceptions } = explanation.verdict;
  return unusedExceptions.flatMap((index) => {
    const exception = gate.exceptions?.[index];
    if (exception === undefined) return [];
    const ended = expiredExceptions.includes(index) ? `, and ended on ${exception.expires}` : '';
    return [printable(`the exception for ${exception.vulnerability} accepts nothing${ended}`)];
  });
}

function imageName({ repositoryName, imageTag, imageDigest }: ImageGateVerdict): string {
  const name = repositoryName ?? 'the image';
  if (imageTag !== undefined) return `${name}:${imageTag}`;
  return imageDigest === undefined ? name : `${name}@${imageDigest}`;
}

function countsLine({ counts }: ImageGateVerdict): string {
  const parts = counts.map(({ severity, open, closed, unread }) => {
    const others = [
      ...(closed === 0 ? [] : [`${closed} suppressed or closed`]),
      ...(unread === 0 ? [] : [`${unread} not read`]),
    ];
    return `${severity} ${open}${others.length === 0 ? '' : ` (${others.join(', ')})`}`;
  });
  return printable(parts.join('  '));
}

/** Cells under one another; a verdict that does not fit behind them goes on a line of its own. */
function table(rows: readonly Row[], style: ScanReportStyle): readonly string[] {
  const widths = [0, 1, 2, 3].map((column) =>
    rows.reduce((width, { cells }) => {
      const own = cells[column]?.length ?? 0;
      return Math.min(columnMax, Math.max(width, own));
    }, 0),
  );
  return rows.map(({ cells }) => {
    const verdict = cells.at(-1) ?? '';
    const padded = cells.slice(0, -1).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const line = `  ${padded.join('  ')}`;
    return line.length + 2 + verdict.length <= style.columns
      ? `${line}  ${verdict}`
      : `${fitted(line, style)}\n${fitted(`      ${verdict}`, style)}`;
  });
}

const columnMax = 40;

/** A line that is too long for the page ends in an ellipsis. */
function fitted(line: string, { columns }: ScanReportStyle): string {
  const trimmed = line.trimEnd();
  return trimmed.length <= columns ? trimmed : `${trimmed.slice(0, Math.max(1, columns - 1))}…`;
}

const codes = { red: 31, green: 32, yellow: 33, dim: 2 } as const;
const kindColours = { failed: 'red', passed: 'green', undecided: 'yellow' } as const;

function painted(
  text: string,
  colour: keyof typeof codes,
  { colour: on }: ScanReportStyle,
): string {
  return on ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
}

/** Text that comes from elsewhere, without what could steer a terminal or turn the line around. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, (character) => `\\${character}`);
}
