import type { Diagnostic, Severity } from '../../base/diagnostic.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { PolicyKind } from '../types.js';

/** A document while it is read: what it is for, and what was found so far. */
export interface Reading {
  readonly kind: PolicyKind;
  readonly findings: Diagnostic[];
}

/** One thing that is wrong with a document, at a JSON pointer into it. */
export interface Problem {
  readonly name: string;
  readonly at: string;
  readonly message: string;
  readonly because: FactId;
  readonly help: string;
  /** IAM's own sentence about it, for the kinds of policy that IAM keeps. */
  readonly iamMessage?: string | undefined;
}

/** Notes what AWS refuses. */
export function refuse(reading: Reading, problem: Problem): void {
  note(reading, 'error', problem);
}

/** Notes what AWS may refuse, or what it takes and nobody can have meant. */
export function doubt(reading: Reading, problem: Problem): void {
  note(reading, 'warning', problem);
}

function note({ kind, findings }: Reading, severity: Severity, problem: Problem): void {
  const { name, at, message, because, help, iamMessage } = problem;
  const awsMessage = severity === 'error' ? refusalOf(kind, iamMessage) : undefined;
  findings.push({
    code: `iam/${name}`,
    severity,
    message,
    at,
    because: [because],
    help,
    awsMessage,
  });
}

/** ECR answers every bad policy with one sentence; IAM has several; the others' are not on record. */
function refusalOf(kind: PolicyKind, iamMessage: string | undefined): string | undefined {
  if (kind === 'identity' || kind === 'boundary') return iamMessage;
  if (kind !== 'repository' && kind !== 'registry') return undefined;
  return `Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid ${kind} policy provided'`;
}

/** The sentence IAM has for whatever does not follow the grammar. */
export const syntaxErrors = 'Syntax errors in policy.';

/** How findings about the text of policies are named and grounded. */
export const policyVoice = { domain: 'iam', otherwise: 'policy.elementsOnce' satisfies FactId };

/**
 * What was found in a policy's text. In other documents the last of two keys counts; the grammar of
 * policies refuses them.
 */
export function elementsOnce(finding: Diagnostic): Diagnostic {
  if (finding.code !== 'iam/duplicate-key') return finding;
  return { ...finding, severity: 'error', help: 'remove one of the two, or join them' };
}

/** The same for a policy of a kind, with what AWS answers to such a text. */
export function textFinding(kind: PolicyKind): (finding: Diagnostic) => Diagnostic {
  return (finding) => ({ ...elementsOnce(finding), awsMessage: refusalOf(kind, undefined) });
}
