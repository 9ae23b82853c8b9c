import { capped } from '../../base/diagnostic.js';
import { failure, type Result, unlessRefused } from '../../base/result.js';
import { readPolicyText } from '../../inputs/policy-text.js';
import type { PolicyDocument, PolicyKind } from '../types.js';
import { checkDocument } from './document.js';
import { policyVoice, type Reading, textFinding } from './findings.js';
import { checkSize } from './size.js';

/**
 * Reads one policy of a kind: a value, JSON text, URL-encoded text, or the output of a CLI command that holds one
 * (`aws ecr get-repository-policy`, `get-registry-policy`, `aws iam get-policy-version`, …). Errors are what AWS
 * refuses, warnings what it may refuse; every finding is reported at once. The limits on length hold for text only.
 */
export function parsePolicy(input: string | unknown, kind: PolicyKind): Result<PolicyDocument> {
  const read = readPolicyText(input, policyVoice);
  const found = read.diagnostics.map(textFinding(kind));
  if (!read.ok) return failure(found);
  const { value, text, place } = read.value;
  const reading: Reading = { kind, findings: [] };
  checkSize(reading, text);
  checkDocument(reading, value);
  const findings = [...found, ...place(reading.findings)];
  // The checks have proved the shape wherever the value is used: `unlessRefused` drops it when one of them failed.
  return unlessRefused(value as PolicyDocument, capped('iam', findings));
}
