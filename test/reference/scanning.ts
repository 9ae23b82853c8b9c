import type {
  AcceptedFinding,
  MonitoredImage,
  ScanningConfiguration,
  ScanTrigger,
} from '../../src/scanning/index.js';
import type { FindingsAnswer } from '../arbitraries/scanning.js';
import { matchesWholeTag } from './tagging.js';

/**
 * Scanning as the guide words it, naively. Shares no code with the engine.
 *
 * A filter without an asterisk matches every name that contains it; one with asterisks matches whole names.
 */
export function filterMatches(filter: string, name: string): boolean {
  if (!filter.includes('*')) return name.includes(filter);
  return matchesWholeTag([...filter], [...name]);
}

/**
 * Under basic scanning a repository is scanned on push if a filter for pushes matches or its own flag is set, and
 * manually otherwise. Under enhanced scanning continuous filters beat those for pushes, and what none matches is off.
 */
export function referenceFrequency(
  { scanType, rules }: ScanningConfiguration,
  name: string,
  flag: boolean,
): 'continuous' | 'on-push' | 'manual' | 'off' {
  const wanted = (frequency: string) =>
    rules
      .filter(({ scanFrequency }) => scanFrequency === frequency)
      .some(({ repositoryFilters }) =>
        repositoryFilters.some(({ filter }) => filterMatches(filter, name)),
      );
  if (scanType === 'BASIC') return wanted('SCAN_ON_PUSH') || flag ? 'on-push' : 'manual';
  if (wanted('CONTINUOUS_SCAN')) return 'continuous';
  return wanted('SCAN_ON_PUSH') ? 'on-push' : 'off';
}

const day = 24 * 60 * 60 * 1000;

/** Whether anything scans the image, under the default readings; the exception where StartImageScan refuses. */
export function referenceScan(
  configuration: ScanningConfiguration,
  trigger: ScanTrigger,
): boolean | string {
  const { cause, atMs, imageStatus, imageManifestMediaType, subjectManifestDigest } = trigger;
  const frequency = referenceFrequency(
    configuration,
    trigger.repositoryName,
    trigger.scanOnPush ?? false,
  );
  const basic = configuration.scanType === 'BASIC';
  const archived = imageStatus === 'ARCHIVED' || imageStatus === 'ACTIVATING';
  const isImage =
    subjectManifestDigest === undefined &&
    imageManifestMediaType !== 'application/vnd.oci.image.index.v1+json';
  const spent =
    (trigger.lastBasicScanAtMs !== undefined && trigger.lastBasicScanAtMs > atMs - day) ||
    (trigger.basicScansOfRegistry ?? 0) > 99_999;
  if (cause === 'start-image-scan') {
    if (!basic) return 'ValidationException';
    if (archived) return 'ImageArchivedException';
    if (!isImage) return 'UnsupportedImageTypeException';
    return spent ? 'LimitExceededException' : true;
  }
  if (archived || !isImage) return false;
  if (cause === 'new-vulnerability') {
    if (frequency !== 'continuous') return false;
    return trigger.monitoring === undefined || referenceMonitored(trigger.monitoring, atMs);
  }
  if (frequency === 'manual' || frequency === 'off') return false;
  return !basic || !spent;
}

/** Monitored within 14 days of the push or of the last use, by the settings of a new account. */
export function referenceMonitored(image: MonitoredImage, atMs: number): boolean {
  const { pushedAtMs, lastInUseAtMs, enabledAtMs, inactiveSinceMs } = image;
  if (enabledAtMs !== undefined && enabledAtMs - pushedAtMs > 14 * day) return false;
  if (inactiveSinceMs !== undefined && inactiveSinceMs >= pushedAtMs) return false;
  const within = (instant: number | undefined) =>
    instant !== undefined && atMs - instant < 14 * day;
  return within(pushedAtMs) || within(lastInUseAtMs);
}

const order = ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

/** Whether one image may pass: read off AWS's own answer. */
export function referenceGate(
  answer: FindingsAnswer,
  gate: { failOn: string; onlyFixable: boolean; exceptions: readonly AcceptedFinding[] },
  today: string,
): 'passed' | 'failed' | 'undecided' {
  const threshold = order.indexOf(gate.failOn);
  const matters = (severity: string) => order.indexOf(severity) >= threshold;
  const accepted = (name: string, packages: readonly string[]) =>
    gate.exceptions.some(
      (exception) =>
        exception.vulnerability.toLowerCase() === name.toLowerCase() &&
        today <= exception.expires &&
        (exception.repository === undefined ||
          matchesWholeTag([...exception.repository], [...answer.repositoryName])) &&
        (exception.package === undefined ||
          (packages.length > 0 &&
            packages.every((of) => matchesWholeTag([...(exception.package ?? '')], [...of])))),
    );
  const basicFails = answer.basic.some(
    ({ name, severity, package: of }) =>
      matters(severity) && !accepted(name, of === undefined ? [] : [of]),
  );
  const enhancedFails = answer.enhanced.some(({ name, severity, status, fix, packages }) => {
    if (status === 'SUPPRESSED' || status === 'CLOSED') return false;
    const said = packages.map(({ fixedInVersion }) => fixedInVersion);
    const hopeless =
      fix === 'NO' ||
      (fix === undefined && said.length > 0 && said.every((version) => version === 'NotAvailable'));
    if (gate.onlyFixable && hopeless) return false;
    return (
      matters(severity) &&
      !accepted(
        name,
        packages.map((of) => of.name),
      )
    );
  });
  if (basicFails || enhancedFails) return 'failed';
  if (answer.status !== 'COMPLETE' && answer.status !== 'ACTIVE') return 'undecided';
  return isWhole(answer, matters) ? 'passed' : 'undecided';
}

/** Whether everything that matters was in the list. Findings that are not open may hide missing ones. */
function isWhole(answer: FindingsAnswer, matters: (severity: string) => boolean): boolean {
  const closed = answer.enhanced.filter(
    ({ status }) => status === 'SUPPRESSED' || status === 'CLOSED',
  );
  const hidden = Object.entries(answer.unlisted ?? {}).some(
    ([severity, count]) =>
      matters(severity) && count > closed.filter((finding) => finding.severity === severity).length,
  );
  if (hidden) return false;
  if (answer.token !== 'more') return true;
  return answer.unlisted !== undefined && closed.length === 0;
}
