import { findingSeverities } from '../facts/scanning.js';
import { scanGateJson, scanGateMarkdown, scanGateText } from '../report/index.js';
import {
  compileScanGate,
  explainScanGate,
  type FindingSeverity,
  parseScanExceptions,
  parseScanFindings,
  type ScanGate,
} from '../scanning/index.js';
import { fileOptions } from './file-options.js';
import type { Io } from './io.js';
import { exitCodes, instantOf, Reader, Unusable } from './reading.js';

/** Formats of `scan-gate`. */
export const scanGateFormats = ['text', 'json', 'markdown'] as const;

export interface ScanGateOptions {
  /** Files or folders with what `aws ecr describe-image-scan-findings` printed; their images are judged together. */
  readonly findings: readonly string[];
  readonly failOn: string;
  readonly onlyFixable?: boolean | undefined;
  readonly exceptions?: string | undefined;
  readonly asOf?: string | undefined;
  readonly format: (typeof scanGateFormats)[number];
}

/** `ecr-drydock scan-gate`: whether images may pass with what their scans found; 1 when one must not or is undecided. */
export function scanGateCommand(options: ScanGateOptions, io: Io): number {
  const failOn = severityOf(options.failOn);
  const atMs = instantOf(options.asOf, io);
  const reader = new Reader(io, [fileOptions.findings, fileOptions.exceptions]);
  const scans = options.findings
    .flatMap((path) => reader.readAll(path, parseScanFindings, fileOptions.findings))
    .flatMap(({ value }) => value);
  const exceptions =
    options.exceptions === undefined
      ? []
      : reader.read(options.exceptions, parseScanExceptions, fileOptions.exceptions);
  reader.demandUsable();
  const gate: ScanGate = { failOn, onlyFixable: options.onlyFixable, exceptions };
  const explanation = explainScanGate(compileScanGate(gate), { scans, atMs });
  const report = { gate, scans, explanation };
  io.write(written(report, options.format, io));
  return explanation.verdict.kind === 'passed' ? exitCodes.fine : exitCodes.no;
}

function severityOf(text: string): FindingSeverity {
  const wanted = text.toUpperCase();
  const severity = findingSeverities.find((known) => known === wanted);
  if (severity !== undefined) return severity;
  const names = findingSeverities.join(', ').toLowerCase();
  throw new Unusable(`--fail-on: takes one of ${names}, not \`${text}\`\n`);
}

function written(
  report: Parameters<typeof scanGateText>[0],
  format: ScanGateOptions['format'],
  io: Io,
): string {
  switch (format) {
    case 'text':
      return scanGateText(report, io);
    case 'json':
      return scanGateJson(report);
    case 'markdown':
      return scanGateMarkdown(report);
  }
}
