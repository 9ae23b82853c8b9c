import { unreachable } from '../../base/invariant.js';
import type { Relation } from '../compiled.js';

/** Whether a request's number stands in a relation to one of the policy's; no number stands in any. */
export function standsTo(
  values: readonly number[],
  relation: Relation,
  asked: number | null,
): boolean {
  if (asked === null) return false;
  for (const value of values) if (compares(asked, relation, value)) return true;
  return false;
}

function compares(asked: number, relation: Relation, value: number): boolean {
  switch (relation) {
    case 'equal':
      return asked === value;
    case 'less':
      return asked < value;
    case 'lessOrEqual':
      return asked <= value;
    case 'greater':
      return asked > value;
    case 'greaterOrEqual':
      return asked >= value;
    default:
      return unreachable(relation);
  }
}
