import { coversPattern } from '../../glob/covers.js';
import { patternOf } from '../../glob/pattern.js';
import type { ActionView } from './actions.js';
import { accountOfPrincipal, type PrincipalsView, type PrincipalView } from './principals.js';
import type { ArnParts, ResourceView } from './resources.js';
import type { ConditionView, StatementView } from './view.js';

/** Whether one pattern matches all that another one does; certain when true. */
export function coversText(outer: string, inner: string): boolean {
  if (outer === inner) return true;
  if (!/[*?]/.test(outer)) return false;
  // A variable stands for any text, which only an asterisk takes in.
  if (outer.includes('${') || (inner.includes('${') && outer.includes('?'))) return false;
  return coversPattern(patternOf(outer), patternOf(inner));
}

/** Service and name are compared apart, as AWS matches them. */
export function coversAction(outer: ActionView, inner: ActionView): boolean {
  return coversText(outer.service, inner.service) && coversText(outer.name, inner.name);
}

/** ARNs are compared part by part; a pattern with fewer parts covers only its equal, unless it is `*`. */
export function coversResource(outer: ResourceView, inner: ResourceView): boolean {
  if (outer.everything || outer.text === inner.text) return true;
  if (outer.parts === undefined || inner.parts === undefined) return false;
  return coversArn(outer.parts, inner.parts);
}

/** Whether every part of one pattern for ARNs covers that of another. */
export function coversArn(outer: ArnParts, inner: ArnParts): boolean {
  return (
    coversText(outer.partition, inner.partition) &&
    coversText(outer.service, inner.service) &&
    coversText(outer.region, inner.region) &&
    coversText(outer.account, inner.account) &&
    coversText(outer.own, inner.own)
  );
}

/** An account does not cover its roles: a grant to a role reaches past silent limits, one to the account does not. */
function coversPrincipal(outer: PrincipalView, inner: PrincipalView): boolean {
  if (outer.type === '*') return true;
  if (outer.type !== inner.type) return false;
  if (outer.text === inner.text) return true;
  if (outer.type !== 'AWS') return false;
  const account = wholeAccount(outer);
  return outer.text === '*' || (account !== undefined && account === wholeAccount(inner));
}

/** The account that a principal stands for as a whole, by its id or by its root. */
function wholeAccount(principal: PrincipalView): string | undefined {
  const account = accountOfPrincipal(principal);
  return principal.text === account || principal.text.endsWith(':root') ? account : undefined;
}

/**
 * Whether whatever a statement is about another one is about too, whatever the effect of the two. It compares pattern
 * with pattern, and is certain when true; a union of several that covers one together is not looked for.
 */
export function coversStatement(outer: StatementView, inner: StatementView): boolean {
  if (outer.actions.not || inner.actions.not) return false;
  if (outer.resources?.not === true || inner.resources?.not === true) return false;
  return (
    inner.actions.list.every((one) => outer.actions.list.some((two) => coversAction(two, one))) &&
    coversResources(outer, inner) &&
    coversPrincipals(outer.principals, inner.principals) &&
    outer.conditions.every((condition) =>
      inner.conditions.some((other) => isSame(condition, other)),
    )
  );
}

function coversResources(outer: StatementView, inner: StatementView): boolean {
  if (outer.resources === undefined) return true;
  if (inner.resources === undefined) return outer.resources.list.some((one) => one.everything);
  const { list } = outer.resources;
  return inner.resources.list.every((one) => list.some((two) => coversResource(two, one)));
}

function coversPrincipals(
  outer: PrincipalsView | undefined,
  inner: PrincipalsView | undefined,
): boolean {
  if (outer === undefined || inner === undefined) return outer === inner;
  if (outer.not || inner.not) return false;
  return inner.list.every((one) => outer.list.some((two) => coversPrincipal(two, one)));
}

/** Whether two conditions say the same; the order of values does not count. */
function isSame(one: ConditionView, other: ConditionView): boolean {
  if (one.operator !== other.operator || one.lowerKey !== other.lowerKey) return false;
  const [values, others] = [one, other].map((of) => of.values.map(({ text }) => text).sort());
  return JSON.stringify(values) === JSON.stringify(others);
}
