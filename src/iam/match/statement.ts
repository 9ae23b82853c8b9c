import { type Ask, no, type Truth, unknown, yes } from '../asked.js';
import type { CompiledStatement } from '../compiled.js';
import { conditionHolds } from '../operators/condition.js';
import { coversAction } from './action.js';
import { reach, reachOf } from './principal.js';
import { coversResource } from './resource.js';

/** The element that keeps a statement from applying. A condition is this number and its place among the others. */
export const miss = { none: 0, action: 1, principal: 2, resource: 3, condition: 4 } as const;

/**
 * Why a statement does not apply, as a number: 0 when it does, else the first element that fails. When none fails but
 * some are unknown, the first of these, negative.
 */
export function missOf(statement: CompiledStatement, ask: Ask): number {
  const { program } = ask.compiled;
  if (!coversAction(program, statement.actions, ask.request)) return miss.action;
  return missBeyondAction(statement, ask);
}

/** The same for a statement that is known to be about the action. */
export function missBeyondAction(statement: CompiledStatement, ask: Ask): number {
  const { principals, resources, conditions, effect } = statement;
  if (principals !== null && reachOf(principals, effect, ask) === reach.none) return miss.principal;
  const about = resources === null ? yes : coversResource(resources, ask);
  if (about === no) return miss.resource;
  let open: number = about === unknown ? -miss.resource : miss.none;
  for (let i = 0; i < conditions.length; i++) {
    const holds = holdsOnce(conditions[i] ?? 0, ask);
    if (holds === no) return miss.condition + i;
    if (holds === unknown && open === miss.none) open = -(miss.condition + i);
  }
  return open;
}

/** Conditions are shared by many statements; each of the first thirty is asked once a request. */
export function holdsOnce(number: number, ask: Ask): Truth {
  const condition = ask.compiled.program.conditions[number];
  if (condition === undefined) return no;
  if (number >= remembered) return conditionHolds(condition, ask);
  const bit = 1 << number;
  if ((ask.conditionsAsked & bit) !== 0) return (ask.conditionsHeld & bit) !== 0 ? yes : no;
  const holds = conditionHolds(condition, ask);
  if (holds === unknown) return unknown;
  ask.conditionsAsked |= bit;
  if (holds === yes) ask.conditionsHeld |= bit;
  return holds;
}

const remembered = 30;
