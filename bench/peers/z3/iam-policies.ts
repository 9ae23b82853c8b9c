import { ecrCatalog } from '../../../src/iam/ecr/index.js';
import type {
  CatalogAction,
  PolicyDocument,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
} from '../../../src/iam/index.js';
import { conditionsHold, type ListLengths, listOf } from './iam-conditions.js';
import type { World } from './iam-world.js';
import { allOf, anyOf, not, type Term, truth } from './smt.js';
import {
  accountTerm,
  covers,
  globOf,
  inAny,
  literalOf,
  resourceGlob,
  wholeMatches,
} from './texts.js';

/** What a grant reaches: nobody, an account, a role or user, the caller himself. */
type Reach = 1 | 2 | 3;

/** All actions of ECR, by the name that policies give them. */
export const ecrActions: ReadonlyMap<string, CatalogAction> = new Map(
  Object.values(ecrCatalog.actions).map((action) => [`ecr:${action.name}`, action]),
);

/**
 * When a request for an action is allowed, as the guide words it. A denial anywhere is final. Every level of service
 * control policies and the endpoint's policy have to allow. In one account a grant is needed from the identity policies
 * within boundary and session policy, or from a policy of the resource as far as that reaches; across accounts from
 * both sides. A service needs a grant from the resource alone.
 */
export function allowedTerm(
  world: World,
  set: PolicySet,
  action: string,
  lengths: ListLengths,
): Term {
  const { caller, sameAccount } = world.kind;
  const layers = layersOf(world, set, action);
  const reader = new Reader(world, action, lengths, layers.boundary !== undefined);
  const allows = (documents: readonly PolicyDocument[]) =>
    anyOf(documents.map((document) => reader.applying(document, 'Allow')));
  const limit = (documents: readonly PolicyDocument[] | undefined) =>
    documents === undefined ? 'true' : allows(documents);

  const granted = (least: Reach) =>
    anyOf(layers.granting.map((document) => reader.applying(document, 'Allow', least)));
  const boundary = limit(layers.boundary);
  const session = limit(layers.session);
  const identity = caller === 'root' ? 'true' : allows(layers.identity);
  const callerSide = allOf([identity, boundary, session]);
  const given = ((): Term => {
    if (caller === 'service') return granted(1);
    if (!sameAccount) return allOf([callerSide, granted(1)]);
    return anyOf([callerSide, granted(3), allOf([granted(2), boundary, session])]);
  })();
  return allOf([
    ...layers.all.map((document) => not(reader.applying(document, 'Deny'))),
    ...layers.scps.map(allows),
    limit(layers.endpoint),
    given,
  ]);
}

/** The policies that bear on the requests of a world. */
function layersOf(world: World, set: PolicySet, action: string) {
  const { caller, sameAccount } = world.kind;
  const isLinked = caller === 'serviceLinked';
  const hasLimits = caller !== 'root' && caller !== 'service' && !isLinked;
  const isCallerManaging =
    set.principalAccountIsManagement || (sameAccount && set.resourceAccountIsManagement);
  const isOwnerManaging =
    set.resourceAccountIsManagement || (sameAccount && set.principalAccountIsManagement);
  const isFree = isLinked || caller === 'service' || isCallerManaging === true;
  const levels = (given: PolicySet['scps']) => (given ?? []).map(({ policies }) => policies);
  const scps = isFree ? [] : levels(set.scps);
  const rcps = isLinked || isOwnerManaging === true ? [] : levels(set.rcps);
  const own = ecrActions.get(action);
  const resource = [
    ...(set.repository !== undefined && byRepository(action) ? [set.repository] : []),
    ...(set.registry !== undefined && byRegistry(action, set) ? [set.registry] : []),
  ];
  const identity = caller === 'root' || caller === 'service' ? [] : (set.identity ?? []);
  const boundary = hasLimits ? set.boundary : undefined;
  const session = hasLimits ? set.session : undefined;
  const endpoint = set.endpoint === undefined ? undefined : [set.endpoint];
  const all = [
    ...identity,
    ...resource,
    ...[boundary, session, endpoint].flatMap((documents) => documents ?? []),
    ...[...scps, ...rcps].flat(),
  ];
  // The token comes from an identity policy, whatever policies of resources say.
  const granting = own?.name === 'GetAuthorizationToken' ? [] : resource;
  return { identity, boundary, session, endpoint, scps, granting, all };
}

/** A repository's policy bears on what is done to a repository that is there. */
function byRepository(action: string): boolean {
  if (ecrActions.get(action)?.starOnly !== false) return false;
  return action !== 'ecr:CreateRepository' && action !== 'ecr:ReplicateImage';
}

