import type { RuleFinding } from '../../base/lint-rule.js';
import { coversStatement } from './covering.js';
import { namedStatement } from './named-statement.js';
import type { PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** A statement that another one with the same effect covers. */
export const redundantStatement: PolicyRule = {
  code: 'iam/redundant-statement',
  severity: 'info',
  title: 'a statement is covered by another one with the same effect',
  why: `Whatever it is about, the other statement is about too, with no more conditions: removing it changes nothing. The
comparison is exact, pattern by pattern, between two statements; what only several cover together is not looked for.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.statementsOverlap'],
  alsoKnownAs: [
    'Access Analyzer REDUNDANT_STATEMENT',
    'Access Analyzer REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
  ],
  check: ({ document: { statements } }) =>
    statements.flatMap((statement) => coveredBy(statement, statements)),
};

function coveredBy(inner: StatementView, statements: readonly StatementView[]): RuleFinding[] {
  if (inner.actions.list.length === 0) return [];
  const outer = statements.find(
    (other) =>
      other !== inner &&
      other.effect === inner.effect &&
      coversStatement(other, inner) &&
      (other.index < inner.index || !coversStatement(inner, other)),
  );
  if (outer === undefined) return [];
  const message = `${namedStatement(outer)} covers all of this already`;
  const fix = { title: 'remove the statement', edits: [{ at: inner.at }] };
  return [{ at: inner.at, message, help: 'remove it', fix }];
}
