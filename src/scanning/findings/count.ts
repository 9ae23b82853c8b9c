import { findingSeverities } from '../../facts/scanning.js';
import type { ImageScan, SeverityCount } from './types.js';

/** The place of a severity among AWS's, 0 for one that has not been rated yet, such as `UNTRIAGED`. */
export function severityRank(severity: string): number {
  const names: readonly string[] = findingSeverities;
  return Math.max(0, names.indexOf(severity));
}

/** How many findings of each severity there are, the most severe first; severities without any are left out. */
export function countFindings(scan: ImageScan): readonly SeverityCount[] {
  const stated = scan.findingSeverityCounts ?? {};
  const read = new Map<string, number>();
  for (const { severity } of scan.findings) read.set(severity, (read.get(severity) ?? 0) + 1);
  return [...new Set([...Object.keys(stated), ...read.keys()])]
    .map((severity) => ({
      severity,
      total: Math.max(statedOf(stated, severity), read.get(severity) ?? 0),
      read: read.get(severity) ?? 0,
    }))
    .filter(({ total }) => total > 0)
    .sort(
      (a, b) =>
        severityRank(b.severity) - severityRank(a.severity) || (a.severity < b.severity ? -1 : 1),
    );
}

function statedOf(stated: Readonly<Record<string, number>>, severity: string): number {
  return Object.hasOwn(stated, severity) ? (stated[severity] ?? 0) : 0;
}
