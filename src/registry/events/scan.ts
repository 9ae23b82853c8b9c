import {
  detailTypes,
  inspectorScanStatus,
  inspectorSeverities,
  inspectorSource,
  inspectorTotal,
  scanFrequencyActionType,
  scanResourceType,
} from '../../facts/events.js';
import { findingSeverities } from '../../facts/scanning.js';
import { repositoryArn } from '../../model/arn.js';
import { enveloped } from './envelope.js';
import type {
  EventMoment,
  ScanEvent,
  ScanFacts,
  ScanFrequencyEvent,
  ScanFrequencyFacts,
  SeverityCounts,
} from './types.js';

/** `ECR Image Scan`: a basic scan has ended. Only severities that were found are counted, the gravest first. */
export function basicScanEvent(moment: EventMoment, facts: ScanFacts): ScanEvent {
  const { repositoryName } = facts;
  return enveloped(moment, {
    detailType: detailTypes.imageScan,
    resources: [repositoryArn({ ...moment, repositoryName })],
    detail: {
      'scan-status': facts.scanStatus,
      'repository-name': repositoryName,
      'finding-severity-counts': found(
        facts.findingSeverityCounts,
        [...findingSeverities].reverse(),
      ),
      'image-digest': facts.imageDigest,
      'image-tags': facts.imageTags,
    },
  });
}

/** `Inspector2 Scan`: Amazon Inspector has scanned an image for the first time. It names the repository by its ARN. */
export function inspectorScanEvent(
  moment: EventMoment,
  facts: Omit<ScanFacts, 'scanStatus'>,
): ScanEvent {
  const { findingSeverityCounts } = facts;
  const arn = repositoryArn({ ...moment, repositoryName: facts.repositoryName });
  const counts = found(findingSeverityCounts, inspectorSeverities);
  const total = findingSeverities.reduce(
    (sum, severity) => sum + (findingSeverityCounts[severity] ?? 0),
    0,
  );
  return enveloped(moment, {
    detailType: detailTypes.inspectorScan,
    source: inspectorSource,
    resources: [arn],
    detail: {
      'scan-status': inspectorScanStatus,
      'repository-name': arn,
      'finding-severity-counts': { ...counts, [inspectorTotal]: total },
      'image-digest': facts.imageDigest,
      'image-tags': facts.imageTags,
    },
  });
}

function found(
  counts: SeverityCounts,
  severities: readonly (keyof SeverityCounts)[],
): Readonly<Record<string, number>> {
  const present = severities.map((severity): [string, number] => [severity, counts[severity] ?? 0]);
  return Object.fromEntries(present.filter(([, count]) => count > 0));
}

/** `ECR Scan Resource Change`: repositories under enhanced scanning are scanned at another frequency from now on. */
export function scanFrequencyEvent(
  moment: EventMoment,
  changes: readonly ScanFrequencyFacts[],
): ScanFrequencyEvent {
  return enveloped(moment, {
    detailType: detailTypes.scanResourceChange,
    detail: {
      'action-type': scanFrequencyActionType,
      repositories: changes.map(({ repositoryName, scanFrequency, previousScanFrequency }) => ({
        'repository-name': repositoryName,
        'repository-arn': repositoryArn({ ...moment, repositoryName }),
        'scan-frequency': scanFrequency,
        'previous-scan-frequency': previousScanFrequency,
      })),
      'resource-type': scanResourceType,
      'scan-type': 'ENHANCED',
    },
  });
}
