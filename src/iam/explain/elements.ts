import { at } from '../../base/invariant.js';
import { quote } from '../../base/quote.js';
import type { Ask } from '../asked.js';
import type { Choice, PrincipalPattern } from '../compiled.js';
import { matchesAction } from '../match/action.js';
import { headEnd } from '../match/arn.js';
import { nearest, sharedBeginning } from './nearest.js';

/** Why Action or NotAction leaves the action out. */
export function actionMiss({ not, any }: Choice, ask: Ask): string {
  const { actions } = ask.compiled.program;
  const { writtenAction } = ask.request;
  if (any.length === 0) return 'its list of actions is empty, so it has no effect';
  if (!not) {
    const near = nearest(any, (number) => at(actions, number).pattern, writtenAction);
    return `${quote(near)} does not cover ${quote(writtenAction)}${others(any)}`;
  }
  const named = any.find((number) => matchesAction(at(actions, number), ask.request)) ?? 0;
  return `NotAction leaves out ${quote(writtenAction)}, which ${quote(at(actions, named).pattern)} covers`;
}

/** Why Principal or NotPrincipal leaves the caller out. */
export function principalMiss(choice: Choice | null, ask: Ask): string {
  const { principals } = ask.compiled.program;
  const { writtenPrincipal, principal } = ask.request;
  const any = choice?.any ?? [];
  if (any.length === 0) return 'it names no principal, so it has no effect';
  if (choice?.not) return `NotPrincipal leaves out ${quote(writtenPrincipal)}`;
  const written = (number: number) => at(principals, number).written;
  const near = nearest(any, written, principal.entity ?? writtenPrincipal);
  const hint = any.some((number) => isPartialWildcard(near, at(principals, number)))
    ? ', where a wildcard is an ordinary character'
    : '';
  return `${quote(near)} is not ${quote(writtenPrincipal)}${hint}${others(any)}`;
}

function isPartialWildcard(near: string, { kind, written }: PrincipalPattern): boolean {
  return written === near && kind === 'arn' && /[*?]/.test(written);
}

/** Why Resource or NotResource leaves the resource out, or may do so. */
export function resourceMiss(choice: Choice | null, ask: Ask): string {
  const any = choice?.any ?? [];
  if (any.length === 0) return 'its list of resources is empty, so it has no effect';
  const { text } = ask.resource;
  if (choice?.not) return `NotResource leaves out ${quote(text)}, or a variable in it has no value`;
  const [near, shared] = nearestResource(any, ask);
  if (text === '*') {
    return `the action names no resource, so that only \`*\` covers it, and ${quote(near)} does not`;
  }
  const from = differingPart(text, shared);
  return `${quote(near.slice(from))} does not cover ${quote(text.slice(from))}${others(any)}`;
}

/** The pattern that begins most like the resource, and how many characters they share. */
function nearestResource(any: readonly number[], ask: Ask): readonly [string, number] {
  const { resources, heads } = ask.compiled.program;
  const { text, head } = ask.resource;
  let best = '';
  let longest = -1;
  for (const number of any) {
    const { pattern, head: own } = at(resources, number);
    const from = own !== -1 && at(heads, own).text === head ? head.length : 0;
    const shared = sharedBeginning(pattern, text, from);
    if (shared > longest) {
      best = pattern;
      longest = shared;
    }
  }
  return [best, longest];
}

/** Two ARNs of one account and Region differ in their last part, so only that is worth reading. */
function differingPart(text: string, shared: number): number {
  const fifth = headEnd(text);
  const end = fifth === -1 || fifth >= shared ? shared - 1 : fifth;
  return end < 0 ? 0 : text.lastIndexOf(':', end) + 1;
}

function others({ length }: readonly unknown[]): string {
  if (length < 2) return '';
  return length === 2 ? ', nor does the other one' : `, nor do the ${length - 1} others`;
}
