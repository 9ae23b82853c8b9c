import { matchesWildcards } from '../../glob/wildcards.js';
import type { PreparedRequest } from '../asked.js';
import type { ActionPattern, Choice, Program } from '../compiled.js';

/** Whether a statement is about the action: one of its patterns covers it, or with `NotAction` none does. */
export function coversAction(
  program: Program,
  { not, any }: Choice,
  asked: PreparedRequest,
): boolean {
  for (const number of any) {
    const pattern = program.actions[number];
    if (pattern !== undefined && matchesAction(pattern, asked)) return !not;
  }
  return not && any.length > 0;
}

/** Service and name are matched apart, so that no wildcard reaches from one into the other. */
export function matchesAction(pattern: ActionPattern, { service, name }: PreparedRequest): boolean {
  return matchesWildcards(pattern.service, service) && matchesWildcards(pattern.name, name);
}
