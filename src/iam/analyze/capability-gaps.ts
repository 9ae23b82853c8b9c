import { unlessSpent } from '../../base/budget.js';
import { at } from '../../base/invariant.js';
import {
  createRepositoryActions,
  loginActions,
  pullActions,
  pushActions,
  replicationActions,
  servicePrefix,
} from '../../facts/ecr-actions.js';
import { compilePolicies } from '../compile.js';
import type { CompiledPolicies } from '../compiled.js';
import type { AuthorizationRequest, PolicySet } from '../types.js';
import { type ActionClass, actionClasses } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { gapAmong } from './placeholders.js';
import { budgetOf, Realm, type Search, type Side } from './realm.js';
import { isAllowed, replayed } from './replay.js';
import type { WorldKind } from './request/world.js';
import {
  anything,
  givenPlace,
  isSingle,
  type Policies,
  type Surroundings,
  setOf,
  surroundingsOf,
} from './subject.js';
import { all, type Formula, not } from './theory/formula.js';
import type { Assumption, Replay, Unknown } from './verdict.js';
import { where } from './where.js';

/** A workflow that somebody may begin and not end. */
export interface CapabilityGap {
  readonly workflow: 'pull' | 'push' | 'replication';
  /** What he may do, and what he may not. */
  readonly can: string;
  readonly cannot: string;
  /** The request that is allowed, and the one that is refused: of the same caller, with the same keys. */
  readonly witness: AuthorizationRequest;
  readonly refused: AuthorizationRequest;
  /** `before`: of what he may do; `after`: of what he may not. */
  readonly replay: Replay;
}

/** A step about which nobody can tell. */
export interface OpenStep extends Unknown {
  readonly workflow: CapabilityGap['workflow'];
  readonly can: string;
  readonly cannot: string;
}

export interface CapabilityGaps {
  readonly gaps: readonly CapabilityGap[];
  readonly open: readonly OpenStep[];
  /**
   * `token-from-elsewhere` where no identity policy was given: nothing else can grant the token to log in with, so that
   * nothing can be said of it.
   */
  readonly assumptions: readonly Assumption[];
}

/**
 * May anybody begin a pull, a push or a replication of a repository, and not end it? Whoever pushes fetches manifests as
 * well, and need not pull for that. Whoever may pull or push also wants to log in; that is asked where identity policies
 * are given.
 */
export function findCapabilityGaps(
  policies: Policies,
  options: AnalysisOptions = {},
): CapabilityGaps {
  const search = new GapSearch(policies, options);
  const isTokenAsked = hasIdentity(policies);
  for (const surroundings of surroundingsOf([policies], options)) {
    search.look(surroundings, isTokenAsked ? [...steps, ...loginSteps] : steps);
  }
  const replicated = replicationOf(policies);
  if (replicated !== undefined) {
    const surroundings = {
      compile: () => compilePolicies(replicated, options),
      covers: ({ caller, sameAccount }: WorldKind) => caller === 'serviceLinked' && !sameAccount,
    };
    search.look(surroundings, replicationSteps);
  }
  const common = assumptionsOf(isSingle(policies));
  const assumptions = isTokenAsked ? common : [...common, 'token-from-elsewhere' as const];
  return { gaps: search.gaps, open: search.leftOpen(), assumptions };
}

interface Step {
  readonly workflow: CapabilityGap['workflow'];
  readonly can: string;
  readonly cannot: string;
  /** What whoever may do it has the first for. */
  readonly unless?: string | undefined;
  /** Whether what he may not do names no repository. */
  readonly isBare: boolean;
}

class GapSearch {
  readonly gaps: CapabilityGap[] = [];
  private readonly open: OpenStep[] = [];
  private readonly policies: Policies;
  private readonly budget;

  constructor(policies: Policies, options: AnalysisOptions) {
    this.policies = policies;
    this.budget = budgetOf(options);
  }

  look({ compile, covers }: Surroundings, steps: readonly Step[]): void {
    const compiled = compile(this.policies);
    const realm = new Realm([compiled], this.budget);
    const sorted = unlessSpent(() => actionClasses(compiled.catalog, [compiled], this.budget));
    const classes = sorted === 'spent' ? [] : sorted;
    const kinds = realm.worldsFor('repository').filter(covers);
    for (const step of steps) {
      if (this.isFound(step)) continue;
      const found = gapOf(step, realm, classes, kinds);
      if (found === undefined) continue;
      if ('replay' in found) this.gaps.push(found);
      else this.open.push({ ...found, where: givenPlace(found.where, this.policies) });
    }
  }

  /** Steps about which nobody can tell, each once. */
  leftOpen(): readonly OpenStep[] {
    const byStep = new Map<string, OpenStep>();
    for (const one of this.open) {
      const key = `${one.workflow} ${one.can} ${one.cannot}`;
      if (!this.isFound(one) && !byStep.has(key)) byStep.set(key, one);
    }
    return [...byStep.values()];
  }

  private isFound({ workflow, cannot }: Pick<Step, 'workflow' | 'cannot'>): boolean {
    return this.gaps.some((gap) => gap.cannot === cannot && gap.workflow === workflow);
  }
}

