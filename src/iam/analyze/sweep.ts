import { type Budget, unlessSpent } from '../../base/budget.js';
import type { CompiledPolicies } from '../compiled.js';
import type { AuthorizationRequest } from '../types.js';
import { type ActionClass, actionClasses, actionsOfCatalog, standIn } from './actions.js';
import { Realm, type Side } from './realm.js';
import type { WorldKind } from './request/world.js';
import type { Formula } from './theory/formula.js';
import type { Unknown } from './verdict.js';
import { where } from './where.js';

/** A question about the requests of some policy sets. */
export interface Question {
  readonly sets: readonly CompiledPolicies[];
  /** How many of them, from the first, can be to blame; the rest only say what is asked. All of them unless said so. */
  readonly given?: number | undefined;
  /** The kinds of requests that are meant; all of them unless said otherwise. */
  readonly covers?: ((kind: WorldKind) => boolean) | undefined;
  /** See `RealmOptions`. */
  readonly forStrangers?: boolean | undefined;
  /** Actions about which the answer is known to be no. */
  readonly skips?: ((actions: ActionClass) => boolean) | undefined;
  /** What is asked of a request for an action, by what each set says of it. */
  readonly asks: (sides: readonly Side[], action: string) => Formula;
  /** The same, asked of the engine about one request. */
  readonly check: (request: AuthorizationRequest) => boolean;
}

/** A request that answers the question with yes, with the actions that may stand in it. */
export interface Finding {
  readonly actions: readonly string[];
  readonly request: AuthorizationRequest;
}

/** Actions about which nobody can tell. */
export type OpenActions = Unknown & { readonly actions: readonly string[] };

export interface Sweep {
  readonly found: readonly Finding[];
  readonly open: readonly OpenActions[];
}

/** Asks a question of all actions and all kinds of requests; one finding for each group of actions. */
export function sweep(question: Question, budget: Budget): Sweep {
  const found: Finding[] = [];
  const open: OpenActions[] = [];
  if (unlessSpent(() => sweepAll(question, budget, { found, open })) === 'spent') {
    const actions = question.sets.slice(0, 1).flatMap(({ catalog }) => actionsOfCatalog(catalog));
    open.push({ reason: 'budget', key: '', where: '', actions });
  }
  return { found, open };
}

function sweepAll(
  { sets, given, covers = () => true, skips = () => false, asks, check, forStrangers }: Question,
  budget: Budget,
  { found, open }: { readonly found: Finding[]; readonly open: OpenActions[] },
): void {
  const [first] = sets;
  const realm = new Realm(sets, budget, { forStrangers });
  for (const actions of first === undefined ? [] : actionClasses(first.catalog, sets, budget)) {
    if (skips(actions)) continue;
    const again = metBefore(actions, found, (request) => realm.agrees(request, check));
    if (again !== undefined) {
      found.push(findingOf(actions, again));
      continue;
    }
    const doubts: OpenActions[] = [];
    const before = found.length;
    for (const kind of realm.worldsFor(actions.resource).filter(covers)) {
      const action = standIn(actions);
      const search = realm.find(kind, action, (sides) => asks(sides, action), check);
      if (search.kind === 'found') found.push(findingOf(actions, search.request));
      if (search.kind === 'unknown') {
        const { reason, key } = search;
        const place = where(key, sets.slice(0, given));
        doubts.push({ reason, key, where: place, actions: actions.actions });
      }
      if (search.kind === 'found') break;
    }
    if (found.length === before) open.push(...doubts.slice(0, 1));
  }
}

/** A request that was found for other actions, if it answers for these too: one is asked about sooner than found. */
function metBefore(
  actions: ActionClass,
  found: readonly Finding[],
  agrees: (request: AuthorizationRequest) => boolean,
): AuthorizationRequest | undefined {
  if (actions.actions.length === 0) return undefined;
  const isOfNothing = actions.resource === 'nothing';
  for (const { request } of found) {
    if ((request.resource === '*') !== isOfNothing) continue;
    const asked = { ...request, action: standIn(actions) };
    if (agrees(asked)) return asked;
  }
  return undefined;
}

/** Actions of other services are found with the request. */
function findingOf({ actions }: ActionClass, request: AuthorizationRequest): Finding {
  return { actions: actions.length === 0 ? [request.action] : actions, request };
}
