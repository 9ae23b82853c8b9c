import { ecrCatalog } from '../../src/iam/ecr/catalog.js';
import type {
  AuthorizationRequest,
  PolicyDocument,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';
import { conditionHolds } from './iam-conditions.js';
import { type Context, covers, listOf, resourceTokens, tokensCover } from './iam-texts.js';

/**
 * IAM's evaluation of a request as the guides word it, naively. Shares no code with the engine.
 *
 * 1. A denial in any policy that applies is final.
 * 2. Every level of service control policies must allow, and so must the endpoint's policy.
 * 3. In one account a grant is needed from the identity policies, inside boundary and session policy, or from a policy
 *    of the resource, as far as that reaches. Across accounts both sides must allow.
 */
export function referenceAuthorize(
  set: PolicySet,
  request: AuthorizationRequest,
): 'allowed' | 'implicitDeny' | 'explicitDeny' {
  const who = caller(request);
  const what = asked(request, who);
  const sameAccount = who.account !== undefined && what.account === who.account;
  const context = { ...derivedContext(request, who, what), ...lowerKeys(request.context ?? {}) };
  const ask: Ask = { who, what, context, hasBoundary: set.boundary !== undefined && who.hasLimits };
  const { denies, allows, reach } = verdicts(ask);

  const layers = layersThatApply(set, who, what, sameAccount);
  const every = [
    ...layers.resource,
    ...layers.identity,
    ...(layers.boundary ?? []),
    ...(layers.session ?? []),
    ...layers.endpoint,
    ...layers.scps.flat(),
    ...layers.rcps.flat(),
  ];
  if (every.some((policy) => denies(policy))) return 'explicitDeny';
  if (!layers.scps.every((level) => level.some(allows))) return 'implicitDeny';
  if (layers.endpoint.length > 0 && !layers.endpoint.some(allows)) return 'implicitDeny';

  const granted = Math.max(0, ...layers.granting.map(reach));
  const identity = who.kind === 'root' || layers.identity.some(allows);
  const boundary = layers.boundary === undefined || layers.boundary.some(allows);
  const session = layers.session === undefined || layers.session.some(allows);
  if (who.kind === 'service' || who.kind === 'anonymous') {
    return granted > 0 ? 'allowed' : 'implicitDeny';
  }
  const callerSide = identity && boundary && session;
  if (!sameAccount) return callerSide && granted > 0 ? 'allowed' : 'implicitDeny';
  if (callerSide) return 'allowed';
  // A grant to the caller himself passes all his limits, one to his role or user only the identity policies.
  if (granted === 3) return 'allowed';
  return granted === 2 && boundary && session ? 'allowed' : 'implicitDeny';
}

interface Caller {
  readonly kind: 'root' | 'user' | 'session' | 'federated' | 'service' | 'anonymous';
  readonly account: string | undefined;
  readonly arn: string;
  /** The role of a session, the user of a federated one. */
  readonly behind: string | undefined;
  readonly isServiceLinked: boolean;
  readonly hasLimits: boolean;
}

function caller({ principal, principalRoleArn, principalUserArn }: AuthorizationRequest): Caller {
  if (principal === 'anonymous' || !principal.startsWith('arn:')) {
    const kind = principal === 'anonymous' ? 'anonymous' : 'service';
    return {
      kind,
      account: undefined,
      arn: principal,
      behind: undefined,
      isServiceLinked: false,
      hasLimits: false,
    };
  }
  const [, partition, , , account = '', name = ''] = principal.split(':');
  const [type, first] = name.split('/');
  const isRole = type === 'role';
  const role = isRole
    ? principal
    : (principalRoleArn ?? `arn:${partition}:iam::${account}:role/${first}`);
  const kind =
    type === 'root'
      ? 'root'
      : type === 'user'
        ? 'user'
        : type === 'federated-user'
          ? 'federated'
          : 'session';
  const behind = kind === 'session' ? role : kind === 'federated' ? principalUserArn : undefined;
  const isServiceLinked = behind?.includes(':role/aws-service-role/') ?? false;
  return {
    kind,
    account,
    arn: isRole ? '' : principal,
    behind,
    isServiceLinked,
    hasLimits: kind !== 'root' && !isServiceLinked,
  };
}

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly account: string | undefined;
  readonly isEcr: boolean;
  readonly name: string;
}

/** An action that names no resource is asked on `*` in the caller's own account. */
function asked(request: AuthorizationRequest, who: Caller): Asked {
  const action = request.action.toLowerCase();
  const [service, name = ''] = action.split(':');
  const isEcr = service === 'ecr';
  if (isEcr && starOnly.includes(name))
    return { action, name, isEcr, resource: '*', account: who.account };
  const account = request.resource.split(':')[4] || request.resourceAccount || who.account;
  return { action, name, isEcr, resource: request.resource, account };
}

