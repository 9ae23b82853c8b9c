import { compileParts, compileWildcards, matchesWildcards } from '../../glob/wildcards.js';
import { type Ask, negation, no, type Truth, unknown, yes } from '../asked.js';
import type { Choice, CrossingPart, ResourcePattern, Template } from '../compiled.js';
import { fill } from '../variables.js';
import { matchesPartwise } from './arn.js';
import { matchesCrossing } from './crossing.js';

/** Whether a statement is about the resource: one of its patterns covers it, or with `NotResource` none does. */
export function coversResource({ not, any }: Choice, ask: Ask): Truth {
  let some: Truth = no;
  for (const number of any) {
    const pattern = ask.compiled.program.resources[number];
    if (pattern === undefined) continue;
    const covers = matchesResource(pattern, ask);
    if (covers === yes) return not ? no : yes;
    if (covers === unknown) some = unknown;
  }
  if (!not) return some;
  if (any.length === 0) return no;
  const filled = allHaveValues(any, ask);
  return filled === yes ? negation(some) : filled;
}

/** `NotResource` with a variable that has no value is taken to match nothing, as `Resource` does. */
function allHaveValues(any: readonly number[], ask: Ask): Truth {
  if (ask.compiled.readings.unresolvedNotResource === 'match') return yes;
  let all: Truth = yes;
  for (const number of any) {
    const template = ask.compiled.program.resources[number]?.template;
    const filled = template ? fill(template, ask) : undefined;
    if (filled === 'missing') return no;
    if (filled === 'unknown') all = unknown;
  }
  return all;
}

function matchesResource(pattern: ResourcePattern, ask: Ask): Truth {
  if (pattern.everything) return yes;
  const { head, tail, template, crossing } = pattern;
  const { resource } = ask;
  if (head !== -1 && resource.head !== '' && matchesHead(head, ask)) {
    if (template !== null) return matchesFilled(template, ask);
    if (tail !== null && matchesWildcards(tail, resource.tail)) return yes;
  }
  return crossing !== null && crosses(pattern, crossing, ask) ? yes : no;
}

/** Only a resource whose own part holds colons, or a pattern with fewer parts, leaves room to run past them. */
function crosses(pattern: ResourcePattern, parts: readonly CrossingPart[], ask: Ask): boolean {
  const { resource, compiled } = ask;
  if (pattern.head !== -1 && !resource.tail.includes(':')) return false;
  return compiled.readings.innerStarCrossesColons === 'no'
    ? matchesCrossing(parts, resource.text)
    : matchesWildcards(compileWildcards(pattern.pattern), resource.text);
}

function matchesFilled(template: Template, ask: Ask): Truth {
  const filled = fill(template, ask);
  if (filled === 'unknown') return unknown;
  if (filled === 'missing') return no;
  return matchesWildcards(compileParts(filled), ask.resource.tail) ? yes : no;
}

/** Heads are shared by many patterns; each of the first thirty is compared once a request. */
function matchesHead(head: number, ask: Ask): boolean {
  const { terms } = ask;
  if (head >= remembered) return comparesHead(head, ask);
  const bit = 1 << head;
  if ((terms.headsAsked & bit) === 0) {
    terms.headsAsked |= bit;
    if (comparesHead(head, ask)) terms.headsMatched |= bit;
  }
  return (terms.headsMatched & bit) !== 0;
}

const remembered = 30;

function comparesHead(head: number, { compiled, resource }: Ask): boolean {
  const pattern = compiled.program.heads[head];
  if (pattern === undefined) return false;
  return pattern.text === null
    ? matchesPartwise(pattern.parts, resource.head.split(':'))
    : pattern.text === resource.head;
}
