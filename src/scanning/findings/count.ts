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
  const read = scan.findings.map(({ severity }) => severity);
  return [...new Set([...Object.keys(stated), ...read])]
    .map((severity): SeverityCount => {
      const own = scan.findings.filter((finding) => finding.severity === severity);
      const open = own.filter((finding) => finding.open).length;
      const unread = Math.max(0, statedOf(stated, severity) - own.length);
      return { severity, open, closed: own.length - open, unread };
    })
    .filter(({ open, closed, unread }) => open + closed + unread > 0)
    .sort(bySeverity);
}

function bySeverity({ severity: a }: SeverityCount, { severity: b }: SeverityCount): number {
  return severityRank(b) - severityRank(a) || (a < b ? -1 : 1);
}

function statedOf(stated: Readonly<Record<string, number>>, severity: string): number {
  return Object.hasOwn(stated, severity) ? (stated[severity] ?? 0) : 0;
}
