import { filled } from '../base/frame.js';
import { indexMediaTypes } from '../facts/image.js';
import {
  basicScansPerRegistryMax,
  basicScanWindowMs,
  manualScanDisabledMessage,
  scanQuotaMessage,
  unscannableMessage,
} from '../facts/scanning.js';
import { matchesGlob } from '../glob/match.js';
import type {
  CompiledScanning,
  MonitoredImage,
  MonitoringVerdict,
  NoScanReason,
  RepositoryScanning,
  ScanFrequency,
  ScannedRepository,
  ScanTrigger,
  ScanVerdict,
  StartImageScanException,
} from './types.js';

/** How a repository is scanned: what BatchGetRepositoryScanningConfiguration answers, and whether that means off. */
export function decideRepositoryScanning(
  scanning: CompiledScanning,
  repository: ScannedRepository,
): RepositoryScanning {
  const matches = filterMatches(scanning, repository);
  const continuous = filtersFor(scanning, 'CONTINUOUS_SCAN', matches);
  if (continuous.length > 0) return byFilters(scanning, 'continuous', continuous);
  const onPush = filtersFor(scanning, 'SCAN_ON_PUSH', matches);
  if (onPush.length > 0) return byFilters(scanning, 'on-push', onPush);
  if (scanning.flagScans && repository.scanOnPush === true) {
    return { ...nothing, kind: 'on-push', scanFrequency: 'SCAN_ON_PUSH', byFlag: true };
  }
  if (scanning.scanType === 'ENHANCED') return { ...nothing, kind: 'off' };
  return byFilters(scanning, 'manual', filtersFor(scanning, 'MANUAL', matches));
}

const nothing = {
  scanFrequency: 'MANUAL',
  appliedScanFilters: [],
  filters: [],
  byFlag: false,
} as const;

const frequencyOf = {
  continuous: 'CONTINUOUS_SCAN',
  'on-push': 'SCAN_ON_PUSH',
  manual: 'MANUAL',
} as const;

function byFilters(
  scanning: CompiledScanning,
  kind: keyof typeof frequencyOf,
  filters: readonly number[],
): RepositoryScanning {
  const appliedScanFilters = filters.flatMap((index) => scanning.filters[index]?.filter ?? []);
  return { kind, scanFrequency: frequencyOf[kind], appliedScanFilters, filters, byFlag: false };
}

/** Indexes of the filters of one frequency that match. */
function filtersFor(
  scanning: CompiledScanning,
  frequency: ScanFrequency,
  matches: readonly boolean[],
): readonly number[] {
  return scanning.filters.flatMap(({ scanFrequency }, index) =>
    scanFrequency === frequency && matches[index] === true ? [index] : [],
  );
}

/** For every filter, whether it matches the repository. */
export function filterMatches(
  { filters }: CompiledScanning,
  { repositoryName }: ScannedRepository,
): readonly boolean[] {
  return filters.map(({ glob }) => matchesGlob(glob, repositoryName));
}

/** Whether a push, a restore, a request or a new vulnerability has an image scanned. A refusal is an answer. */
export function decideScan(scanning: CompiledScanning, trigger: ScanTrigger): ScanVerdict {
  if (trigger.cause === 'start-image-scan') return startedScan(scanning, trigger);
  const { kind } = decideRepositoryScanning(scanning, trigger);
  if (kind === 'off' || kind === 'manual') return notScanned(kind);
  if (isArchived(trigger)) return notScanned('archived');
  if (!isImage(trigger)) return notScanned('not-an-image');
  if (trigger.cause === 'new-vulnerability') return rescan(scanning, trigger, kind);
  if (isArrival(trigger) && !scanning.arrivalsScanned) return notScanned('arrival');
  if (scanning.scanType === 'ENHANCED') return enhancedScan(scanning, trigger, kind);
  const limit = basicLimit(scanning, trigger);
  return limit === undefined ? { kind: 'scanned', by: 'BASIC' } : notScanned(limit);
}

function notScanned(reason: NoScanReason): ScanVerdict {
  return { kind: 'not-scanned', reason };
}

/** StartImageScan, which only basic scanning knows. */
function startedScan(scanning: CompiledScanning, trigger: ScanTrigger): ScanVerdict {
  if (scanning.scanType === 'ENHANCED') {
    return refused('ValidationException', manualScanDisabledMessage);
  }
  if (isArchived(trigger)) return refused('ImageArchivedException');
  if (!isImage(trigger)) {
    const mediaType = trigger.imageManifestMediaType;
    const message = mediaType === undefined ? undefined : filled(unscannableMessage, mediaType);
    return refused('UnsupportedImageTypeException', message);
  }
  switch (basicLimit(scanning, trigger)) {
    case 'image-limit':
      return refused('LimitExceededException', scanQuotaMessage);
    case 'registry-limit':
      return refused('LimitExceededException');
    default:
      return { kind: 'scanned', by: 'BASIC' };
  }
}

