import { noFixedVersion, openFindingStatus } from '../../facts/scanning.js';
import type { AffectedPackage, ScanFinding } from './types.js';

/** Findings as AWS spells them; the validator describes them. */
export interface ResponseFindings {
  readonly imageScanCompletedAt?: unknown;
  readonly findingSeverityCounts?: Readonly<Record<string, number>>;
  readonly findings?: readonly ImageScanFinding[];
  readonly enhancedFindings?: readonly EnhancedImageScanFinding[];
}

interface ImageScanFinding {
  readonly name?: string;
  readonly severity?: string;
  readonly uri?: string;
  readonly attributes?: readonly { readonly key: string; readonly value?: string }[];
}

interface EnhancedImageScanFinding {
  readonly title?: string;
  readonly severity?: string;
  readonly status?: string;
  readonly score?: number;
  readonly fixAvailable?: string;
  readonly exploitAvailable?: string;
  readonly packageVulnerabilityDetails?: {
    readonly vulnerabilityId?: string;
    readonly sourceUrl?: string;
    readonly vulnerablePackages?: readonly {
      readonly name?: string;
      readonly version?: string;
      readonly fixedInVersion?: string;
    }[];
  };
  readonly resources?: readonly {
    readonly details?: { readonly awsEcrContainerImage?: { readonly inUseCount?: number } };
  }[];
}

/** A basic finding keeps its package and its score in a list of attributes. */
export function basicFinding(finding: ImageScanFinding): ScanFinding {
  const attribute = (key: string) =>
    finding.attributes?.find((candidate) => candidate.key === key)?.value;
  const name = attribute('package_name');
  return {
    kind: 'basic',
    vulnerability: finding.name ?? '',
    severity: finding.severity ?? 'UNDEFINED',
    packages: name === undefined ? [] : [{ name, version: attribute('package_version') }],
    fix: 'unknown',
    open: true,
    uri: finding.uri,
    score: numberOf(
      attribute('CVSS4_SCORE') ?? attribute('CVSS3_SCORE') ?? attribute('CVSS2_SCORE'),
    ),
  };
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** A finding of Amazon Inspector. */
export function enhancedFinding(finding: EnhancedImageScanFinding): ScanFinding {
  const details = finding.packageVulnerabilityDetails ?? {};
  const stated = details.vulnerablePackages ?? [];
  return {
    kind: 'enhanced',
    vulnerability: details.vulnerabilityId ?? finding.title ?? '',
    severity: finding.severity ?? 'UNDEFINED',
    packages: stated.flatMap(({ name, version, fixedInVersion }): AffectedPackage[] =>
      name === undefined ? [] : [{ name, version, fixedInVersion: realVersion(fixedInVersion) }],
    ),
    fix: fixOf(
      finding.fixAvailable,
      stated.map(({ fixedInVersion }) => fixedInVersion),
    ),
    open: (finding.status ?? openFindingStatus) === openFindingStatus,
    title: finding.title,
    uri: details.sourceUrl,
    score: finding.score,
    exploitAvailable:
      finding.exploitAvailable === undefined ? undefined : finding.exploitAvailable === 'YES',
    inUseCount: finding.resources?.[0]?.details?.awsEcrContainerImage?.inUseCount,
  };
}

function realVersion(version: string | undefined): string | undefined {
  return version === undefined || version === noFixedVersion ? undefined : version;
}

/** What AWS says about the fix; where it says nothing, what the packages say. */
function fixOf(
  fixAvailable: string | undefined,
  fixedInVersions: readonly (string | undefined)[],
): ScanFinding['fix'] {
  if (fixAvailable === 'YES') return 'yes';
  if (fixAvailable === 'PARTIAL') return 'partial';
  if (fixAvailable === 'NO') return 'no';
  const known = fixedInVersions.filter((version) => version !== undefined);
  if (known.length === 0) return 'unknown';
  const fixed = known.filter((version) => version !== noFixedVersion).length;
  if (fixed === 0) return known.length === fixedInVersions.length ? 'no' : 'unknown';
  return fixed === fixedInVersions.length ? 'yes' : 'partial';
}
