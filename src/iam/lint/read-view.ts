import { failure, type Result, success } from '../../base/result.js';
import { policyVersions } from '../../facts/policy.js';
import { parsePolicy } from '../parse/policy.js';
import type { PolicyDocument, PolicyKind } from '../types.js';
import { denialsOf } from './denied.js';
import { needlessStatements } from './needless.js';
import { contradictoryStatements, provedStatements } from './proved.js';
import { textsIn } from './texts.js';
import {
  type PolicyView,
  type ProvedStatement,
  type StatementView,
  statementViews,
} from './view.js';

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
  const proved = allProved(speaking, (left) => provedStatements(document, kind, left, texts));
  return { document, hasVariables, statements, speaking, texts, contradictory, proved };
}

/** Of two statements that cover each other one stays, which a third one may cover: what is left is asked about again. */
function allProved(
  speaking: readonly StatementView[],
  prove: (left: readonly StatementView[]) => readonly ProvedStatement[],
): readonly ProvedStatement[] {
  const proved: ProvedStatement[] = [];
  for (let left = speaking; ; ) {
    const more = prove(left);
    proved.push(...more);
    const view = { speaking, proved };
    const gone = new Set(needlessStatements(view).map(({ statement }) => statement));
    const next = speaking.filter((one) => !gone.has(one) && denialsOf(one, view).length === 0);
    if (next.length === left.length) return proved;
    left = next;
  }
}
