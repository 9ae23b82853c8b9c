import { coversStatement } from './covering.js';
import type { PolicyView, StatementView } from './view.js';

/** The denials that leave nothing of a grant; none where something is left. */
export function denialsOf(
  statement: StatementView,
  { speaking, proved }: Pick<PolicyView, 'speaking' | 'proved'>,
): readonly StatementView[] {
  if (statement.effect !== 'Allow' || statement.actions.list.length === 0) return [];
  const alone = speaking.find(
    (other) => other.effect === 'Deny' && coversStatement(other, statement),
  );
  if (alone !== undefined) return [alone];
  return proved.find((one) => one.kind === 'denied' && one.statement === statement)?.by ?? [];
}
