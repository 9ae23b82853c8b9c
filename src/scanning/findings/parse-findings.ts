import { capped, type Diagnostic } from '../../base/diagnostic.js';
import { readDocument } from '../../base/document.js';
import { property } from '../../base/loose.js';
import { failure, type Result, success } from '../../base/result.js';
import { shapeDiagnostics } from '../../base/shape.js';
import type { FactId } from '../../facts/ledger/index.js';
import {
  factOfLimit,
  validateImageScanFindings,
} from '../../generated/validators/image-scan-findings.js';
import { parseInstant } from '../../model/instant.js';
import { basicFinding, enhancedFinding, type ResponseFindings } from './read-finding.js';
import type { ImageScan } from './types.js';

const voice = {
  domain: 'scanning',
  factOfLimit,
  otherwise: 'scanning.findingsArePaged' satisfies FactId,
};

/**
 * Reads scan findings from a value or from JSON text: what `aws ecr describe-image-scan-findings` prints, of basic or
 * enhanced scanning, or a list of such answers. Pages of one image are joined, so one `ImageScan` comes out for each
 * image, in the order in which they first appear.
 */
export function parseScanFindings(input: unknown): Result<readonly ImageScan[]> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, place } = document.value;
  const listed = Array.isArray(value);
  // Spread, since a hole is an entry that holds nothing and not one to be passed over.
  const responses: readonly unknown[] = listed ? [...value] : [value];
  const found = responses.flatMap((response, index) =>
    problemsOf(response, listed ? `/${index}` : ''),
  );
  if (responses.length === 0) found.push(empty());
  const problems = capped(voice.domain, [...document.diagnostics, ...place(found)]);
  if (problems.some(({ severity }) => severity === 'error')) return failure(problems);
  // The validator has proved the shape of every response.
  return success(joined((responses as readonly Response[]).map(scanOf)), problems);
}

/** What of an answer is read; the validator describes it. */
interface Response {
  readonly registryId?: string;
  readonly repositoryName?: string;
  readonly imageId?: { readonly imageDigest?: string; readonly imageTag?: string };
  readonly imageScanStatus?: { readonly status?: string; readonly description?: string };
  readonly imageScanFindings?: ResponseFindings;
  readonly nextToken?: string | null;
  readonly NextToken?: string | null;
}

function problemsOf(response: unknown, start: string): Diagnostic[] {
  const shape = shapeDiagnostics(validateImageScanFindings, response, voice);
  const placed = shape.map((diagnostic) => ({ ...diagnostic, at: `${start}${diagnostic.at}` }));
  if (placed.length > 0 || isAnswer(response)) return placed;
  const because: FactId[] = ['scanning.findingsArePaged'];
  return [
    {
      code: 'scanning/no-findings-document',
      severity: 'error',
      message: 'this is not what DescribeImageScanFindings answers',
      at: start,
      because,
      help: 'give the whole output of `aws ecr describe-image-scan-findings`, without --query',
    },
  ];
}

/** An object without any of the three says nothing about a scan. */
function isAnswer(response: unknown): boolean {
  return ['imageScanStatus', 'imageScanFindings', 'imageId'].some(
    (key) => property(response, key) !== undefined,
  );
}

function empty(): Diagnostic {
  const because: FactId[] = ['scanning.findingsArePaged'];
  return {
    code: 'scanning/no-findings-document',
    severity: 'error',
    message: 'the list holds no answer',
    at: '',
    because,
    help: 'list what `aws ecr describe-image-scan-findings` prints for each image',
  };
}

function scanOf(response: Response): ImageScan {
  const { registryId, repositoryName, imageId, imageScanStatus, imageScanFindings } = response;
  const found = imageScanFindings ?? {};
  return {
    registryId,
    repositoryName,
    imageDigest: imageId?.imageDigest,
    imageTag: imageId?.imageTag,
    scanStatus: imageScanStatus?.status,
    scanStatusDescription: imageScanStatus?.description,
    scanCompletedAtMs: parseInstant(found.imageScanCompletedAt),
    findingSeverityCounts: found.findingSeverityCounts,
    findings: [
      ...(found.findings ?? []).map(basicFinding),
      ...(found.enhancedFindings ?? []).map(enhancedFinding),
    ],
    complete: !isToken(response.nextToken) && !isToken(response.NextToken),
  };
}

function isToken(token: string | null | undefined): boolean {
  return token !== undefined && token !== null && token !== '';
}

/** Pages of one image become one scan: AWS's counts stand on every page, the status on the last is the newest. */
function joined(scans: readonly ImageScan[]): readonly ImageScan[] {
  const byImage = new Map<string, ImageScan>();
  for (const scan of scans) {
    const { registryId, repositoryName, imageDigest, imageTag } = scan;
    const image = JSON.stringify([registryId, repositoryName, imageDigest, imageTag]);
    const before = byImage.get(image);
    byImage.set(image, before === undefined ? scan : withPage(before, scan));
  }
  return [...byImage.values()];
}

function withPage(before: ImageScan, page: ImageScan): ImageScan {
  return {
    ...before,
    scanStatus: page.scanStatus ?? before.scanStatus,
    scanStatusDescription: page.scanStatusDescription ?? before.scanStatusDescription,
    findingSeverityCounts: before.findingSeverityCounts ?? page.findingSeverityCounts,
    findings: [...before.findings, ...page.findings],
    complete: before.complete || page.complete,
  };
}
