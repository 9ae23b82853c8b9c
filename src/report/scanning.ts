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
import { answerJson } from './json.js';
import { literal, markdownTable } from './markdown.js';
import { cut, type Palette, paletteOf, printable, type Style, table } from './style.js';

/** Everything a report about a gate is made of. */
export interface ScanGateReport {
  readonly gate: ScanGate;
  readonly scans: readonly ImageScan[];
  readonly explanation: ScanGateExplanation;
}

/** The gate's verdict for a terminal: for each image its counts, what fails, and what is accepted and why. */
export function scanGateText(report: ScanGateReport, style: Style): string {
  const { explanation, scans } = report;
  const palette = paletteOf(style);
  const images = explanation.verdict.images.map((image, index) => {
    const sentence = explanation.images[index]?.sentence ?? '';
    return imageText(report, image, scans[index], sentence, { palette, columns: style.columns });
  });
  const notes = exceptionNotes(report).map((note) => cut(note, style.columns));
  const verdict = palette[kindColours[explanation.verdict.kind]](explanation.sentence);
  return `${[...images, ...notes, verdict].join('\n')}\n`;
}

/** The same as GitHub-flavoured Markdown, for a job summary or a comment. */
export function scanGateMarkdown(report: ScanGateReport): string {
  const { explanation, scans } = report;
  const images = explanation.verdict.images.map((image, index) =>
    imageMarkdown(report, image, scans[index], explanation.images[index]?.sentence ?? ''),
  );
  const notes = exceptionNotes(report).map((note) => `- ${literal(note)}\n`);
  return [`### ${literal(explanation.sentence)}\n`, ...images, notes.join('')]
    .filter((part) => part !== '')
    .join('\n');
}

/** The verdict itself as JSON, with the schema it keeps to. */
export function scanGateJson({ explanation }: ScanGateReport): string {
  return answerJson('scan-gate', explanation.verdict);
}

const kindColours = { failed: 'bad', passed: 'good', undecided: 'careful' } as const;

function imageText(
  report: ScanGateReport,
  image: ImageGateVerdict,
  scan: ImageScan | undefined,
  sentence: string,
  { palette, columns }: { readonly palette: Palette; readonly columns: number },
): string {
  const title = printable(`${imageName(image)}: ${sentence}`);
  const counts = countsLine(image);
  const rows = rowsOf(report, image, scan);
  return [
    palette[kindColours[image.kind]](cut(title, columns)),
    ...(counts === '' ? [] : [cut(`  ${counts}`, columns)]),
    ...findingLines(rows, columns).map((lines, index) =>
      rows[index]?.fails === true ? lines : palette.quiet(lines),
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
  const heading = `**${literal(imageName(image))}**: ${literal(sentence)}\n`;
  const counts = countsLine(image);
  if (rows.length === 0) return counts === '' ? heading : `${heading}\n${literal(counts)}\n`;
  const body = rows.map(({ cells }) => cells.map(literal));
  const findings = markdownTable([headings, ...body]);
  return [heading, literal(counts), '', findings, ''].join('\n');
}

const headings = ['severity', 'vulnerability', 'package', 'fix', 'verdict'];

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
function findingLines(rows: readonly Row[], columns: number): readonly string[] {
  const whole = table(
    rows.map(({ cells }) => cells),
    { widthMax },
  );
  const without = table(
    rows.map(({ cells }) => cells.slice(0, -1)),
    { widthMax },
  );
  return rows.map(({ cells }, index) => {
    const line = `  ${whole[index] ?? ''}`;
    if (line.length <= columns) return line;
    const verdict = `      ${cells.at(-1) ?? ''}`;
    return `${cut(`  ${without[index] ?? ''}`, columns)}\n${cut(verdict, columns)}`;
  });
}

const widthMax = 40;
