import { type Budget, unlessSpent } from '../../base/budget.js';
import { at } from '../../base/invariant.js';
import type { CompileOptions } from '../compile.js';
import type { CompiledPolicies } from '../compiled.js';
import type { AuthorizationRequest } from '../types.js';
import { type ActionClass, Wording } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import { openGap, placed } from './open.js';
import { gapAmong, withGapInActions } from './placeholders.js';
import { budgetOf, type RealmOptions } from './realm.js';
import { allowing, replayed } from './replay.js';
import { isSingle, type Policies, surroundingsOf } from './subject.js';
import { type Finding, type OpenActions, sweep } from './sweep.js';
import { all, not } from './theory/formula.js';
import type { PolicyVerdict, Replay } from './verdict.js';

/** Access that is there after the change and was not before: actions with one request that shows it for all of them. */
export interface NewAccess {
  readonly actions: readonly string[];
  /** The request for the first of the actions; with any other of them in its place the answers are the same. */
  readonly witness: AuthorizationRequest;
  readonly replay: Replay;
  /** The statements that allow it: JSON pointers into the policies after the change. */
  readonly allowedBy: readonly string[];
}

/**
 * `holds`: whatever is allowed after the change was allowed before. `fails`: here is a request that was not; `access`
 * lists one for every group of actions, and `open` the actions about which nobody can tell.
 */
export type NewAccessVerdict = PolicyVerdict<{
  readonly access: readonly NewAccess[];
  readonly open: readonly OpenActions[];
}>;

export interface AnalysisOptions extends CompileOptions, RealmOptions {}

/** Does a change let anybody do what nobody could before? */
export function findNewAccess(
  before: Policies,
  after: Policies,
  options: AnalysisOptions = {},
): NewAccessVerdict {
  return newAccessWithin(budgetOf(options), before, after, options);
}

/** The same as a part of a greater question, out of whose budget its steps are taken. */
export function newAccessWithin(
  budget: Budget,
  before: Policies,
  after: Policies,
  options: CompileOptions,
): NewAccessVerdict {
  const access: NewAccess[] = [];
  const open: OpenActions[] = [];
  for (const { compile, covers } of surroundingsOf([before, after], options)) {
    const [old, now] = [compile(before), compile(after)];
    const wording = new Wording(old, now, budget);
    const noteGap = (actions: ActionClass): void => {
      const gap = gapAmong([old, now], actions.about);
      if (gap !== undefined) open.push(openGap(gap, actions.actions));
    };
    // What a gap in the name of an action stands for may be any of them.
    const unnamed: ActionClass = {
      actions: [],
      resource: 'nothing',
      about: withGapInActions([old, now]),
    };
    if (unlessSpent(() => wording.isSame(unnamed)) !== true) noteGap(unnamed);
    const swept = sweep(
      {
        sets: [old, now],
        covers,
        skips: (actions) => {
          if (wording.isSame(actions)) return true;
          noteGap(actions);
          return isSettled(actions, access);
        },
        asks: ([was, is], action) =>
          was === undefined || is === undefined
            ? all([])
            : all([is.allowed(action), not(was.allowed(action))]),
        check: (request) => isNew([old, now], request),
      },
      budget,
    );
    access.push(...swept.found.map((found) => newAccess(found, old, now, after)));
    open.push(...swept.open);
  }
  const isAlone = isSingle(before) || isSingle(after);
  return verdict(merged(access), placed(open, after), isAlone);
}

/** Whether new access was found for all actions of a class. */
function isSettled({ actions }: ActionClass, access: readonly NewAccess[]): boolean {
  const known = new Set(access.flatMap((found) => found.actions));
  return actions.length > 0 && actions.every((action) => known.has(action));
}

function verdict(
  access: readonly NewAccess[],
  doubts: readonly OpenActions[],
  isAlone: boolean,
): NewAccessVerdict {
  const assumptions = assumptionsOf(isAlone);
  const [first] = access;
  if (first !== undefined) {
    const { witness, replay } = first;
    const settled = new Set(access.flatMap(({ actions }) => actions));
    const open = doubts.filter(
      ({ actions }) => actions.length === 0 || !actions.every((action) => settled.has(action)),
    );
    return { kind: 'fails', witness, replay, access, open, assumptions };
  }
  const [doubt] = doubts;
  if (doubt === undefined) return { kind: 'holds', assumptions };
  return { kind: 'unknown', reason: doubt.reason, where: doubt.where, assumptions };
}

function isNew(sets: readonly CompiledPolicies[], request: AuthorizationRequest): boolean {
  const [before, after] = replayed(sets, request);
  return before?.kind !== 'allowed' && after?.kind === 'allowed';
}

function newAccess(
  { actions, request }: Finding,
  old: CompiledPolicies,
  now: CompiledPolicies,
  after: Policies,
): NewAccess {
  const decisions = replayed([old, now], request);
  const replay = { before: at(decisions, 0), after: at(decisions, 1) };
  return { actions, witness: request, replay, allowedBy: allowing(now, request, after) };
}

/**
 * Groups of actions that the same statements allow, by requests that differ in the action alone, become one. One that
 * holds no action that was not shown already is left out.
 */
function merged(access: readonly NewAccess[]): readonly NewAccess[] {
  const groups = new Map<string, NewAccess>();
  for (const found of access) {
    const { witness, replay, allowedBy } = found;
    const key = JSON.stringify([{ ...witness, action: '' }, replay, allowedBy]);
    const known = groups.get(key);
    const actions = new Set([...(known?.actions ?? []), ...found.actions]);
    groups.set(key, { ...(known ?? found), actions: [...actions] });
  }
  const shown = new Set<string>();
  return [...groups.values()].filter(({ actions }) => {
    const isNews = actions.some((action) => !shown.has(action));
    for (const action of actions) shown.add(action);
    return isNews;
  });
}
