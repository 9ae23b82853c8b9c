import { findingSeverities } from '../facts/scanning.js';
import { formatInstant, parseInstant } from '../model/instant.js';
import { printable, scanGateMarkdown, scanGateText } from '../report/scanning.js';
import {
  type AcceptedFinding,
  compileScanGate,
  type Diagnostic,
  explainScanGate,
  type FindingSeverity,
  type ImageScan,
  parseScanExceptions,
  parseScanFindings,
  type Result,
  type ScanGate,
} from '../scanning/index.js';

/** The outside world, as far as this command touches it. */
export interface ScanIo {
  /** The text of a file; `-` is standard input. Throws when it cannot be read. */
  readonly readText: (path: string) => string | Promise<string>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly columns: number;
  readonly colour: boolean;
}

/** What the command line says; every value as it was typed. */
export interface ScanGateArguments {
  /** Files with what `aws ecr describe-image-scan-findings` printed; their images are judged together. */
  readonly findings: readonly string[];
  readonly failOn?: string | undefined;
  readonly onlyFixable?: boolean | undefined;
  readonly exceptions?: string | undefined;
  readonly asOf?: string | undefined;
  readonly format?: string | undefined;
}

/** Exit code of `scan-gate`: 0 passed, 1 failed or undecided, 2 usage or input that cannot be read. */
export async function runScanGate(given: ScanGateArguments, io: ScanIo): Promise<0 | 1 | 2> {
  const settings = settingsOf(given, io);
  if (typeof settings === 'string') return usage(settings, io);
  const scans: ImageScan[] = [];
  for (const path of given.findings) {
    const read = await readFile(path, parseScanFindings, io);
    if (read === undefined) return 2;
    scans.push(...read);
  }
  let exceptions: readonly AcceptedFinding[] = [];
  if (given.exceptions !== undefined) {
    const read = await readFile(given.exceptions, parseScanExceptions, io);
    if (read === undefined) return 2;
    exceptions = read;
  }
  const { failOn, atMs, format } = settings;
  const gate: ScanGate = { failOn, onlyFixable: given.onlyFixable, exceptions };
  const explanation = explainScanGate(compileScanGate(gate), { scans, atMs });
  const report = { gate, scans, explanation };
  if (format === 'json') io.write(jsonOf(explanation.verdict));
  else if (format === 'markdown') io.write(scanGateMarkdown(report));
  else io.write(scanGateText(report, io));
  return explanation.verdict.kind === 'passed' ? 0 : 1;
}

interface Settings {
  readonly failOn: FindingSeverity;
  readonly atMs: number;
  readonly format: 'text' | 'json' | 'markdown';
}

/** What was typed, understood; or the sentence that says what is wrong with it. */
function settingsOf(given: ScanGateArguments, io: ScanIo): Settings | string {
  if (given.findings.length === 0) return 'name at least one file with --findings';
  const wanted = (given.failOn ?? 'HIGH').toUpperCase();
  const failOn = findingSeverities.find((severity) => severity === wanted);
  if (failOn === undefined) {
    const names = findingSeverities.join(', ').toLowerCase();
    return `--fail-on takes one of ${names}, not ${printable(given.failOn ?? '')}`;
  }
  const atMs = given.asOf === undefined ? io.now() : parseInstant(given.asOf);
  if (atMs === undefined) return `--as-of takes an instant such as ${formatInstant(io.now())}`;
  const format = formats.find((name) => name === (given.format ?? 'text'));
  if (format === undefined) return `--format takes one of ${formats.join(', ')}`;
  return { failOn, atMs, format };
}

const formats = ['text', 'json', 'markdown'] as const;

function usage(message: string, io: ScanIo): 2 {
  io.writeError(`${message}\n`);
  return 2;
}

async function readFile<T>(
  path: string,
  parse: (text: string) => Result<T>,
  io: ScanIo,
): Promise<T | undefined> {
  let text: string;
  try {
    text = await io.readText(path);
  } catch (error) {
    io.writeError(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}\n`);
    return undefined;
  }
  const read = parse(text);
  for (const diagnostic of read.diagnostics) io.writeError(`${problemLine(path, diagnostic)}\n`);
  return read.ok ? read.value : undefined;
}

function problemLine(
  path: string,
  { severity, message, at, range, help, code }: Diagnostic,
): string {
  const place = range === undefined ? at : `${range.start.line}:${range.start.column}`;
  const remedy = help === undefined ? '' : `; ${help}`;
  return printable(`${path}:${place}: ${severity}: ${message}${remedy} [${code}]`);
}

function jsonOf(verdict: object): string {
  return `${JSON.stringify({ $schema: answerSchema, ...verdict }, null, 2)}\n`;
}

const answerSchema = 'https://unpkg.com/ecr-drydock/schemas/scan-gate.schema.json';