function refused(exception: StartImageScanException, message?: string): ScanVerdict {
  return message === undefined
    ? { kind: 'refused', exception }
    : { kind: 'refused', exception, message };
}

/** An image on its way back from the archive is not restored yet. */
function isArchived({ imageStatus = 'ACTIVE' }: ScanTrigger): boolean {
  return imageStatus !== 'ACTIVE';
}

/** Neither an index nor a signature, an SBOM or an attestation. */
function isImage({ imageManifestMediaType, subjectManifestDigest }: ScanTrigger): boolean {
  const indexes: readonly (string | undefined)[] = indexMediaTypes;
  return subjectManifestDigest === undefined && !indexes.includes(imageManifestMediaType);
}

function isArrival({ cause }: ScanTrigger): boolean {
  return cause === 'replicated' || cause === 'pull-through';
}

function basicLimit(
  { slidingWindow }: CompiledScanning,
  {
    atMs,
    lastBasicScanAtMs,
    basicScansOfRegistry = 0,
    basicScansOfRegistryMax = basicScansPerRegistryMax,
  }: ScanTrigger,
): 'image-limit' | 'registry-limit' | undefined {
  if (lastBasicScanAtMs !== undefined) {
    const again = slidingWindow
      ? atMs - lastBasicScanAtMs < basicScanWindowMs
      : windowOf(atMs) === windowOf(lastBasicScanAtMs);
    if (again) return 'image-limit';
  }
  return basicScansOfRegistry >= basicScansOfRegistryMax ? 'registry-limit' : undefined;
}

/** Number of the calendar day in UTC. */
function windowOf(atMs: number): number {
  return Math.floor(atMs / basicScanWindowMs);
}

function enhancedScan(
  { pushWindowMs }: CompiledScanning,
  { atMs }: ScanTrigger,
  kind: RepositoryScanning['kind'],
): ScanVerdict {
  if (kind !== 'continuous') return { kind: 'scanned', by: 'ENHANCED' };
  const monitoredUntilMs = pushWindowMs === null ? null : atMs + pushWindowMs;
  return { kind: 'scanned', by: 'ENHANCED', monitoredUntilMs };
}

/** Only continuous scanning looks at an image again, and only while it is monitored. */
function rescan(
  scanning: CompiledScanning,
  { atMs, monitoring }: ScanTrigger,
  kind: RepositoryScanning['kind'],
): ScanVerdict {
  if (scanning.scanType === 'BASIC') return notScanned('basic-scans-once');
  if (kind !== 'continuous') return notScanned('not-continuous');
  if (monitoring === undefined) return { kind: 'scanned', by: 'ENHANCED' };
  const verdict = decideMonitoring(scanning, monitoring, atMs);
  if (verdict.kind === 'expired') return notScanned('eligibility-expired');
  return { kind: 'scanned', by: 'ENHANCED', monitoredUntilMs: verdict.untilMs };
}

/** Whether enhanced, continuous scanning still monitors an image at an instant in milliseconds. */
export function decideMonitoring(
  scanning: CompiledScanning,
  image: MonitoredImage,
  atMs: number,
): MonitoringVerdict {
  const { pushedAtMs, enabledAtMs, inactiveSinceMs } = image;
  if (enabledAtMs !== undefined && pushedAtMs < enabledAtMs - scanning.firstEnabledMs) {
    return expired('pushed-before-enabled');
  }
  if (inactiveSinceMs !== undefined && pushedAtMs <= inactiveSinceMs) {
    return expired('became-inactive');
  }
  const { pushWindowMs, pullWindowMs } = scanning;
  if (pushWindowMs === null) return monitored(null, 'push');
  const pulledAtMs = pullClockOf(scanning, image);
  const pushEndMs = pushedAtMs + pushWindowMs;
  const pullEndMs = pulledAtMs === undefined ? pushEndMs : pulledAtMs + pullWindowMs;
  const untilMs = Math.max(pushEndMs, pullEndMs);
  if (atMs >= untilMs) return expired('windows-closed');
  return monitored(untilMs, pullEndMs > pushEndMs ? 'pull' : 'push');
}

function pullClockOf({ pullClock }: CompiledScanning, image: MonitoredImage): number | undefined {
  return pullClock === 'LAST_IN_USE_AT' ? image.lastInUseAtMs : image.lastRecordedPullTimeMs;
}

function monitored(untilMs: number | null, by: 'push' | 'pull'): MonitoringVerdict {
  return { kind: 'monitored', scanStatus: 'ACTIVE', untilMs, by };
}

function expired(
  reason: 'pushed-before-enabled' | 'became-inactive' | 'windows-closed',
): MonitoringVerdict {
  return { kind: 'expired', scanStatus: 'SCAN_ELIGIBILITY_EXPIRED', reason };
}
