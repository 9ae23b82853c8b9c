import { failure, type Result, success } from '../../base/result.js';
import { policyVersions } from '../../facts/policy.js';
import { parsePolicy } from '../parse/policy.js';
import type { PolicyDocument, PolicyKind } from '../types.js';
import { contradictoryStatements, provedStatements } from './proved.js';
import { textsIn } from './texts.js';
import { type PolicyView, statementViews } from './view.js';

/** Reads a policy and takes it apart, once for all rules. */
export function readPolicyView(input: unknown, kind: PolicyKind): Result<PolicyView> {
  const read = parsePolicy(input, kind);
  return read.ok
    ? success(policyView(read.value, kind), read.diagnostics)
    : failure(read.diagnostics);
}

function policyView(document: PolicyDocument, kind: PolicyKind): PolicyView {
  const statements = statementViews(document);
  const hasVariables = document.Version === policyVersions[0];
  const texts = textsIn(document);
  const contradictory = contradictoryStatements(document, kind, statements);
  // A statement that never applies leaves the others as they are, and has its own finding.
  const silent = new Set(contradictory.map(({ statement }) => statement));
  const speaking = statements.filter((statement) => !silent.has(statement));
  const proved = provedStatements(document, kind, speaking, texts);
  return { document, hasVariables, statements, speaking, texts, contradictory, proved };
}
