import { at } from '../../base/invariant.js';
import type { Verdict } from '../../base/proof.js';
import type { CompileOptions } from '../compile.js';
import type { CompiledPolicies } from '../compiled.js';
import { askOf } from '../layers/ask.js';
import { miss, missOf } from '../match/statement.js';
import { prepareRequest } from '../prepare.js';
import type { AuthorizationDecision, AuthorizationRequest } from '../types.js';
import { type ActionClass, actionClasses, saysTheSame, standIn } from './actions.js';
import { Realm, type RealmOptions, replayed, type Search } from './realm.js';
import { isSingle, type Policies, surroundingsOf } from './subject.js';
import { all, not } from './theory/formula.js';
import type { Assumption, Unknown } from './verdict.js';
import { where } from './where.js';

/** Access that is there after the change and was not before: actions with one request that shows it for all of them. */
export interface NewAccess {
  readonly actions: readonly string[];
  /** The request for the first of the actions; with any other of them in its place the answers are the same. */
  readonly witness: AuthorizationRequest;
  readonly replay: {
    readonly before: AuthorizationDecision;
    readonly after: AuthorizationDecision;
  };
  /** The statements that allow it: JSON pointers into the policies after the change. */
  readonly allowedBy: readonly string[];
}

/**
 * `holds`: whatever is allowed after the change was allowed before. `fails`: here is a request that was not; `access`
 * lists one for every group of actions, and `open` the actions about which nobody can tell.
 */
export type NewAccessVerdict =
  | Exclude<
      Verdict<AuthorizationRequest, AuthorizationDecision, Assumption, Unknown['reason']>,
      { kind: 'fails' }
    >
  | (Extract<
      Verdict<AuthorizationRequest, AuthorizationDecision, Assumption>,
      { kind: 'fails' }
    > & {
      readonly access: readonly NewAccess[];
      readonly open: readonly (Unknown & { readonly actions: readonly string[] })[];
    });

export interface AnalysisOptions extends CompileOptions, RealmOptions {}

/** Does a change let anybody do what nobody could before? */
export function findNewAccess(
  before: Policies,
  after: Policies,
  options: AnalysisOptions = {},
): NewAccessVerdict {
  const access: NewAccess[] = [];
  const open: (Unknown & { readonly actions: readonly string[] })[] = [];
  const isAlone = isSingle(before) || isSingle(after);
  const budget = { left: options.budget };
  for (const { compile, covers } of surroundingsOf([before, after], options)) {
    const sets = [compile(before), compile(after)];
    const realm = new Realm(sets, { budget: budget.left });
    for (const actions of actionClasses(at(sets, 0).catalog, sets)) {
      if (saysTheSame(actions, at(sets, 0), at(sets, 1))) continue;
      for (const kind of realm.worldsFor(actions.resource).filter(covers)) {
        if (isSettled(access, actions)) break;
        const action = standIn(actions);
        const found = realm.find(
          kind,
          action,
          ([old, now]) =>
            old === undefined || now === undefined
              ? all([])
              : all([now.allowed(action), not(old.allowed(action))]),
          (request) => isNew(sets, request),
        );
        note(found, actions, sets, access, open);
      }
    }
    budget.left = realm.budget.left;
  }
  const assumptions = assumptionsOf(isAlone);
  const [first] = access;
  if (first !== undefined) {
    const settled = new Set(access.flatMap(({ actions }) => actions));
    return {
      kind: 'fails',
      witness: first.witness,
      replay: first.replay,
      access: merged(access),
      open: open.filter(({ actions }) => !actions.every((action) => settled.has(action))),
      assumptions,
    };
  }
  const [doubt] = open;
  if (doubt === undefined) return { kind: 'holds', assumptions };
  return { kind: 'unknown', reason: doubt.reason, where: doubt.where, assumptions };
}

function isSettled(access: readonly NewAccess[], { actions }: ActionClass): boolean {
  const [first] = actions;
  return first !== undefined && access.some((found) => found.actions.includes(first));
}

function isNew(sets: readonly CompiledPolicies[], request: AuthorizationRequest): boolean {
  const [before, after] = replayed(sets, request);
  return before?.kind !== 'allowed' && after?.kind === 'allowed';
}

function note(
  found: Search,
  { actions }: ActionClass,
  sets: readonly CompiledPolicies[],
  access: NewAccess[],
  open: (Unknown & { readonly actions: readonly string[] })[],
): void {
  if (found.kind === 'none') return;
  if (found.kind === 'unknown') {
    const { reason, key } = found;
    open.push({ reason, key, where: where(key, [at(sets, 1), at(sets, 0)]), actions });
    return;
  }
  const { request } = found;
  const [before, after] = replayed(sets, request);
  if (before === undefined || after === undefined) return;
  access.push({
    actions: actions.length === 0 ? [request.action] : actions,
    witness: request,
    replay: { before, after },
    allowedBy: allowing(at(sets, 1), request),
  });
}

/** The statements that allow a request, by their places. */
export function allowing(
  compiled: CompiledPolicies,
  request: AuthorizationRequest,
): readonly string[] {
  const ask = askOf(compiled, prepareRequest(request), false);
  return compiled.program.statements
    .filter((statement) => statement.effect === 'Allow' && missOf(statement, ask) === miss.none)
    .map(({ at: place }) => place);
}

/** Groups of actions that the same statements allow, by requests that differ in the action alone, become one. */
function merged(access: readonly NewAccess[]): readonly NewAccess[] {
  const groups = new Map<string, NewAccess>();
  for (const found of access) {
    const { witness, replay, allowedBy } = found;
    const key = JSON.stringify([{ ...witness, action: '' }, replay, allowedBy]);
    const known = groups.get(key);
    const actions = [...(known?.actions ?? []), ...found.actions];
    groups.set(key, { ...(known ?? found), actions });
  }
  return [...groups.values()];
}

/** What answers about policies rest on. */
export function assumptionsOf(isAlone: boolean): readonly Assumption[] {
  const common: readonly Assumption[] = [
    'known-actions',
    'well-formed-names',
    'signed-requests',
    'independent-keys',
    'typed-values',
    'whole-seconds',
  ];
  return isAlone ? [...common, 'other-side-allows'] : common;
}
