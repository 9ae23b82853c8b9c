import type { RuleFinding } from '../../base/lint-rule.js';
import type { PolicySubject } from './subject.js';
import type { ConditionView, StatementView } from './view.js';

/** What `find` says about each condition of a policy, in order. */
export function eachCondition(
  { document }: PolicySubject,
  find: (condition: ConditionView, statement: StatementView) => readonly RuleFinding[],
): RuleFinding[] {
  return document.statements.flatMap((statement) =>
    statement.conditions.flatMap((condition) => find(condition, statement)),
  );
}
