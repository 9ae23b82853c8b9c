import type { Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { pointer } from '../base/json-text.js';
import { property, textOf } from '../base/loose.js';
import { failure, type Result, success } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';

/** What AWS's own preview says of the images it acts on. */
export interface AwsPreview {
  readonly lifecyclePolicyText?: string | undefined;
  readonly results: readonly AwsPreviewResult[];
}

export interface AwsPreviewResult {
  readonly imageDigest: string;
  readonly action: {
    readonly type: 'EXPIRE' | 'TRANSITION';
    readonly targetStorageClass?: 'ARCHIVE' | undefined;
  };
  readonly appliedRulePriority: number;
}

const fact: FactId = 'lifecycle.previewResponse';
const because = [fact];
const voice = { domain: 'inputs', otherwise: fact };

/**
 * Reads the output of `aws ecr get-lifecycle-policy-preview`, from text or a value. A preview that is not complete is
 * refused, since it holds no results yet.
 */
export function parseAwsPreview(input: unknown): Result<AwsPreview> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, place } = document.value;
  const previewResults = property(value, 'previewResults');
  const status = property(value, 'status');
  if (!Array.isArray(previewResults)) return failure(place([notAPreview(value)]));
  if (status !== undefined && status !== 'COMPLETE')
    return failure(place([notComplete(String(status))]));
  const read = previewResults.map(readResult);
  const problems = read.flatMap((result) => ('code' in result ? [result] : []));
  if (problems.length > 0) return failure(place(problems));
  return success({
    lifecyclePolicyText: textOf(property(value, 'lifecyclePolicyText')),
    results: read.flatMap((result) => ('code' in result ? [] : [result])),
  });
}

function readResult(result: unknown, index: number): AwsPreviewResult | Diagnostic {
  const imageDigest = property(result, 'imageDigest');
  const appliedRulePriority = property(result, 'appliedRulePriority');
  const type = property(property(result, 'action'), 'type');
  if (
    typeof imageDigest !== 'string' ||
    typeof appliedRulePriority !== 'number' ||
    (type !== 'EXPIRE' && type !== 'TRANSITION')
  ) {
    return {
      code: 'inputs/preview-result',
      severity: 'error',
      message: 'this result lacks a digest, a rule priority, or an action of EXPIRE or TRANSITION',
      at: pointer('/previewResults', index),
      because,
      help: 'give the whole output of aws ecr get-lifecycle-policy-preview',
    };
  }
  const action: AwsPreviewResult['action'] =
    type === 'EXPIRE' ? { type } : { type, targetStorageClass: 'ARCHIVE' };
  return { imageDigest, action, appliedRulePriority };
}

function notAPreview(value: unknown): Diagnostic {
  const inventory = property(value, 'imageDetails') !== undefined ? ' but an inventory' : '';
  return {
    code: 'inputs/not-a-preview',
    severity: 'error',
    message: `this is not the output of get-lifecycle-policy-preview${inventory}: previewResults is missing`,
    at: '',
    because,
    help: 'run: aws ecr start-lifecycle-policy-preview, then aws ecr get-lifecycle-policy-preview, both with --repository-name',
  };
}

function notComplete(status: string): Diagnostic {
  return {
    code: 'inputs/preview-not-complete',
    severity: 'error',
    message: `the preview has the status ${status} and no final results`,
    at: '/status',
    because,
    help: 'wait for it: aws ecr wait lifecycle-policy-preview-complete --repository-name …',
  };
}
