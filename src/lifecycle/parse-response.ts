import type { Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { pointer } from '../base/json-text.js';
import { failure, type Result, success } from '../base/result.js';
import type { FactId } from '../facts/ledger/index.js';
import { imageAction } from './actions.js';
import type { ImageAction } from './types.js';

/** What AWS's own preview says of the images it acts on. */
export interface AwsPreview {
  readonly status: string;
  readonly lifecyclePolicyText?: string | undefined;
  readonly results: readonly {
    readonly imageDigest: string;
    readonly action: ImageAction;
    readonly appliedRulePriority: number;
  }[];
}

const because: FactId[] = ['lifecycle.previewResponse'];

/**
 * Reads the output of `aws ecr get-lifecycle-policy-preview`, from text or a value. A preview that is not complete is
 * refused, since it holds no results yet.
 */
export function parseLifecyclePolicyPreviewResponse(input: unknown): Result<AwsPreview> {
  const document = readDocument(input, 'lifecycle');
  if (!document.ok) return document;
  const { value, place } = document.value;
  const { status, previewResults, lifecyclePolicyText } = membersOf(value);
  if (!Array.isArray(previewResults)) return failure(place([notAPreview(value)]));
  if (status !== undefined && status !== 'COMPLETE')
    return failure(place([notComplete(String(status))]));
  const read = previewResults.map(readResult);
  const problems = read.flatMap((result) => ('code' in result ? [result] : []));
  if (problems.length > 0) return failure(place(problems));
  return success({
    status: 'COMPLETE',
    lifecyclePolicyText: typeof lifecyclePolicyText === 'string' ? lifecyclePolicyText : undefined,
    results: read.flatMap((result) => ('code' in result ? [] : [result])),
  });
}

function readResult(result: unknown, index: number): AwsPreview['results'][number] | Diagnostic {
  const { imageDigest, action, appliedRulePriority } = membersOf(result);
  const { type } = membersOf(action);
  const known = type === 'EXPIRE' || type === 'TRANSITION';
  if (typeof imageDigest !== 'string' || typeof appliedRulePriority !== 'number' || !known) {
    return {
      code: 'lifecycle/preview-result',
      severity: 'error',
      message: 'this result lacks a digest, a rule priority, or an action of EXPIRE or TRANSITION',
      at: pointer('/previewResults', index),
      because,
      help: 'give the whole output of aws ecr get-lifecycle-policy-preview',
    };
  }
  return {
    imageDigest,
    appliedRulePriority,
    action: imageAction(type === 'EXPIRE' ? 'expire' : 'transition'),
  };
}

function notAPreview(value: unknown): Diagnostic {
  const inventory = 'imageDetails' in membersOf(value) ? ' but an inventory' : '';
  return {
    code: 'lifecycle/not-a-preview',
    severity: 'error',
    message: `this is not the output of get-lifecycle-policy-preview${inventory}: previewResults is missing`,
    at: '',
    because,
    help: 'run: aws ecr start-lifecycle-policy-preview, then aws ecr get-lifecycle-policy-preview, both with --repository-name',
  };
}

function notComplete(status: string): Diagnostic {
  return {
    code: 'lifecycle/preview-not-complete',
    severity: 'error',
    message: `the preview has the status ${status} and no final results`,
    at: '/status',
    because,
    help: 'wait for it: aws ecr wait lifecycle-policy-preview-complete --repository-name …',
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  // Any object may be looked into; what its members are is checked where they are used.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
