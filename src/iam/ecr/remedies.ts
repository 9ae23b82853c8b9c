import { unreachable } from '../../base/invariant.js';
import {
  createRepositoryActions,
  replicationActions,
  servicePrefix,
} from '../../facts/ecr-actions.js';
import type {
  AuthorizationDecision,
  AuthorizationRequest,
  Blocker,
  Catalog,
  PolicyDocument,
  PolicyLevel,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
} from '../types.js';
import { ecrCatalog } from './catalog.js';

/** A statement that is missing, and the policy it belongs in. */
export interface Remedy {
  readonly policy: Blocker['layer'];
  /** The `id` of the organization's level. */
  readonly level?: string | undefined;
  readonly statement: PolicyStatement;
}

/** How a request is decided once a set of policies stands. */
export type Decide = (policies: PolicySet, request: AuthorizationRequest) => AuthorizationDecision;

/**
 * The statements that let a request through, found by adding to each layer that blocks and asking again. None when it
 * is allowed, and none when a statement denies it or the answer depends on conditions: adding does not help then.
 */
export function remediesFor(
  policies: PolicySet,
  request: AuthorizationRequest,
  decide: Decide,
  catalog: Catalog = ecrCatalog,
): readonly Remedy[] {
  const asked = { ...request, resource: resourceOf(request, catalog) };
  const remedies: Remedy[] = [];
  let mended = policies;
  // Each round adds to a layer that had nothing to say, and there are no more rounds than layers.
  for (let round = 0; round <= roundsMax; round++) {
    const { kind, ...decision } = decide(mended, request);
    if (kind === 'allowed') return remedies;
    if (kind !== 'implicitDeny' || !('blockedBy' in decision)) return [];
    const silent = decision.blockedBy.filter((blocker) => !alreadyIn(remedies, blocker));
    const next = firstToMend(silent).map((blocker) => remedyFor(blocker, asked));
    if (next.length === 0) return [];
    remedies.push(...next);
    mended = next.reduce(withRemedy, mended);
  }
  return [];
}

const roundsMax = 8;

/** An action that names no resource is covered by `*` alone, whatever it was asked on. */
function resourceOf({ action, resource }: AuthorizationRequest, catalog: Catalog): string {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  const { actions } = catalog;
  const known = service === catalog.service && Object.hasOwn(actions, name);
  return known && actions[name]?.starOnly === true ? '*' : resource;
}

function alreadyIn(remedies: readonly Remedy[], { layer, level }: Blocker): boolean {
  return remedies.some((remedy) => remedy.policy === layer && remedy.level === level);
}

/**
 * Within one account the principal's own policy is enough, and is where a permission belongs; a policy of the resource
 * is added to when that alone does not do.
 */
function firstToMend(silent: readonly Blocker[]): readonly Blocker[] {
  const others = silent.filter(({ layer }) => !grants(layer));
  return others.length > 0 ? others : silent;
}

function grants(layer: Blocker['layer']): boolean {
  return layer === 'repository' || layer === 'registry';
}

function remedyFor({ layer, level }: Blocker, request: AuthorizationRequest): Remedy {
  const policy = grants(layer) ? grantingPolicy(request.action) : layer;
  return { policy, level, statement: statementFor(policy, request) };
}

/** What a repository policy cannot grant belongs in the registry's. */
function grantingPolicy(action: string): 'repository' | 'registry' {
  const byRegistry = [...createRepositoryActions, ...replicationActions].some(
    (name) => `${servicePrefix}:${name}`.toLowerCase() === action.toLowerCase(),
  );
  return byRegistry ? 'registry' : 'repository';
}

/** The statement that allows one request in a policy of that kind. */
function statementFor(policy: Remedy['policy'], request: AuthorizationRequest): PolicyStatement {
  const { action, resource } = request;
  const Effect = 'Allow';
  const Action = [action];
  switch (policy) {
    case 'repository':
      return { Effect, Principal: principalFor(request), Action };
    case 'registry':
    case 'endpoint':
    case 'rcp':
      return { Effect, Principal: principalFor(request), Action, Resource: resource };
    case 'identity':
    case 'boundary':
    case 'session':
    case 'scp':
      return { Effect, Action, Resource: resource };
    default:
      return unreachable(policy);
  }
}

/** A session is let in by its role; replication, as AWS documents it, by the account it comes from. */
function principalFor(request: AuthorizationRequest): PolicyPrincipal {
  const { principal, principalRoleArn } = request;
  if (principal === 'anonymous') return '*';
  if (!principal.startsWith('arn:')) return { Service: principal };
  const [, partition = '', , , account = '', name = ''] = principal.split(':');
  const role = /^assumed-role\/([^/]+)\//.exec(name)?.[1];
  if (role === undefined) return { AWS: principal };
  const arn = principalRoleArn ?? `arn:${partition}:iam::${account}:role/${role}`;
  const isServiceLinked = arn.includes(':role/aws-service-role/');
  return { AWS: isServiceLinked ? `arn:${partition}:iam::${account}:root` : arn };
}

/** The policies with a remedy put in. */
export function withRemedy(policies: PolicySet, remedy: Remedy): PolicySet {
  const { policy, level, statement } = remedy;
  switch (policy) {
    case 'identity':
    case 'boundary':
    case 'session':
      return { ...policies, [policy]: [...(policies[policy] ?? []), documentOf(statement)] };
    case 'repository':
    case 'registry':
    case 'endpoint':
      return { ...policies, [policy]: extended(policies[policy], statement) };
    case 'scp':
      return { ...policies, scps: policies.scps?.map((one) => atLevel(one, level, statement)) };
    case 'rcp':
      return { ...policies, rcps: policies.rcps?.map((one) => atLevel(one, level, statement)) };
    default:
      return unreachable(policy);
  }
}

function atLevel(
  one: PolicyLevel,
  level: string | undefined,
  statement: PolicyStatement,
): PolicyLevel {
  if (one.id !== level) return one;
  return { ...one, policies: [...one.policies, documentOf(statement)] };
}

function extended(
  document: PolicyDocument | undefined,
  statement: PolicyStatement,
): PolicyDocument {
  if (document === undefined) return documentOf(statement);
  const { Statement: given } = document;
  const statements: readonly PolicyStatement[] = isList(given) ? given : [given];
  return { ...document, Statement: [...statements, statement] };
}

/** `Array.isArray` does not tell a readonly list from its one member. */
function isList<T>(given: T | readonly T[]): given is readonly T[] {
  return Array.isArray(given);
}

function documentOf(statement: PolicyStatement): PolicyDocument {
  return { Version: '2012-10-17', Statement: [statement] };
}

/** Remedies of several requests, with those that differ in the action alone joined into one statement. */
export function joined(remedies: readonly Remedy[]): readonly Remedy[] {
  const byPlace = new Map<string, Remedy>();
  for (const remedy of remedies) {
    const { Action, ...rest } = remedy.statement;
    const place = JSON.stringify([remedy.policy, remedy.level, rest]);
    const known = byPlace.get(place)?.statement.Action ?? [];
    const actions = [...new Set([known, Action ?? []].flat())];
    byPlace.set(place, { ...remedy, statement: { ...remedy.statement, Action: actions } });
  }
  return [...byPlace.values()];
}