/** Looks for somebody who may do the one and not the other, in one kind of requests after the other. */
function gapOf(
  step: Step,
  realm: Realm,
  classes: readonly ActionClass[],
  kinds: readonly WorldKind[],
): CapabilityGap | OpenStep | undefined {
  const { workflow, can, cannot, unless, isBare } = step;
  const compiled = at(realm.sets, 0);
  // A caller without an account carries no policy of its own, and no token.
  const meant = isBare ? kinds.filter(({ caller }) => caller !== 'service') : kinds;
  const others = unless === undefined ? [cannot] : [cannot, unless];
  const gap = gapAbout([can, ...others], classes, compiled);
  // Where nobody may begin there is no gap, whatever the template turns into; the root user always may. Nor is there one
  // where whoever it is may end it.
  if (gap !== undefined) {
    const bound = meant.filter(({ caller }) => caller !== 'root');
    const halves = [
      { ...step, others: [], isSure: gapAbout([can], classes, compiled) === undefined },
      {
        ...step,
        others,
        mayBegin: true,
        isSure: gapAbout(others, classes, compiled) === undefined,
      },
    ];
    const isNone = halves.some((half) => half.isSure && isImpossible(half, bound, realm));
    if (isNone) return undefined;
    return { workflow, can, cannot, reason: 'placeholder', where: gap, key: '' };
  }
  const { request, doubt } = requestFor({ ...step, others }, meant, realm);
  if (request !== undefined) {
    const refused = otherOf(request, cannot, step, realm);
    const before = at(replayed([compiled], request), 0);
    const after = at(replayed([compiled], refused), 0);
    return { workflow, can, cannot, witness: request, refused, replay: { before, after } };
  }
  if (doubt === undefined) return undefined;
  const { reason, key } = doubt;
  return { workflow, can, cannot, reason, key, where: where(key, [compiled]) };
}

/** The same request for another action. */
function otherOf(
  request: AuthorizationRequest,
  action: string,
  { isBare }: Pick<Step, 'isBare'>,
  realm: Realm,
): AuthorizationRequest {
  return isBare ? realm.beside(request, action) : { ...request, action };
}

/** The place of a gap that a template is to fill in what is said about some actions. */
function gapAbout(
  asked: readonly string[],
  classes: readonly ActionClass[],
  compiled: CompiledPolicies,
): string | undefined {
  return classes
    .filter(({ actions }) => actions.some((action) => asked.includes(action)))
    .map(({ about }) => gapAmong([compiled], about))
    .find((place) => place !== undefined);
}

function isImpossible(half: Half, kinds: readonly WorldKind[], realm: Realm): boolean {
  const { request, doubt } = requestFor(half, kinds, realm);
  return request === undefined && doubt === undefined;
}

/** Something that somebody may do, and others that he may not. */
interface Half extends Pick<Step, 'can' | 'isBare'> {
  readonly others: readonly string[];
  /** Whether he is taken to be allowed the first. */
  readonly mayBegin?: boolean | undefined;
}

interface Found {
  readonly request?: AuthorizationRequest | undefined;
  readonly doubt?: Extract<Search, { kind: 'unknown' }> | undefined;
}

/** A request that is allowed, and refused with some other actions. */
function requestFor(step: Half, kinds: readonly WorldKind[], realm: Realm): Found {
  const { can, others, isBare, mayBegin = false } = step;
  const compiled = at(realm.sets, 0);
  const allows = (side: Side, action: string): Formula =>
    isBare ? side.allowedBeside(action) : side.allowed(action);
  let doubt: Found['doubt'];
  for (const kind of kinds) {
    const found = realm.find(
      kind,
      can,
      ([side]) =>
        side === undefined
          ? all([])
          : all([
              mayBegin ? all([]) : side.allowed(can),
              ...others.map((action) => not(allows(side, action))),
            ]),
      (request) =>
        (mayBegin || isAllowed(compiled, request)) &&
        !others.some((action) => isAllowed(compiled, otherOf(request, action, step, realm))),
    );
    if (found.kind === 'unknown') doubt ??= found;
    if (found.kind === 'found') return { request: found.request };
  }
  return { doubt };
}

const name = (action: string): string => `${servicePrefix}:${action}`;

/**
 * Whoever may fetch a manifest wants its layers; whoever may begin an upload wants all that ends in an image. To put an
 * image alone is no half push: it tags anew what is there.
 */
const steps: readonly Step[] = /* @__PURE__ */ [
  ...stepsOf('pull', 'BatchGetImage', pullActions).map((step) => {
    return { ...step, unless: name('PutImage') };
  }),
  ...stepsOf('push', 'InitiateLayerUpload', pushActions),
];

/** Both want the token to log in with, which only an identity policy grants. */
const loginSteps: readonly Step[] = /* @__PURE__ */ [
  ...stepsOf('pull', 'BatchGetImage', loginActions, true),
  ...stepsOf('push', 'InitiateLayerUpload', loginActions, true),
];

/** Whether anything was given that the caller carries, or that limits him; a policy of a resource stands by itself. */
function hasIdentity(policies: Policies): boolean {
  if (!isSingle(policies)) return (policies.identity?.length ?? 0) > 0;
  return policies.kind !== 'repository' && policies.kind !== 'registry';
}

/** What is replicated into a repository that is not there yet creates it. */
const replicationSteps: readonly Step[] = /* @__PURE__ */ replicationActions.flatMap((action) =>
  stepsOf('replication', action, createRepositoryActions),
);

function stepsOf(
  workflow: Step['workflow'],
  first: string,
  others: readonly string[],
  isBare = false,
): Step[] {
  return others
    .filter((other) => other !== first)
    .map((other) => ({ workflow, can: name(first), cannot: name(other), isBare }));
}

/**
 * What bears on replication from another account, which acts as a role of its own that may do all it needs; undefined
 * without a registry policy, which alone lets it in.
 */
function replicationOf(policies: Policies): PolicySet | undefined {
  const { registry, registryPolicyScope, repository } = setOf(policies);
  if (registry === undefined) return undefined;
  return { registry, registryPolicyScope, repository, identity: [anything] };
}
