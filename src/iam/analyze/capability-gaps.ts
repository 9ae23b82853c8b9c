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
import type { AuthorizationRequest, PolicySet } from '../types.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { Realm, type Search, type Side, type UnknownReason } from './realm.js';
import { isAllowed, replayed } from './replay.js';
import type { WorldKind } from './request/world.js';
import {
  anything,
  isSingle,
  type Policies,
  type Surroundings,
  setOf,
  surroundingsOf,
} from './subject.js';
import { all, type Formula, not } from './theory/formula.js';
import type { Assumption, Replay } from './verdict.js';

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

export interface CapabilityGaps {
  readonly gaps: readonly CapabilityGap[];
  /** Steps about which nobody can tell. */
  readonly open: readonly {
    readonly workflow: CapabilityGap['workflow'];
    readonly can: string;
    readonly cannot: string;
    readonly reason: UnknownReason;
  }[];
  /**
   * `token-from-elsewhere` where no identity policy was given: nothing else can grant the token to log in with, so that
   * nothing can be said of it.
   */
  readonly assumptions: readonly Assumption[];
}

/**
 * May anybody begin a pull, a push or a replication of a repository, and not end it? Whoever may pull or push also wants
 * to log in; that is asked where identity policies are given.
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
  return { gaps: search.gaps, open: search.open, assumptions };
}

interface Step {
  readonly workflow: CapabilityGap['workflow'];
  readonly can: string;
  readonly cannot: string;
  /** Whether what he may not do names no repository. */
  readonly isBare: boolean;
}

class GapSearch {
  readonly gaps: CapabilityGap[] = [];
  readonly open: CapabilityGaps['open'][number][] = [];
  private readonly policies: Policies;
  private readonly options: AnalysisOptions;

  constructor(policies: Policies, options: AnalysisOptions) {
    this.policies = policies;
    this.options = options;
  }

  look({ compile, covers }: Surroundings, steps: readonly Step[]): void {
    const realm = new Realm([compile(this.policies)], this.options);
    const kinds = realm.worldsFor('repository').filter(covers);
    for (const step of steps) {
      if (!this.isFound(step)) this.follow(step, realm, kinds);
    }
  }

  private isFound({ workflow, cannot }: Step): boolean {
    return this.gaps.some((gap) => gap.cannot === cannot && gap.workflow === workflow);
  }

  /** Looks for somebody who may do the one and not the other, in one kind of requests after the other. */
  private follow(
    { workflow, can, cannot, isBare }: Step,
    realm: Realm,
    kinds: readonly WorldKind[],
  ) {
    const otherOf = (request: AuthorizationRequest): AuthorizationRequest =>
      isBare ? realm.beside(request, cannot) : { ...request, action: cannot };
    const compiled = at(realm.sets, 0);
    const asked = (side: Side | undefined): Formula =>
      side === undefined
        ? all([])
        : all([side.allowed(can), not(isBare ? side.allowedBeside(cannot) : side.allowed(cannot))]);
    let unknown: Extract<Search, { kind: 'unknown' }> | undefined;
    for (const kind of kinds) {
      // A caller without an account carries no policy of its own, and no token.
      if (isBare && kind.caller === 'service') continue;
      const found = realm.find(
        kind,
        can,
        ([side]) => asked(side),
        (request) => isAllowed(compiled, request) && !isAllowed(compiled, otherOf(request)),
      );
      if (found.kind === 'unknown') unknown ??= found;
      if (found.kind !== 'found') continue;
      const witness = found.request;
      const refused = otherOf(witness);
      const before = at(replayed([compiled], witness), 0);
      const after = at(replayed([compiled], refused), 0);
      this.gaps.push({ workflow, can, cannot, witness, refused, replay: { before, after } });
      return;
    }
    if (unknown !== undefined) this.open.push({ workflow, can, cannot, reason: unknown.reason });
  }
}

/** Whoever may fetch a manifest wants its layers; whoever may begin an upload wants all that ends in an image. */
const steps: readonly Step[] = /* @__PURE__ */ [
  ...stepsOf('pull', 'BatchGetImage', pullActions),
  ...stepsOf('push', 'InitiateLayerUpload', pushActions),
  ...stepsOf('push', 'PutImage', ['InitiateLayerUpload']),
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
  const name = (action: string) => `${servicePrefix}:${action}`;
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
