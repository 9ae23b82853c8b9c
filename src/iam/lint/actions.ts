import { servicePrefix } from '../../facts/ecr-actions.js';
import { compileWildcards, matchesWildcards } from '../../glob/wildcards.js';
import { ecrCatalog } from '../ecr/catalog.js';
import type { PlacedText } from './placed.js';

/** One action of a statement. */
export interface ActionView extends PlacedText {
  /** The prefix, in lower case; `*` for the lone asterisk. */
  readonly service: string;
  /** Behind the colon, in lower case. */
  readonly name: string;
  readonly hasWildcard: boolean;
  /** Names of ECR's actions that it covers, as AWS spells them. */
  readonly reached: readonly string[];
}

/** Takes an action apart. */
export function actionView({ text, at }: PlacedText): ActionView {
  const lower = text.toLowerCase();
  const colon = lower.indexOf(':');
  const service = colon === -1 ? '*' : lower.slice(0, colon);
  const name = colon === -1 ? '*' : lower.slice(colon + 1);
  const hasWildcard = /[*?]/.test(lower);
  return { text, at, service, name, hasWildcard, reached: ecrNames(service, name) };
}

/** Every action of ECR that is known. */
export const allNames: readonly string[] = Object.values(ecrCatalog.actions).map(
  ({ name }) => name,
);

function ecrNames(service: string, name: string): readonly string[] {
  if (!matchesWildcards(compileWildcards(service), servicePrefix)) return [];
  if (!/[*?]/.test(name)) {
    return Object.hasOwn(ecrCatalog.actions, name) ? [ecrCatalog.actions[name]?.name ?? name] : [];
  }
  const glob = compileWildcards(name);
  return allNames.filter((known) => matchesWildcards(glob, known.toLowerCase()));
}

/** The names that some of the actions cover, or with the Not form none of them. */
export function reachedBy(actions: {
  readonly not: boolean;
  readonly list: readonly ActionView[];
}): ReadonlySet<string> {
  const named = new Set(actions.list.flatMap(({ reached }) => reached));
  if (!actions.not) return named;
  return new Set(actions.list.length === 0 ? [] : allNames.filter((name) => !named.has(name)));
}

/** Whether an action names no resource, so that only `*` covers it. */
export function isStarOnly(name: string): boolean {
  return ecrCatalog.actions[name.toLowerCase()]?.starOnly ?? false;
}

/** Whether the action is ECR's for certain. */
export function isOfEcr({ service }: ActionView): boolean {
  return service === servicePrefix;
}

/** An action as people write it. */
export function spelledAction(name: string): string {
  return `${servicePrefix}:${name}`;
}
