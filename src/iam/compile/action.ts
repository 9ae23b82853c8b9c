import { compileWildcards } from '../../glob/wildcards.js';
import type { ActionPattern } from '../compiled.js';
import type { Pools } from './pools.js';

/** The number of an action pattern: `*`, or a service and a name, of which neither minds case. */
export function actionNumber(pattern: string, { actions }: Pools): number {
  return actions.numberOf(pattern, () => compileAction(pattern));
}

function compileAction(pattern: string): ActionPattern {
  const lower = pattern.toLowerCase();
  const colon = lower.indexOf(':');
  if (colon !== -1) {
    return {
      pattern,
      service: compileWildcards(lower.slice(0, colon)),
      name: compileWildcards(lower.slice(colon + 1)),
    };
  }
  // Without a colon only `*` is an action, and it stands for both parts.
  const both = compileWildcards(/^\*+$/.test(lower) ? '*' : ':');
  return { pattern, service: both, name: both };
}
