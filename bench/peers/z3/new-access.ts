import { findNewAccess, type Policies, type SinglePolicy } from '../../../src/iam/analyze/index.js';
import {
  type AuthorizationRequest,
  authorize,
  compilePolicies,
  type PolicyDocument,
  type PolicySet,
  type PolicyStatement,
} from '../../../src/iam/index.js';
import { type ListLengths, listOf } from './iam-conditions.js';
import { contextOf, linksOf } from './iam-keys.js';
import { isOfKind, partiesOf, type Values } from './iam-parties.js';
import { allowedTerm, ecrActions, namesAction } from './iam-policies.js';
import { pinned, World, type WorldKind, worldKinds } from './iam-world.js';
import { Disagreement, type Outcome } from './outcome.js';
import { allOf, anyOf, equal, indexOf, not, numberOf, type Term } from './smt.js';
import type { Solver } from './solver.js';
import { indexSort, indexTerm } from './texts.js';

/** Does a change of policies let anybody do what nobody could before? */
export type AccessQuestion = readonly [before: Policies, after: Policies];

/**
 * Actions of ECR only: of those of other services nobody has a list. What this library found has to be new access to Z3
 * as well, and beside the actions it found none may be left.
 */
export async function checkNewAccess(
  solver: Solver,
  [before, after]: AccessQuestion,
): Promise<Outcome> {
  const verdict = findNewAccess(before, after);
  if (verdict.kind === 'unknown') return { kind: 'unknown', whose: 'ours' };
  const access = verdict.kind === 'fails' ? verdict.access : [];
  const found = access.filter(({ actions }) => actions.some((action) => ecrActions.has(action)));
  const settings = settingsOf(before, after);
  let isOpen = false;
  for (const { witness } of found) {
    const asked = await isNewToZ3(solver, settings, witness);
    if (asked === undefined) isOpen = true;
    else if (!asked) {
      throw new Disagreement('Z3 does not see this access as new', { before, after, witness });
    }
  }
  const known = new Set(found.flatMap(({ actions }) => actions));
  const left = [...ecrActions.keys()].filter((action) => !known.has(action));
  // Worlds that no policy tells apart are one question.
  const settled = new Set<string>();
  for (const setting of settings) {
    for (const kind of worldKinds.filter(setting.covers)) {
      const problem = problemOf(setting, kind, left);
      const words = JSON.stringify([...problem.constants, problem.asserted]);
      if (settled.has(words)) continue;
      settled.add(words);
      const solution = await solver.solve(problem);
      if (solution.kind === 'unknown') isOpen = true;
      if (solution.kind !== 'sat') continue;
      const request = requestOf(problem, solution.values);
      throw new Disagreement(
        isNewToEngine(setting, request)
          ? 'access was missed'
          : 'Z3 sees access as new where the engine does not',
        { before, after, verdict: verdict.kind, request },
      );
    }
  }
  if (isOpen) return { kind: 'unknown', whose: 'z3' };
  return { kind: 'agreed', answer: found.length === 0 ? 'holds' : 'fails' };
}

/** Undefined when the solver cannot tell. */
async function isNewToZ3(
  solver: Solver,
  settings: readonly Setting[],
  request: AuthorizationRequest,
): Promise<boolean | undefined> {
  let isOpen = false;
  for (const setting of settings) {
    const kind = worldKinds.filter(setting.covers).find((one) => isOfKind(request, one));
    if (kind === undefined) continue;
    const problem = problemOf(setting, kind, [request.action]);
    const asserted = [...problem.asserted, ...pinned(problem.world, request)];
    const { kind: answer } = await solver.solve({ ...problem, asserted });
    if (answer === 'sat') return true;
    if (answer === 'unknown') isOpen = true;
  }
  return isOpen ? undefined : false;
}

function isNewToEngine({ before, after }: Setting, request: AuthorizationRequest): boolean {
  const [old, now] = [before, after].map((set) => authorize(compilePolicies(set), request).kind);
  return now === 'allowed' && old !== 'allowed';
}

// ---- the surroundings of policies ----------------------------------------------------------------------------------

/** Two policy sets, and the kinds of requests about which they are to be compared. */
interface Setting {
  readonly before: PolicySet;
  readonly after: PolicySet;
  readonly covers: (kind: WorldKind) => boolean;
}

/**
 * A single policy is looked at where it alone decides: within an account beside a silent other side, across accounts
 * beside one that allows everything.
 */