/** Scope V1 knows three actions, V2 all of them. */
function byRegistry(action: string, { registryPolicyScope }: PolicySet): boolean {
  if (registryPolicyScope !== 'V1') return true;
  return ['ecr:ReplicateImage', 'ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'].includes(
    action,
  );
}

/** Whether an element names an action: service and name each match, in any case. */
export function namesAction(patterns: readonly string[], action: string): boolean {
  const [service = '', name = ''] = action.split(':');
  return patterns.some((pattern) => {
    if (pattern === '*') return true;
    const [ofService = '', ofName] = pattern.split(':');
    return (
      ofName !== undefined &&
      covers(globOf(ofService), service, true) &&
      covers(globOf(ofName), name, true)
    );
  });
}

class Reader {
  private readonly world: World;
  private readonly action: string;
  private readonly lengths: ListLengths;
  private readonly hasBoundary: boolean;

  constructor(world: World, action: string, lengths: ListLengths, hasBoundary: boolean) {
    this.world = world;
    this.action = action;
    this.lengths = lengths;
    this.hasBoundary = hasBoundary;
  }

  /** Some statement with this effect applies, and names the caller at least so closely. */
  applying({ Statement }: PolicyDocument, effect: 'Allow' | 'Deny', least: Reach = 1): Term {
    return anyOf(
      listOf(Statement)
        .filter(({ Effect }) => Effect === effect)
        .map((statement) => this.applies(statement, least)),
    );
  }

  private applies(statement: PolicyStatement, least: Reach): Term {
    const { Action, NotAction, Condition = {} } = statement;
    const isAbout =
      Action !== undefined
        ? namesAction(listOf(Action), this.action)
        : !namesAction(listOf(NotAction ?? []), this.action);
    if (!isAbout) return 'false';
    return allOf([
      this.reaches(statement, least),
      this.aboutResource(statement),
      conditionsHold(this.world, Condition, this.lengths),
    ]);
  }

  private aboutResource({ Resource, NotResource }: PolicyStatement): Term {
    const given = Resource ?? NotResource;
    // A repository's policy need not name it.
    if (given === undefined) return 'true';
    const matches = anyOf(
      listOf(given).map((pattern) => {
        const glob = resourceGlob(pattern);
        if (!this.world.kind.hasRepository) return truth(covers(glob, '*'));
        return wholeMatches(glob, this.world.repositoryArn);
      }),
    );
    return Resource !== undefined ? matches : not(matches);
  }

  private reaches({ Principal, NotPrincipal, Effect }: PolicyStatement, least: Reach): Term {
    if (Principal !== undefined) return this.names(Principal, least);
    if (NotPrincipal === undefined) return 'true';
    // Whoever has a permissions boundary is denied, listed or not.
    if (Effect === 'Deny' && this.hasBoundary) return 'true';
    return not(this.names(NotPrincipal, 1));
  }

  private names(principal: PolicyPrincipal, least: Reach): Term {
    if (typeof principal === 'string') return 'true';
    return anyOf(
      Object.entries(principal).flatMap(([type, names]) =>
        listOf(names).map((name) => this.isNamed(type, name, least)),
      ),
    );
  }

  private isNamed(type: string, name: string, least: Reach): Term {
    const { world } = this;
    const { caller } = world.kind;
    const isService = caller === 'service';
    if (type === 'Service') return isService ? `(= ${world.service} "${name}")` : 'false';
    if (type !== 'AWS' || isService) return 'false';
    if (name === '*') return 'true';
    const account = /^(?:arn:[^:]+:iam::(\d{12}):root|(\d{12}))$/.exec(name)?.slice(1).join('');
    if (account !== undefined) {
      // An account is its root user, and all others only by leave of their own policies.
      if (least > (caller === 'root' ? 3 : 1)) return 'false';
      return `(= ${world.account} ${accountTerm(account)})`;
    }
    const role = wholeMatches(literalOf(name), world.principalArn);
    if (caller === 'session' || caller === 'serviceLinked') {
      return anyOf([this.isSession(name), least <= 2 ? role : 'false']);
    }
    if (caller !== 'federated') return role;
    const user = wholeMatches(literalOf(name), world.userBehindArn);
    return anyOf([role, least <= 2 ? user : 'false']);
  }

  /** Of a session's role only the last name stands in its own ARN. */
  private isSession(arn: string): Term {
    const { world } = this;
    const [, partition = '', account = '', role = '', session = ''] =
      /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
    if (session === '') return 'false';
    return allOf([
      world.partitionMatches(literalOf(partition)),
      `(= ${world.account} ${accountTerm(account)})`,
      world.lastNameMatches(literalOf(role)),
      inAny(world.session, [literalOf(session)]),
    ]);
  }
}
