import type { RuleFinding } from '../../base/lint-rule.js';
import type { PolicySubject } from './subject.js';
import type { StatementView } from './view.js';

/** A finding for each statement in which `emptyAt` says where an empty element stands. */
export function emptyElements(
  { document }: PolicySubject,
  element: string,
  emptyAt: (statement: StatementView) => string | undefined,
): RuleFinding[] {
  return document.statements.flatMap((statement) => {
    const at = emptyAt(statement);
    if (at === undefined) return [];
    const message = `the statement names no ${element}, and has no effect`;
    return [{ at, message, help: `name the ${element}, or remove the statement` }];
  });
}
