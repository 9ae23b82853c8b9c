import {
  dayMs,
  firstEnabledDays,
  firstEnabledDaysOfTroubleshooting,
  pullDateRescanDurations,
  rescanDurations,
} from '../facts/scanning.js';
import { compileGlob } from '../glob/match.js';
import type {
  CompiledScanning,
  CompiledScanningFilter,
  RescanSettings,
  ScanningConfiguration,
  ScanningFilter,
  ScanningReadings,
} from './types.js';

/** What may be said beside a registry's scanning configuration. */
export interface ScanningOptions {
  readonly readings?: ScanningReadings | undefined;
  /** Durations of enhanced scanning; those of a new account when absent. */
  readonly rescan?: RescanSettings | undefined;
}

/** Turns a scanning configuration into what `decideRepositoryScanning` and `decideScan` run. */
export function compileScanning(
  configuration: ScanningConfiguration,
  { readings = {}, rescan = {} }: ScanningOptions = {},
): CompiledScanning {
  const { scanType, rules } = configuration;
  const basic = scanType === 'BASIC';
  const pushDays = rescanDurations[rescan.rescanDuration ?? readings.defaultRescan ?? 'DAYS_14'];
  return {
    scanType,
    filters: rules.flatMap(({ scanFrequency, repositoryFilters }, rule) =>
      repositoryFilters.map(
        (filter): CompiledScanningFilter => ({
          filter,
          glob: globOf(filter),
          scanFrequency,
          rule,
        }),
      ),
    ),
    flagScans: basic && readings.repositoryFlag !== 'ignored',
    arrivalsScanned: readings.arrivals !== 'not-scanned',
    slidingWindow: readings.basicWindow !== 'calendar-day',
    firstEnabledMs:
      dayMs *
      (readings.firstEnabledDays === firstEnabledDaysOfTroubleshooting
        ? firstEnabledDaysOfTroubleshooting
        : firstEnabledDays),
    pushWindowMs: pushDays === null ? null : pushDays * dayMs,
    pullWindowMs: pullDateRescanDurations[rescan.pullDateRescanDuration ?? 'DAYS_14'] * dayMs,
    pullClock: rescan.pullDateRescanMode ?? 'LAST_IN_USE_AT',
  };
}

/** A filter without an asterisk is sought anywhere in the name, one with an asterisk stands for the whole of it. */
function globOf({ filter }: ScanningFilter) {
  return compileGlob(filter.includes('*') ? filter : `*${filter}*`);
}
