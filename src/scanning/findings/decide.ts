import { finishedScanStatuses } from '../../facts/scanning.js';
import { matchesGlob } from '../../glob/match.js';
import { countFindings, severityRank } from './count.js';
import type {
  CompiledException,
  CompiledScanGate,
  FindingVerdict,
  GateQuestion,
  ImageGateVerdict,
  ImageScan,
  Judgement,
  ScanFinding,
  ScanGateVerdict,
  SeverityCount,
  UndecidedReason,
} from './types.js';

/** Whether images may pass, judged by what their scans found. */
export function decideScanGate(gate: CompiledScanGate, question: GateQuestion): ScanGateVerdict {
  const named = exceptionsByName(gate);
  const images = question.scans.map((scan) => decideImage({ gate, named, scan, ...question }));
  const used = new Set(images.flatMap(({ findings }) => findings.flatMap(exceptionOf)));
  const all = gate.exceptions.map((_, index) => index);
  return {
    kind: overall(images),
    images,
    unusedExceptions: all.filter((index) => !used.has(index)),
    expiredExceptions: all.filter((index) => hasEnded(gate.exceptions[index], question.atMs)),
  };
}

/** Indexes of the exceptions for each vulnerability. They are proposals; whether one accepts is decided by `accepts`. */
function exceptionsByName({
  exceptions,
}: CompiledScanGate): ReadonlyMap<string, readonly number[]> {
  const named = new Map<string, number[]>();
  exceptions.forEach(({ vulnerability }, index) => {
    const found = named.get(vulnerability);
    if (found === undefined) named.set(vulnerability, [index]);
    else found.push(index);
  });
  return named;
}

/** What one image is judged by. */
interface Trial {
  readonly gate: CompiledScanGate;
  readonly named: ReadonlyMap<string, readonly number[]>;
  readonly scan: ImageScan;
  readonly atMs: number;
}

/** One image that fails decides; one that cannot be judged lets none pass. No image at all is nothing to judge. */
function overall(images: readonly ImageGateVerdict[]): ScanGateVerdict['kind'] {
  if (images.some(({ kind }) => kind === 'failed')) return 'failed';
  const allPassed = images.length > 0 && images.every(({ kind }) => kind === 'passed');
  return allPassed ? 'passed' : 'undecided';
}

function exceptionOf(verdict: FindingVerdict): number[] {
  if (verdict.kind === 'fails')
    return verdict.expiredException < 0 ? [] : [verdict.expiredException];
  return verdict.reason === 'accepted' ? [verdict.exception] : [];
}

function decideImage(trial: Trial): ImageGateVerdict {
  const { gate, scan } = trial;
  const { repositoryName, imageDigest, imageTag, scanStatus } = scan;
  const counts = countFindings(scan);
  const findings = scan.findings.map(
    (finding): FindingVerdict => ({
      vulnerability: finding.vulnerability,
      severity: finding.severity,
      ...judge(trial, finding),
    }),
  );
  const unreadFailing = unreadAtOrAbove(gate, counts);
  const about = {
    repositoryName,
    imageDigest,
    imageTag,
    scanStatus,
    counts,
    findings,
    unreadFailing,
  };
  if (findings.some(({ kind }) => kind === 'fails')) return { kind: 'failed', ...about };
  const reason = undecided(scan, unreadFailing);
  if (reason !== undefined) return { kind: 'undecided', reason, ...about };
  return { kind: 'passed', ...about };
}

/** What keeps a scan without a failing finding from being believed. */
function undecided(scan: ImageScan, unreadFailing: number): UndecidedReason | undefined {
  const finished: readonly (string | undefined)[] = finishedScanStatuses;
  if (!finished.includes(scan.scanStatus)) return unfinished(scan.scanStatus);
  if (unreadFailing > 0) return 'findings-missing';
  // AWS's counts prove that nothing is missing, unless findings they leave out make up for missing ones.
  const proven =
    scan.findingSeverityCounts !== undefined && scan.findings.every(({ open }) => open);
  return scan.complete || proven ? undefined : 'findings-missing';
}

function unfinished(scanStatus: string | undefined): UndecidedReason {
  if (scanStatus === 'UNSUPPORTED_IMAGE' || scanStatus === 'IMAGE_ARCHIVED') return 'not-scannable';
  return scanStatus === 'SCAN_ELIGIBILITY_EXPIRED' ? 'not-monitored' : 'not-finished';
}

function unreadAtOrAbove(
  { threshold }: CompiledScanGate,
  counts: readonly SeverityCount[],
): number {
  return counts
    .filter(({ severity }) => severityRank(severity) >= threshold)
    .reduce((sum, { unread }) => sum + unread, 0);
}

function judge({ gate, named, scan, atMs }: Trial, finding: ScanFinding): Judgement {
  if (!finding.open) return { kind: 'passes', reason: 'not-open' };
  if (severityRank(finding.severity) < gate.threshold) return { kind: 'passes', reason: 'below' };
  if (gate.onlyFixable && finding.fix === 'no') return { kind: 'passes', reason: 'no-fix' };
  const proposed = named.get(finding.vulnerability.toUpperCase()) ?? [];
  const matching = proposed.filter((index) => accepts(gate.exceptions[index], finding, scan));
  const exception = matching.find((index) => !hasEnded(gate.exceptions[index], atMs));
  if (exception !== undefined) return { kind: 'passes', reason: 'accepted', exception };
  return { kind: 'fails', expiredException: matching[0] ?? -1 };
}

function hasEnded(exception: CompiledException | undefined, atMs: number): boolean {
  return exception === undefined || atMs >= exception.endsAtMs;
}

/** A finding in several packages is accepted for a package only when the pattern covers all of them. */
function accepts(
  exception: CompiledException | undefined,
  { vulnerability, packages }: ScanFinding,
  { repositoryName }: ImageScan,
): boolean {
  if (vulnerability.toUpperCase() !== exception?.vulnerability) return false;
  const { package: inPackage, repository } = exception;
  if (repository !== undefined && !matchesGlob(repository, repositoryName ?? '')) return false;
  if (inPackage === undefined) return true;
  return packages.length > 0 && packages.every(({ name }) => matchesGlob(inPackage, name));
}
