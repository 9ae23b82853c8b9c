import { coversAction, coversStatement } from './covering.js';
import { denialsOf } from './denied.js';
import type { PolicyView, StatementView } from './view.js';

/** A statement that can go, since others say all of it. */
export interface NeedlessStatement {
  readonly statement: StatementView;
  readonly by: readonly StatementView[];
  /** Whether its actions stay covered whatever actions AWS adds. */
  readonly isLasting: boolean;
}

/**
 * Statements that can all go at once, in the order of the document: none is needed to cover another one. What the policy
 * denies is not called needless besides.
 */
export function needlessStatements(
  view: Pick<PolicyView, 'speaking' | 'proved'>,
): readonly NeedlessStatement[] {
  const speaking = view.speaking.filter((one) => denialsOf(one, view).length === 0);
  const covers = new Map<StatementView, readonly StatementView[]>();
  for (const statement of speaking) {
    const outer = outerOf(statement, speaking);
    if (outer !== undefined) covers.set(statement, [outer]);
  }
  // Of those that cover each other the earlier ones stay.
  for (const { kind, statement, by } of [...view.proved].reverse()) {
    if (kind !== 'covered' || covers.has(statement) || !keepsNames(statement, by)) continue;
    if (!staying(by, covers).includes(statement)) covers.set(statement, by);
  }
  return speaking.flatMap((statement) => {
    const by = covers.get(statement);
    if (by === undefined) return [];
    const named = by.some((one) => covers.has(one)) ? staying(by, covers) : by;
    return [{ statement, by: named, isLasting: isLasting(statement, named) }];
  });
}

/** Another one that covers a statement alone: a wider one anywhere, or its equal further up. */
function outerOf(
  inner: StatementView,
  statements: readonly StatementView[],
): StatementView | undefined {
  if (inner.actions.list.length === 0) return undefined;
  return statements.find(
    (other) =>
      other !== inner &&
      other.effect === inner.effect &&
      coversStatement(other, inner) &&
      (other.index < inner.index || !coversStatement(inner, other)),
  );
}

/** Those that are left of some statements, with what covers the others in their place. */
function staying(
  some: readonly StatementView[],
  covers: ReadonlyMap<StatementView, readonly StatementView[]>,
): readonly StatementView[] {
  const all = some.flatMap((one) => {
    const by = covers.get(one);
    return by === undefined ? [one] : staying(by, covers);
  });
  return [...new Set(all)].sort((one, other) => one.index - other.index);
}

/** A pattern that others cover only name by name takes in what AWS will add, and says something by that. */
function keepsNames(statement: StatementView, by: readonly StatementView[]): boolean {
  return by.some(({ actions }) => actions.not) || isLasting(statement, by);
}

function isLasting({ actions }: StatementView, by: readonly StatementView[]): boolean {
  const others = by.flatMap((other) => (other.actions.not ? [] : other.actions.list));
  return (
    !actions.not &&
    actions.list.every((action) => others.some((other) => coversAction(other, action)))
  );
}
