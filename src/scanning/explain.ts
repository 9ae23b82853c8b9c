import { unreachable } from '../base/invariant.js';
import { quote } from '../base/quote.js';
import type { FactId } from '../facts/ledger/index.js';
import { formatInstant } from '../model/instant.js';
import { decideRepositoryScanning, decideScan, filterMatches } from './decide.js';
import type {
  CompiledScanning,
  NoScanReason,
  RepositoryScanning,
  RepositoryScanningExplanation,
  ScanExplanation,
  ScannedRepository,
  ScanTrigger,
  ScanVerdict,
  StartImageScanException,
} from './types.js';

/** The answer of `decideRepositoryScanning`, with each filter's match, a sentence, and the facts it rests on. */
export function explainRepositoryScanning(
  scanning: CompiledScanning,
  repository: ScannedRepository,
): RepositoryScanningExplanation {
  const verdict = decideRepositoryScanning(scanning, repository);
  return {
    verdict,
    matches: filterMatches(scanning, repository),
    sentence: `${quote(repository.repositoryName)} ${manner(verdict)}${ground(scanning, verdict)}`,
    because: frequencyFacts(scanning, verdict),
  };
}

function manner({ kind }: RepositoryScanning): string {
  switch (kind) {
    case 'continuous':
      return 'is scanned on push and again whenever a vulnerability becomes known';
    case 'on-push':
      return 'is scanned on push';
    case 'manual':
      return 'is scanned only when somebody starts a scan';
    case 'off':
      return 'is not scanned, and nobody can start a scan';
    default:
      return unreachable(kind);
  }
}

/** What decided. */
function ground({ filters }: CompiledScanning, verdict: RepositoryScanning): string {
  if (verdict.byFlag) return ': its own scanOnPush flag is set';
  const names = verdict.appliedScanFilters.map(({ filter }) => quote(filter));
  if (names.length === 1) return `: the filter ${names[0]} matches it`;
  if (names.length > 1) return `: the filters ${names.join(', ')} match it`;
  return filters.length === 0 ? ': there is no filter' : ': no filter matches it';
}

function frequencyFacts(scanning: CompiledScanning, verdict: RepositoryScanning): FactId[] {
  if (verdict.byFlag) return ['scanning.flagCountsUnderBasic'];
  const dialects = verdict.appliedScanFilters.map(
    ({ filter }): FactId =>
      filter.includes('*') ? 'scanning.starFilterMatchesWhole' : 'scanning.bareFilterContains',
  );
  const used = [...new Set(dialects)];
  switch (verdict.kind) {
    case 'continuous':
      return scanning.filters.some(({ scanFrequency }) => scanFrequency === 'SCAN_ON_PUSH')
        ? ['scanning.continuousWins', ...used]
        : used;
    case 'on-push':
      return used;
    case 'manual':
      return used.length > 0 ? used : ['scanning.unmatchedIsManual'];
    case 'off':
      return [
        'scanning.unmatchedIsOff',
        'scanning.offIsReportedAsManual',
        'scanning.flagIgnoredUnderEnhanced',
      ];
    default:
      return unreachable(verdict.kind);
  }
}

/** The answer of `decideScan`, with the repository's scanning, a sentence, and the facts it rests on. */
export function explainScan(scanning: CompiledScanning, trigger: ScanTrigger): ScanExplanation {
  const verdict = decideScan(scanning, trigger);
  const repository = decideRepositoryScanning(scanning, trigger);
  const own = scanFacts(verdict, trigger);
  const asked = trigger.cause === 'start-image-scan';
  return {
    verdict,
    repository,
    sentence: scanSentence(verdict),
    because: asked ? own : [...own, ...frequencyFacts(scanning, repository)],
  };
}

function scanSentence(verdict: ScanVerdict): string {
  switch (verdict.kind) {
    case 'scanned':
      return `${verdict.by.toLowerCase()} scanning scans the image${period(verdict.monitoredUntilMs)}`;
    case 'not-scanned':
      return reasons[verdict.reason];
    case 'refused':
      return `StartImageScan answers ${verdict.exception}: ${refusals[verdict.exception]}`;
    default:
      return unreachable(verdict);
  }
}

