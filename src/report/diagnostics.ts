import type { Diagnostic } from '../base/diagnostic.js';
import { type Palette, paletteOf, printable, type Style, wrapped } from './style.js';

/** Findings about one file, as text: place, what is wrong, and what to do. An empty text when there are none. */
export function diagnosticsText(
  file: string,
  diagnostics: readonly Diagnostic[],
  style: Style,
): string {
  const palette = paletteOf(style);
  return diagnostics.map((diagnostic) => diagnosticText(file, diagnostic, palette, style)).join('');
}

function diagnosticText(
  file: string,
  diagnostic: Diagnostic,
  palette: Palette,
  { columns }: Style,
): string {
  const { severity, code, message, at, range, help, awsMessage } = diagnostic;
  const place =
    range === undefined ? [file, at] : [file, `${range.start.line}:${range.start.column}`];
  const head = `${printable(place.filter((part) => part !== '').join(':'))}: ${paint(palette, severity)(severity)}: ${printable(message)} ${palette.quiet(`[${code}]`)}`;
  const notes = [
    ...(range !== undefined && at !== '' ? [`at ${at}`] : []),
    ...(help === undefined ? [] : [`do: ${help}`]),
    ...(awsMessage === undefined ? [] : [`AWS says: ${awsMessage}`]),
  ];
  return [
    head,
    ...notes.map((note) => `  ${wrapped(printable(note), columns - 2, '      ')}`),
    '',
  ].join('\n');
}

/** A sentence about the call or a whole file that stands at no place, with its weight in front: `note: …`. */
export function remarkText(
  severity: Diagnostic['severity'],
  sentence: string,
  style: Style,
): string {
  const word = severity === 'info' ? 'note' : severity;
  const painted = paint(paletteOf(style), severity)(word);
  const indent = '  ';
  return `${painted}: ${wrapped(printable(sentence), style.columns, indent, word.length + 2)}\n`;
}

/** The colour of a severity. */
export function paint(
  palette: Palette,
  severity: Diagnostic['severity'],
): (text: string) => string {
  if (severity === 'error') return palette.bad;
  return severity === 'warning' ? palette.careful : palette.quiet;
}
