import { capped, type Diagnostic } from '../base/diagnostic.js';
import { type Document, readDocument } from '../base/document.js';
import { property, textOf } from '../base/loose.js';
import { counted } from '../base/quote.js';
import { failure, type Result, unlessRefused } from '../base/result.js';
import { shapeDiagnostics } from '../base/shape.js';
import type { FactId } from '../facts/ledger/index.js';
import { policyTextLengthMax, policyTextLengthMin, textTooShort } from '../facts/lifecycle.js';
import { validateLifecyclePolicy } from '../generated/validators/lifecycle-policy.js';
import { crossRuleDiagnostics } from './parse-across.js';
import { ruleDiagnostics } from './parse-rule.js';
import { sketchRules } from './sketch.js';
import type { LifecyclePolicy } from './types.js';
import { awsMessage, voice } from './voice.js';

/**
 * Reads a lifecycle policy from its text or from a value, or the output of `aws ecr get-lifecycle-policy`. Every
 * problem is reported at once: an error is what AWS refuses, a warning what it may refuse. Limits on the length of the
 * text hold for text only.
 */
export function parseLifecyclePolicy(input: unknown): Result<LifecyclePolicy> {
  const document = readDocument(input, voice);
  if (!document.ok) return failure([...length(input), ...document.diagnostics.map(notAPolicy)]);
  const { value } = document.value;
  const inner = carriedText(value);
  if (inner !== undefined) return withoutRanges(parseLifecyclePolicy(inner));
  const found = [...shapeDiagnostics(validateLifecyclePolicy, value, voice), ...meaning(value)];
  const diagnostics = [
    ...length(input),
    ...document.diagnostics.map(keyTwice),
    ...capped(voice.domain, found, (shown) => inTextOrder(document.value, shown)),
  ];
  // The validator has proved the shape wherever the value is handed on.
  return unlessRefused(value as LifecyclePolicy, diagnostics);
}

/** The policy inside what GetLifecyclePolicy, and a preview, answer. */
function carriedText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'rules' in value)
    return undefined;
  return textOf(property(value, 'lifecyclePolicyText'));
}

/** Lines and columns of a text within a text would lead astray; the pointers into the policy stay right. */
function withoutRanges(result: Result<LifecyclePolicy>): Result<LifecyclePolicy> {
  const diagnostics = result.diagnostics.map(({ range: _, ...rest }) => rest);
  return { ...result, diagnostics };
}

function meaning(value: unknown): readonly Diagnostic[] {
  const rules = sketchRules(value);
  return [...rules.flatMap(ruleDiagnostics), ...crossRuleDiagnostics(rules)];
}

/** Adds places, and puts findings in the order in which an author reads his text. */
function inTextOrder({ place }: Document, found: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...place(found)].sort(
    (a, b) => (a.range?.start.offset ?? 0) - (b.range?.start.offset ?? 0),
  );
}

function length(input: unknown): Diagnostic[] {
  if (typeof input !== 'string') return [];
  if (input.length < policyTextLengthMin) {
    const help =
      'a policy with a description in each rule is long enough; check that the whole text was given';
    const message = textTooShort.replace('{}', String(policyTextLengthMin));
    return [
      lengthDiagnostic(
        input,
        `at least ${policyTextLengthMin}`,
        'lifecycle.policyTextLengthMin',
        help,
        message,
      ),
    ];
  }
  if (input.length > policyTextLengthMax) {
    const help = 'print it without blanks, shorten the descriptions, or merge rules';
    return [
      lengthDiagnostic(
        input,
        `at most ${policyTextLengthMax}`,
        'lifecycle.policyTextLengthMax',
        help,
      ),
    ];
  }
  return [];
}

function lengthDiagnostic(
  text: string,
  bound: string,
  because: FactId,
  help: string,
  message?: string,
): Diagnostic {
  return {
    code: 'lifecycle/text-length',
    severity: 'error',
    message: `the policy text has ${counted(text.length, 'character')}, ${bound} are accepted`,
    at: '',
    because: [because],
    help,
    awsMessage: message,
  };
}

function notAPolicy(diagnostic: Diagnostic): Diagnostic {
  const because: FactId[] = ['lifecycle.textIsJson'];
  return { ...diagnostic, because, awsMessage: awsMessage('notAPolicy') };
}

function keyTwice(diagnostic: Diagnostic): Diagnostic {
  const because: FactId[] = ['lifecycle.duplicateKeys'];
  return { ...diagnostic, because };
}
