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
  const open = tally(scan, true);
  const closed = tally(scan, false);
  return [...new Set([...Object.keys(stated), ...open.keys(), ...closed.keys()])]
    .map((severity): SeverityCount => {
      const read = { open: open.get(severity) ?? 0, closed: closed.get(severity) ?? 0 };
      const unread = Math.max(0, statedOf(stated, severity) - read.open - read.closed);
      return { severity, ...read, unread };
    })
    .filter((count) => count.open + count.closed + count.unread > 0)
    .sort(bySeverity);
}

function tally({ findings }: ImageScan, open: boolean): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    if (finding.open !== open) continue;
    counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
  }
  return counts;
}

function bySeverity({ severity: a }: SeverityCount, { severity: b }: SeverityCount): number {
  return severityRank(b) - severityRank(a) || (a < b ? -1 : 1);
}

function statedOf(stated: Readonly<Record<string, number>>, severity: string): number {
  return Object.hasOwn(stated, severity) ? (stated[severity] ?? 0) : 0;
}