const starOnly = Object.values(ecrCatalog.actions)
  .filter((action) => action.starOnly)
  .map(({ name }) => name.toLowerCase());

interface Ask {
  readonly who: Caller;
  readonly what: Asked;
  readonly context: Context;
  readonly hasBoundary: boolean;
}

/** Which policies bear on the request at all. */
function layersThatApply(set: PolicySet, who: Caller, what: Asked, sameAccount: boolean) {
  const noCaller = who.kind === 'service' || who.kind === 'anonymous';
  const callerManages =
    set.principalAccountIsManagement || (sameAccount && set.resourceAccountIsManagement);
  const resourceManages =
    set.resourceAccountIsManagement || (sameAccount && set.principalAccountIsManagement);
  const scps = noCaller || who.isServiceLinked || callerManages ? [] : (set.scps ?? []);
  const rcps = who.isServiceLinked || resourceManages ? [] : (set.rcps ?? []);
  const resource = [
    ...(set.repository !== undefined && byRepository(what)
      ? [repositoryDocument(set.repository)]
      : []),
    ...(set.registry !== undefined && byRegistry(what, set) ? [set.registry] : []),
  ];
  return {
    resource,
    // The token comes from an identity policy, whatever a registry policy says.
    granting: what.isEcr && what.name === 'getauthorizationtoken' ? [] : resource,
    identity: noCaller || who.kind === 'root' ? [] : (set.identity ?? []),
    boundary: who.hasLimits ? set.boundary : undefined,
    session: who.hasLimits ? set.session : undefined,
    endpoint: set.endpoint === undefined ? [] : [set.endpoint],
    scps: scps.map(({ policies }) => policies),
    rcps: rcps.map(({ policies }) => policies),
  };
}

/** A repository's policy bears on what is done to the repository, once it is there. */
function byRepository({ isEcr, name }: Asked): boolean {
  if (!isEcr) return true;
  return !starOnly.includes(name) && name !== 'createrepository' && name !== 'replicateimage';
}

/** Scope V1 knows three actions, V2 all of them. */
function byRegistry({ isEcr, name }: Asked, { registryPolicyScope }: PolicySet): boolean {
  if (!isEcr) return false;
  if (registryPolicyScope !== 'V1') return true;
  return ['replicateimage', 'batchimportupstreamimage', 'createrepository'].includes(name);
}

/** Without a resource a repository policy is about its repository. */
function repositoryDocument(document: PolicyDocument): PolicyDocument {
  const statements = listOf(document.Statement).map((statement) =>
    'Resource' in statement || 'NotResource' in statement
      ? statement
      : { ...statement, Resource: '*' },
  );
  return { ...document, Statement: statements };
}

function verdicts(ask: Ask) {
  const applying = (document: PolicyDocument, effect: 'Allow' | 'Deny') =>
    listOf(document.Statement).filter(
      (statement) => statement.Effect === effect && applies(statement, document, ask),
    );
  return {
    denies: (document: PolicyDocument) => applying(document, 'Deny').length > 0,
    allows: (document: PolicyDocument) => applying(document, 'Allow').length > 0,
    reach: (document: PolicyDocument) =>
      Math.max(0, ...applying(document, 'Allow').map((statement) => reachOf(statement, ask))),
  };
}

function applies(statement: PolicyStatement, { Version }: PolicyDocument, ask: Ask): boolean {
  const hasVariables = Version === '2012-10-17';
  const named = 'Principal' in statement || 'NotPrincipal' in statement;
  return (
    (!named || reachOf(statement, ask) > 0) &&
    aboutAction(statement, ask) &&
    aboutResource(statement, hasVariables, ask) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        conditionHolds(operator, key, listOf(values).map(String), hasVariables, ask.context),
      ),
    )
  );
}

function aboutAction({ Action, NotAction }: PolicyStatement, { what }: Ask): boolean {
  const [service = '', name = ''] = what.action.split(':');
  const one = (pattern: string) => {
    if (pattern === '*') return true;
    const [ofService = '', ofName] = pattern.toLowerCase().split(':');
    return ofName !== undefined && covers(ofService, service) && covers(ofName, name);
  };
  if (Action !== undefined) return listOf(Action).some(one);
  return listOf(NotAction ?? []).length > 0 && !listOf(NotAction ?? []).some(one);
}