function period(untilMs: number | null | undefined): string {
  if (untilMs === undefined) return ' once';
  if (untilMs === null) return ' and monitors it as long as it exists';
  const until = formatInstant(untilMs);
  return ` and monitors it until ${until}, or longer if it is used`;
}

const reasons: Readonly<Record<NoScanReason, string>> = {
  archived: 'an archived image is not scanned before it is restored',
  'basic-scans-once': 'basic scanning does not look at an image again by itself',
  'eligibility-expired': 'the image is no longer monitored, until it is pushed again',
  'image-limit': 'the image had its one basic scan of 24 hours already',
  manual: 'the repository is scanned only when somebody starts a scan',
  'not-an-image': 'an index or a reference artifact is not scanned itself, only images are',
  'not-continuous': 'the repository is scanned on push only',
  arrival: 'nobody pushed the image here, it was copied',
  off: 'the repository is not scanned under enhanced scanning, since no filter matches it',
  'registry-limit': 'the registry had all its basic scans of 24 hours already',
};

const refusals: Readonly<Record<StartImageScanException, string>> = {
  ImageArchivedException: 'the image is archived',
  LimitExceededException: 'a limit of basic scans in 24 hours is reached',
  UnsupportedImageTypeException: 'an index or a reference artifact cannot be scanned',
  ValidationException: 'scans cannot be started by hand under enhanced scanning',
};

function scanFacts(verdict: ScanVerdict, { cause }: ScanTrigger): FactId[] {
  switch (verdict.kind) {
    case 'scanned':
      return [...causeFacts(cause), ...windowFacts(verdict.monitoredUntilMs)];
    case 'not-scanned':
      return reasonFacts[verdict.reason];
    case 'refused':
      return refusalFacts[verdict.exception];
    default:
      return unreachable(verdict);
  }
}

function windowFacts(untilMs: number | null | undefined): FactId[] {
  return untilMs === undefined ? [] : ['scanning.rescanDurations', 'scanning.eitherWindowKeeps'];
}

function causeFacts(cause: ScanTrigger['cause']): FactId[] {
  switch (cause) {
    case 'restored':
      return ['scanning.restoreScansAgain'];
    case 'replicated':
    case 'pull-through':
      return ['scanning.replicatedScannedLikePush'];
    case 'push':
    case 'start-image-scan':
      return ['scanning.scanFrequencies'];
    case 'new-vulnerability':
      return ['scanning.eitherWindowKeeps'];
    default:
      return unreachable(cause);
  }
}

const reasonFacts: Readonly<Record<NoScanReason, FactId[]>> = {
  archived: ['scanning.archivedNotScanned'],
  'basic-scans-once': ['scanning.legalFrequencies'],
  'eligibility-expired': ['scanning.eitherWindowKeeps', 'scanning.inactiveStays'],
  'image-limit': ['scanning.basicScansPerImageMax', 'scanning.basicScanWindowMs'],
  manual: ['scanning.unmatchedIsManual'],
  'not-an-image': ['scanning.indexNotScanned'],
  'not-continuous': ['scanning.scanFrequencies'],
  arrival: ['scanning.replicatedScannedLikePush'],
  off: ['scanning.unmatchedIsOff'],
  'registry-limit': ['scanning.basicScansPerRegistryMax'],
};

const refusalFacts: Readonly<Record<StartImageScanException, FactId[]>> = {
  ImageArchivedException: ['scanning.archivedNotScanned'],
  LimitExceededException: [
    'scanning.basicScansPerImageMax',
    'scanning.basicScansPerRegistryMax',
    'scanning.basicScanWindowMs',
  ],
  UnsupportedImageTypeException: ['scanning.indexNotScanned'],
  ValidationException: ['scanning.manualScanDisabledMessage'],
};
