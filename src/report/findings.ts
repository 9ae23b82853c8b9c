import type { Diagnostic } from '../base/diagnostic.js';

/** Findings about one file, each with its line and column or its place in the document, and its remedy. */
export function findingsText(path: string, findings: readonly Diagnostic[]): string {
  return findings.map((finding) => findingText(path, finding)).join('');
}

function findingText(path: string, { severity, code, message, at, range, help }: Diagnostic) {
  const where =
    range === undefined
      ? `${path}${at === '' ? '' : `#${at}`}`
      : `${path}:${range.start.line}:${range.start.column}`;
  const remedy = help === undefined ? '' : `  ${help}\n`;
  return `${where}: ${severity}: ${message} [${code}]\n${remedy}`;
}
