import { unlessSpent } from '../../base/budget.js';
import type { CompiledPolicies } from '../compiled.js';
import type { AuthorizationRequest, PolicyPrincipal } from '../types.js';
import { type ActionClass, actionClasses, actionsOfCatalog, standIn } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { budgetOf, Realm } from './realm.js';
import { isAllowed, someApply } from './replay.js';
import type { WorldKind } from './request/world.js';
import { compileScope, inScope, type RequestScope } from './scope.js';
import { isSingle, type Policies, surroundingsOf } from './subject.js';
import { all, not } from './theory/formula.js';
import type { Assumption } from './verdict.js';

/** Somebody whom the policies name, or all others. */
export type TableCaller =
  | { readonly kind: 'account' | 'arn' | 'service'; readonly name: string }
  | { readonly kind: 'others' };

/** What a class of callers may do with a class of actions. */
export interface AccessCell {
  readonly who: TableCaller;
  readonly actions: readonly string[];
  /** `sometimes`: it hangs on the repository or on conditions. */
  readonly answer: 'always' | 'sometimes' | 'never' | 'unknown';
  /** A request that is allowed, and one that is not. */
  readonly allowed?: AuthorizationRequest | undefined;
  readonly refused?: AuthorizationRequest | undefined;
}

export interface AccessTable {
  readonly cells: readonly AccessCell[];
  readonly assumptions: readonly Assumption[];
}

/** Who may do what, by the callers whom the policies name and the actions that they tell apart. */
export function accessTable(policies: Policies, options: AnalysisOptions = {}): AccessTable {
  const cells: AccessCell[] = [];
  const budget = budgetOf(options);
  const views = surroundingsOf([policies], options).map(({ compile, covers }) => {
    const compiled = compile(policies);
    const classes = unlessSpent(() => actionClasses(compiled.catalog, [compiled], budget));
    return { compiled, covers, classes: classes === 'spent' ? undefined : classes };
  });
  const named = callersOf(views.map(({ compiled }) => compiled));
  for (const [who, scope] of named) {
    const asked = compileScope([scope], options);
    const others = compileScope(
      who.kind === 'others' ? named.slice(0, -1).map(([, own]) => own) : [],
      options,
    );
    for (const { compiled, covers, classes } of views) {
      const realm = new Realm([compiled, asked, others], budget);
      if (classes === undefined) {
        cells.push({ who, actions: actionsOfCatalog(compiled.catalog), answer: 'unknown' });
      }
      for (const actions of classes ?? []) {
        if (actions.actions.length === 0) continue;
        cells.push(cellOf(who, actions, realm, covers));
      }
    }
  }
  return { cells: joined(cells), assumptions: assumptionsOf(isSingle(policies)) };
}

function cellOf(
  who: TableCaller,
  { actions, resource, about }: ActionClass,
  realm: Realm,
  covers: (kind: WorldKind) => boolean,
): AccessCell {
  const [compiled, asked, others] = realm.sets;
  if (compiled === undefined || asked === undefined || others === undefined) {
    return { who, actions, answer: 'never' };
  }
  const action = standIn({ actions, resource, about });
  let isOpen = false;
  const look = (wanted: boolean): AuthorizationRequest | undefined => {
    for (const kind of realm.worldsFor(resource).filter(covers)) {
      const found = realm.find(
        kind,
        action,
        ([own, within, beyond]) => {
          const allowed = own?.allowed(action) ?? all([]);
          return all([inScope(within), not(inScope(beyond)), wanted ? allowed : not(allowed)]);
        },
        (request) =>
          isAllowed(compiled, request) === wanted &&
          someApply(asked, request) &&
          !someApply(others, request),
      );
      if (found.kind === 'found') return found.request;
      if (found.kind === 'unknown') isOpen = true;
    }
    return undefined;
  };
  const allowed = look(true);
  const refused = look(false);
  if (isOpen && (allowed === undefined || refused === undefined)) {
    return { who, actions, answer: 'unknown', allowed, refused };
  }
  if (allowed === undefined) return { who, actions, answer: 'never', refused };
  return refused === undefined
    ? { who, actions, answer: 'always', allowed }
    : { who, actions, answer: 'sometimes', allowed, refused };
}

/** Whoever is named, by the element that names him, and in the end all others. */
function callersOf(
  sets: readonly CompiledPolicies[],
): readonly (readonly [TableCaller, RequestScope])[] {
  const named = new Map<string, readonly [TableCaller, RequestScope]>();
  for (const { program } of sets) {
    for (const { kind, value } of program.principals) {
      if (kind !== 'account' && kind !== 'arn' && kind !== 'service') continue;
      const Principal: PolicyPrincipal = { [kind === 'service' ? 'Service' : 'AWS']: value };
      named.set(`${kind} ${value}`, [{ kind, name: value }, { Principal }]);
    }
  }
  return [...named.values(), [{ kind: 'others' }, {}]];
}

/** The same caller with the same action in both surroundings, and then actions with the same answer. */
function joined(cells: readonly AccessCell[]): readonly AccessCell[] {
  const single = new Map<string, AccessCell>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.who, cell.actions]);
    const known = single.get(key);
    single.set(key, known === undefined ? cell : both(known, cell));
  }
  const groups = new Map<string, AccessCell>();
  for (const cell of single.values()) {
    const key = JSON.stringify([cell.who, cell.answer]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, cell);
    else groups.set(key, { ...known, actions: [...known.actions, ...cell.actions] });
  }
  return [...groups.values()];
}

function both(one: AccessCell, other: AccessCell): AccessCell {
  const allowed = one.allowed ?? other.allowed;
  const refused = one.refused ?? other.refused;
  const isOpen = one.answer === 'unknown' || other.answer === 'unknown';
  if (isOpen && (allowed === undefined || refused === undefined)) {
    return { ...one, answer: 'unknown', allowed, refused };
  }
  if (allowed === undefined) return { ...one, answer: 'never', allowed, refused };
  return { ...one, answer: refused === undefined ? 'always' : 'sometimes', allowed, refused };
}