function aboutResource(
  { Resource, NotResource }: PolicyStatement,
  hasVariables: boolean,
  { what, context }: Ask,
): boolean {
  const patterns = listOf(Resource ?? NotResource ?? []).map((pattern) =>
    resourceTokens(pattern, hasVariables, context),
  );
  const matching = patterns.some(
    (tokens) => tokens !== undefined && tokensCover(tokens, what.resource),
  );
  if (Resource !== undefined) return matching;
  return patterns.length > 0 && patterns.every((tokens) => tokens !== undefined) && !matching;
}

/**
 * How far the principals of a statement reach the caller: 0 not at all, 1 his account, 2 his role or user, 3 himself.
 * NotPrincipal reaches whom it does not list, and as a denial everybody with a permissions boundary.
 */
function reachOf({ Principal, NotPrincipal, Effect }: PolicyStatement, ask: Ask): number {
  if (Principal !== undefined) return reachOfAny(Principal, ask);
  const names = NotPrincipal === undefined ? [] : namesIn(NotPrincipal);
  if (NotPrincipal === undefined || names.length === 0) return 0;
  if (Effect === 'Deny' && ask.hasBoundary) return 3;
  return reachOfAny(NotPrincipal, ask) === 0 ? 3 : 0;
}

function namesIn(principal: PolicyPrincipal): readonly (readonly [string, string])[] {
  if (typeof principal === 'string') return [['everybody', principal]];
  return Object.entries(principal).flatMap(([type, names]) =>
    listOf(names).map((name) => [type, name] as const),
  );
}

function reachOfAny(principal: PolicyPrincipal, { who }: Ask): number {
  return Math.max(0, ...namesIn(principal).map(([type, name]) => reachOfName(type, name, who)));
}

function reachOfName(type: string, name: string, who: Caller): number {
  if (type === 'everybody') return 3;
  if (type === 'Service') return who.kind === 'service' && who.arn === name ? 3 : 0;
  if (type !== 'AWS' || who.kind === 'service') return 0;
  if (name === '*') return 3;
  const account = /^(?:arn:[^:]+:iam::(\d{12}):root|(\d{12}))$/.exec(name)?.slice(1).join('');
  if (account !== undefined) return account !== who.account ? 0 : who.kind === 'root' ? 3 : 1;
  if (!name.startsWith('arn:')) return 0;
  if (name === who.behind) return 2;
  return name === who.arn ? 3 : 0;
}

/** What a request tells by itself; what the caller says of a key comes before. */
function derivedContext(request: AuthorizationRequest, who: Caller, what: Asked): Context {
  const isPerson = who.account !== undefined;
  const name = request.principal.split('/').at(-1) ?? '';
  const types = {
    root: 'Account',
    user: 'User',
    session: 'AssumedRole',
    federated: 'FederatedUser',
    anonymous: 'Anonymous',
    service: undefined,
  };
  const ids = {
    root: who.account,
    federated: `${who.account}:${name}`,
    anonymous: 'anonymous',
    user: undefined,
    session: undefined,
    service: undefined,
  };
  const account = request.resource.split(':')[4] || request.resourceAccount;
  const isStarOnly = what.isEcr && starOnly.includes(what.name);
  return {
    ...key(
      'aws:principalarn',
      isPerson ? (who.kind === 'session' ? who.behind : who.arn) : undefined,
    ),
    ...key('aws:principalaccount', who.kind === 'anonymous' ? 'anonymous' : who.account),
    ...key('aws:principaltype', types[who.kind]),
    ...key('aws:principalisawsservice', who.kind === 'anonymous' ? undefined : String(!isPerson)),
    ...key('aws:principalservicename', who.kind === 'service' ? who.arn : undefined),
    ...key('aws:username', who.kind === 'user' ? name : undefined),
    ...key('aws:userid', ids[who.kind]),
    ...key('aws:resourceaccount', isStarOnly ? who.account : account),
    ...key('aws:requestedregion', request.resource.split(':')[3] || undefined),
    ...instants(request.atMs),
  };
}

function instants(atMs: number | undefined): Context {
  if (atMs === undefined) return {};
  return {
    ...key('aws:currenttime', new Date(atMs).toISOString()),
    ...key('aws:epochtime', String(Math.floor(atMs / 1000))),
  };
}

function key(name: string, value: string | undefined): Context {
  return value === undefined ? {} : { [name]: [value] };
}

function lowerKeys(context: NonNullable<AuthorizationRequest['context']>): Context {
  return Object.fromEntries(
    Object.entries(context).map(([name, values]) => [name.toLowerCase(), listOf(values)]),
  );
}
