import { at } from '../../base/invariant.js';
import { quote } from '../../base/quote.js';
import type { Ask } from '../asked.js';
import type { Choice } from '../compiled.js';
import { matchesAction } from '../match/action.js';
import { nearest } from './nearest.js';

/** Why Action or NotAction leaves the action out. */
export function actionMiss({ not, any }: Choice, ask: Ask): string {
  const { actions } = ask.compiled.program;
  const action = quote(ask.request.writtenAction);
  const patterns = any.map((number) => at(actions, number));
  if (patterns.length === 0) return 'its list of actions is empty, so it has no effect';
  if (!not) {
    const near = nearest(
      patterns.map(({ pattern }) => pattern),
      ask.request.action,
    );
    return `${quote(near)} does not cover ${action}${others(any)}`;
  }
  const named = patterns.find((pattern) => matchesAction(pattern, ask.request));
  return `NotAction leaves out ${action}, which ${quote(named?.pattern)} covers`;
}

/** Why Principal or NotPrincipal leaves the caller out. */
export function principalMiss(choice: Choice | null, ask: Ask): string {
  const { principals } = ask.compiled.program;
  const { writtenPrincipal, principal } = ask.request;
  const named = (choice?.any ?? []).map((number) => at(principals, number));
  if (named.length === 0) return 'it names no principal, so it has no effect';
  if (choice?.not) return `NotPrincipal leaves out ${quote(writtenPrincipal)}`;
  const near = nearest(
    named.map(({ written }) => written),
    principal.entity ?? writtenPrincipal,
  );
  const found = named.find(({ written }) => written === near);
  const hint = partialWildcard(near, found?.kind)
    ? ', where a wildcard is an ordinary character'
    : '';
  return `${quote(near)} is not ${quote(writtenPrincipal)}${hint}${others(named)}`;
}

function partialWildcard(written: string, kind: string | undefined): boolean {
  return kind === 'arn' && /[*?]/.test(written);
}

/** Why Resource or NotResource leaves the resource out, or may do so. */
export function resourceMiss(choice: Choice | null, ask: Ask): string {
  const { resources } = ask.compiled.program;
  const patterns = (choice?.any ?? []).map((number) => at(resources, number).pattern);
  if (patterns.length === 0) return 'its list of resources is empty, so it has no effect';
  const { text } = ask.resource;
  const near = nearest(patterns, text);
  if (choice?.not) return `NotResource leaves out ${quote(text)}, or a variable in it has no value`;
  if (text === '*') {
    return `the action names no resource, so that only \`*\` covers it, and ${quote(near)} does not`;
  }
  const [pattern, asked] = withoutCommonHead(near, text);
  return `${quote(pattern)} does not cover ${quote(asked)}${others(patterns)}`;
}

/** Two ARNs of one account and Region differ in their last part, so only that is worth reading. */
function withoutCommonHead(pattern: string, text: string): readonly [string, string] {
  let colon = -1;
  for (let part = 0; part < 5; part++) {
    const next = text.indexOf(':', colon + 1);
    if (next === -1 || pattern.slice(0, next + 1) !== text.slice(0, next + 1))
      return [pattern, text];
    colon = next;
  }
  return [pattern.slice(colon + 1), text.slice(colon + 1)];
}

function others({ length }: readonly unknown[]): string {
  if (length < 2) return '';
  return length === 2 ? ', nor does the other one' : `, nor do the ${length - 1} others`;
}
