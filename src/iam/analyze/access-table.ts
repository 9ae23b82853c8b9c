import { unlessSpent } from '../../base/budget.js';
import type { CompiledPolicies } from '../compiled.js';
import type { AuthorizationRequest, PolicyPrincipal } from '../types.js';
import { type ActionClass, actionClasses, actionsOfCatalog, standIn } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { gapAmong } from './placeholders.js';
import { budgetOf, Realm } from './realm.js';
import { isAllowed, someApply } from './replay.js';
import type { WorldKind } from './request/world.js';
import { compileScope, inScope, type RequestScope } from './scope.js';
import { givenPlace, isSingle, type Policies, surroundingsOf } from './subject.js';
import { all, not } from './theory/formula.js';
import type { Assumption, Unknown } from './verdict.js';
import { where } from './where.js';

/** Somebody whom the policies name; all other callers of accounts; or all other AWS services. */
export type TableCaller =
  | { readonly kind: 'account' | 'arn' | 'service'; readonly name: string }
  | { readonly kind: 'others' | 'otherServices' };

/** What a class of callers may do with a class of actions. */
export interface AccessCell {
  readonly who: TableCaller;
  readonly actions: readonly string[];
  /** `sometimes`: it hangs on the repository or on conditions. `never` without a request: there is no such caller. */
  readonly answer: 'always' | 'sometimes' | 'never' | 'unknown';
  /** A request that is allowed, and one that is not. */
  readonly allowed?: AuthorizationRequest | undefined;
  readonly refused?: AuthorizationRequest | undefined;
  /** Why nobody can tell, where the answer is unknown. */
  readonly open?: Unknown | undefined;
}

export interface AccessTable {
  readonly cells: readonly AccessCell[];
  readonly assumptions: readonly Assumption[];
}

/**
 * Who may do what, by the callers whom the policies name and the actions that they tell apart. The root user of an
 * account, whom hardly a policy binds, is left out.
 */
export function accessTable(policies: Policies, options: AnalysisOptions = {}): AccessTable {
  const cells: AccessCell[] = [];
  const budget = budgetOf(options);
  const views = surroundingsOf([policies], options).map(({ compile, covers }) => {
    const compiled = compile(policies);
    const classes = unlessSpent(() => actionClasses(compiled.catalog, [compiled], budget));
    return { compiled, covers, classes: classes === 'spent' ? undefined : classes };
  });
  const named = callersOf(views.map(({ compiled }) => compiled));
  const scopes = named.map(([, scope]) => scope);
  for (const [who, scope] of [...named, ...others]) {
    const asked = compileScope([scope], options);
    const isRest = who.kind === 'others' || who.kind === 'otherServices';
    const beyond = compileScope(isRest ? scopes : [], options);
    for (const { compiled, covers, classes } of views) {
      const realm = new Realm([compiled, asked, beyond], budget);
      const isMeant = (kind: WorldKind) => covers(kind) && isCaller(who, kind);
      if (classes === undefined) cells.push(unknownFor(who, compiled));
      for (const actions of classes ?? []) {
        if (actions.actions.length === 0) continue;
        const kinds = realm.worldsFor(actions.resource).filter(isMeant);
        // Policies may not bear on services at all.
        if (kinds.length === 0 && isRest) continue;
        cells.push(cellOf(who, actions, realm, kinds));
      }
    }
  }
  const placed = joined(cells).map((cell) =>
    cell.open === undefined
      ? cell
      : { ...cell, open: { ...cell.open, where: givenPlace(cell.open.where, policies) } },
  );
  return { cells: placed, assumptions: [...assumptionsOf(isSingle(policies)), 'no-root-user'] };
}

const others: readonly (readonly [TableCaller, RequestScope])[] = [
  [{ kind: 'others' }, {}],
  [{ kind: 'otherServices' }, {}],
];

function isCaller(who: TableCaller, { caller }: WorldKind): boolean {
  if (who.kind === 'otherServices' || who.kind === 'service') return caller === 'service';
  return caller !== 'service' && caller !== 'root';
}

/** Where the budget does not even last for telling the actions apart. */
function unknownFor(who: TableCaller, { catalog }: CompiledPolicies): AccessCell {
  const open = { reason: 'budget', where: '', key: '' } as const;
  return { who, actions: actionsOfCatalog(catalog), answer: 'unknown', open };
}

function cellOf(
  who: TableCaller,
  { actions, resource, about }: ActionClass,
  realm: Realm,
  kinds: readonly WorldKind[],
): AccessCell {
  const [compiled, asked, beyond] = realm.sets;
  if (compiled === undefined || asked === undefined || beyond === undefined) {
    return { who, actions, answer: 'never' };
  }
  const gap = gapAmong([compiled], about);
  if (gap !== undefined) {
    const open = { reason: 'placeholder', where: gap, key: '' } as const;
    return { who, actions, answer: 'unknown', open };
  }
  const action = standIn({ actions, resource, about });
  let open: Unknown | undefined;
  const look = (wanted: boolean): AuthorizationRequest | undefined => {
    for (const kind of kinds) {
      const found = realm.find(
        kind,
        action,
        ([own, within, without]) => {
          const allowed = own?.allowed(action) ?? all([]);
          return all([inScope(within), not(inScope(without)), wanted ? allowed : not(allowed)]);
        },
        (request) =>
          isAllowed(compiled, request) === wanted &&
          someApply(asked, request) &&
          !someApply(beyond, request),
      );
      if (found.kind === 'found') return found.request;
      if (found.kind === 'unknown') {
        const { reason, key } = found;
        open ??= { reason, key, where: where(key, [compiled]) };
      }
    }
    return undefined;
  };
  return answered({ who, actions, allowed: look(true), refused: look(false), open });
}

function answered(cell: Omit<AccessCell, 'answer'>): AccessCell {
  const { who, actions, allowed, refused, open } = cell;
  if (open !== undefined && (allowed === undefined || refused === undefined)) {
    return { ...cell, answer: 'unknown' };
  }
  if (allowed === undefined) return { who, actions, answer: 'never', refused };
  return refused === undefined
    ? { who, actions, answer: 'always', allowed }
    : { who, actions, answer: 'sometimes', allowed, refused };
}

/** Whoever is named, by the element that names him. */
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
  return [...named.values()];
}

/** In the order in which they are read. */
const answers: readonly AccessCell['answer'][] = ['always', 'sometimes', 'unknown', 'never'];

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
    const { who, answer, open } = cell;
    const key = JSON.stringify([who, answer, open?.reason, open?.where]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, cell);
    else groups.set(key, { ...known, actions: [...known.actions, ...cell.actions] });
  }
  const callers = [...new Set([...groups.values()].map(({ who }) => JSON.stringify(who)))];
  const place = ({ who, answer }: AccessCell): number =>
    callers.indexOf(JSON.stringify(who)) * answers.length + answers.indexOf(answer);
  return [...groups.values()].sort((one, other) => place(one) - place(other));
}

function both(one: AccessCell, other: AccessCell): AccessCell {
  const { who, actions } = one;
  const allowed = one.allowed ?? other.allowed;
  const refused = one.refused ?? other.refused;
  return answered({ who, actions, allowed, refused, open: one.open ?? other.open });
}
