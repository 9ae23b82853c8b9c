import { unreachable } from '../../base/invariant.js';
import { counted, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { decideScanGate } from './decide.js';
import type {
  CompiledScanGate,
  FindingVerdict,
  GateQuestion,
  ImageGateVerdict,
  ScanFinding,
  ScanGateExplanation,
  ScanGateVerdict,
  UndecidedReason,
} from './types.js';

/** The verdict of `decideScanGate`, with a sentence for each image and finding, and the facts it rests on. */
export function explainScanGate(
  gate: CompiledScanGate,
  question: GateQuestion,
): ScanGateExplanation {
  const verdict = decideScanGate(gate, question);
  return {
    verdict,
    sentence: overallSentence(verdict),
    images: verdict.images.map((image, index) => ({
      sentence: imageSentence(gate, image),
      findings: (question.scans[index]?.findings ?? []).map((finding, place) =>
        findingSentence(gate, finding, image.findings[place]),
      ),
    })),
    because: facts(gate, question, verdict),
  };
}

function overallSentence({ kind, images }: ScanGateVerdict): string {
  const count = counted(images.length, 'image');
  switch (kind) {
    case 'passed':
      return `${count} may pass`;
    case 'failed':
      return `${counted(images.filter((image) => image.kind === 'failed').length, 'image')} of ${images.length} must not pass`;
    case 'undecided':
      return images.length === 0
        ? 'there is no scan to judge'
        : `${counted(images.filter((image) => image.kind === 'undecided').length, 'image')} of ${images.length} cannot be judged`;
    default:
      return unreachable(kind);
  }
}

function imageSentence({ failOn }: CompiledScanGate, image: ImageGateVerdict): string {
  const failing = image.findings.filter(({ kind }) => kind === 'fails').length;
  switch (image.kind) {
    case 'passed':
      return `no finding of ${failOn} or above stands against it`;
    case 'failed':
      return `${counted(failing, 'finding')} of ${failOn} or above${unread(image)}`;
    case 'undecided':
      return undecidedSentence(image);
    default:
      return unreachable(image.kind);
  }
}

function unread({ unreadFailing }: ImageGateVerdict): string {
  return unreadFailing === 0 ? '' : `, and ${counted(unreadFailing, 'finding')} more not read`;
}

function undecidedSentence({
  reason = 'not-finished',
  scanStatus,
  unreadFailing,
}: ImageGateVerdict) {
  const status = scanStatus === undefined ? 'without a status' : `with status ${scanStatus}`;
  const reasons: Readonly<Record<UndecidedReason, string>> = {
    'not-finished': `the scan is not finished (${status})`,
    'not-scannable': `the image was not scanned (${status})`,
    'not-monitored': `the findings are out of date, since the image is no longer monitored (${status})`,
    'findings-missing':
      unreadFailing > 0
        ? `${counted(unreadFailing, 'finding')} that could fail it ${unreadFailing === 1 ? 'was' : 'were'} not read`
        : 'not all findings were read',
  };
  return reasons[reason];
}

function findingSentence(
  { failOn }: CompiledScanGate,
  finding: ScanFinding,
  verdict: FindingVerdict | undefined,
): string {
  const subject = `${quote(finding.vulnerability)} (${finding.severity})`;
  if (verdict === undefined) return subject;
  if (verdict.kind === 'fails') {
    return verdict.expiredException < 0
      ? `${subject} fails the gate`
      : `${subject} fails the gate: it was accepted, but no longer is`;
  }
  switch (verdict.reason) {
    case 'not-open':
      return `${subject} passes: it is suppressed or closed`;
    case 'below':
      return `${subject} passes: it is below ${failOn}`;
    case 'no-fix':
      return `${subject} passes: no update mends it`;
    case 'accepted':
      return `${subject} passes: it is accepted`;
    default:
      return unreachable(verdict);
  }
}

function facts(
  { onlyFixable }: CompiledScanGate,
  { scans }: GateQuestion,
  verdict: ScanGateVerdict,
): FactId[] {
  const findings = scans.flatMap((scan) => scan.findings);
  const verdicts = verdict.images.flatMap((image) => image.findings);
  const fact = (id: FactId, holds: boolean): FactId[] => (holds ? [id] : []);
  return [
    'scanning.findingSeverities',
    'scanning.finishedScanStatuses',
    ...fact(
      'scanning.basicKnowsNoFix',
      onlyFixable && findings.some(({ fix }) => fix === 'unknown'),
    ),
    ...fact('scanning.fixAvailabilities', onlyFixable),
    ...fact(
      'scanning.openFindingStatus',
      findings.some(({ open }) => !open),
    ),
    ...fact(
      'scanning.findingsArePaged',
      verdict.images.some(({ reason }) => reason === 'findings-missing'),
    ),
    ...fact(
      'scanning.exceptionNeedsReasonAndEnd',
      verdicts.some((one) =>
        one.kind === 'fails' ? one.expiredException >= 0 : one.reason === 'accepted',
      ),
    ),
  ];
}