function settingsOf(before: Policies, after: Policies): readonly Setting[] {
  if (!isSingle(before) || !isSingle(after)) {
    return [{ before: wholeSet(before), after: wholeSet(after), covers: () => true }];
  }
  const isOfCaller = before.kind === 'identity';
  const isAttached = ({ caller }: WorldKind) =>
    !isOfCaller || (caller !== 'service' && caller !== 'serviceLinked');
  const open = isOfCaller ? { repository: anybody, registry: anybody } : { identity: [anything] };
  return [
    {
      before: singleSet(before),
      after: singleSet(after),
      covers: (kind) => kind.sameAccount && isAttached(kind),
    },
    {
      before: { ...open, ...singleSet(before) },
      after: { ...open, ...singleSet(after) },
      covers: (kind) => !kind.sameAccount && isAttached(kind),
    },
  ];
}

function isSingle(policies: Policies): policies is SinglePolicy {
  return 'document' in policies;
}

function wholeSet(policies: Policies): PolicySet {
  if (isSingle(policies)) throw new Error('a single policy beside a set');
  return policies;
}

function singleSet({ kind, document }: SinglePolicy): PolicySet {
  if (kind === 'identity') return { identity: [document] };
  if (kind === 'repository') return { repository: document };
  throw new Error(`nothing is known of a single ${kind} policy`);
}

const everything = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
const anything: PolicyDocument = { Version: '2012-10-17', Statement: everything };
const anybody: PolicyDocument = {
  Version: '2012-10-17',
  Statement: { ...everything, Principal: '*' },
};

// ---- the question as the solver is asked ---------------------------------------------------------------------------

interface AccessProblem {
  readonly constants: ReadonlyMap<string, string>;
  readonly asserted: readonly Term[];
  readonly world: World;
  /** By number, the first of the actions that no statement tells apart. */
  readonly actions: readonly string[];
}

/** Requests of a kind for one of some actions that are allowed afterwards and were not before. */
function problemOf(
  { before, after }: Setting,
  kind: WorldKind,
  among: readonly string[],
): AccessProblem {
  const world = new World(kind);
  const lengths = listLengths([before, after]);
  const actions = alike(among, kind, [before, after]);
  const isNew = actions.map((action, index) =>
    allOf([
      equal('action', indexTerm(index)),
      allowedTerm(world, after, action, lengths),
      not(allowedTerm(world, before, action, lengths)),
    ]),
  );
  const constants = [...world.constants].map(([name, { sort }]): [string, string] => [name, sort]);
  return {
    constants: new Map([['action', indexSort], ...constants]),
    asserted: [...world.constraints, ...linksOf(world), anyOf(isNew)],
    world,
    actions,
  };
}

/** One action for all that no statement tells apart, and about which the same layers are asked. */
function alike(
  actions: readonly string[],
  { hasRepository }: WorldKind,
  sets: readonly PolicySet[],
): readonly string[] {
  const elements = sets.flatMap(statementsOf).map(({ Action, NotAction }) => {
    return listOf(Action ?? NotAction ?? []);
  });
  const groups = new Map<string, string>();
  for (const action of actions) {
    const own = ecrActions.get(action);
    if (own === undefined || own.starOnly === hasRepository) continue;
    const { repositoryPolicy, registryPolicyV1 } = own;
    const key = [
      repositoryPolicy,
      registryPolicyV1,
      own.name === 'GetAuthorizationToken',
      ...elements.map((patterns) => namesAction(patterns, action)),
    ].join();
    if (!groups.has(key)) groups.set(key, action);
  }
  return [...groups.values()];
}

/** Each condition that quantifies over the values of a list may need a value of its own. */
function listLengths(sets: readonly PolicySet[]): ListLengths {
  const lengths = new Map<string, number>();
  for (const { Condition = {} } of sets.flatMap(statementsOf)) {
    for (const [operator, keys] of Object.entries(Condition)) {
      if (!operator.startsWith('For')) continue;
      for (const key of Object.keys(keys).map((name) => name.toLowerCase())) {
        lengths.set(key, (lengths.get(key) ?? 0) + 1);
      }
    }
  }
  return lengths;
}

function statementsOf(set: PolicySet): readonly PolicyStatement[] {
  const { identity = [], boundary = [], session = [], scps = [], rcps = [] } = set;
  const single = [set.repository, set.registry, set.endpoint].filter((one) => one !== undefined);
  const levels = [...scps, ...rcps].flatMap(({ policies }) => policies);
  return [...identity, ...boundary, ...session, ...single, ...levels].flatMap(({ Statement }) =>
    listOf(Statement),
  );
}

function requestOf({ world, actions }: AccessProblem, values: Values): AuthorizationRequest {
  const context = contextOf(world, values);
  const now = values.get('now');
  return {
    ...partiesOf(world, values),
    action: actions[indexOf(values.get('action'))] ?? '',
    ...(Object.keys(context).length > 0 && { context }),
    ...(now !== undefined && { atMs: 1000 * numberOf(now) }),
  };
}
