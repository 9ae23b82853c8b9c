import { at } from '../../base/invariant.js';
import { compilePolicies } from '../compile.js';
import type { CompiledPolicies } from '../compiled.js';
import { prepareRequest } from '../prepare.js';
import type { AuthorizationRequest, PolicyConditions, PolicySet } from '../types.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions, NewAccess } from './new-access.js';
import { openGap, placed } from './open.js';
import { anyGap } from './placeholders.js';
import { budgetOf } from './realm.js';
import { allowing, isAllowed, replayed, someApply } from './replay.js';
import { isOther, type WorldKind } from './request/world.js';
import { compileScope, inScope, type RequestScope } from './scope.js';
import { anything, isSingle, type Policies, setOf } from './subject.js';
import { type Finding, type OpenActions, sweep } from './sweep.js';
import { all, not } from './theory/formula.js';
import type { PolicyVerdict } from './verdict.js';

/** Who and what counts as one's own. The account of the repository always does. */
export interface ZoneOfTrust {
  readonly accounts?: readonly string[] | undefined;
  /** Ids of organizations: `o-…`. */
  readonly organizations?: readonly string[] | undefined;
  /** Ids of VPCs and of VPC endpoints that requests come through. */
  readonly vpcs?: readonly string[] | undefined;
  readonly vpcEndpoints?: readonly string[] | undefined;
  /** Ranges of addresses that requests come from. */
  readonly networks?: readonly string[] | undefined;
  /** Whether calls of AWS services in the name of strangers are looked for, too; they are trusted unless said so. */
  readonly services?: 'trusted' | 'asked' | undefined;
}

/** Somebody outside the zone: anybody at all, an account that the policy names, or an AWS service. */
export type Outsider =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'service'; readonly service: string };

export interface ExternalAccess extends NewAccess {
  readonly who: Outsider;
}

/**
 * `holds`: nobody outside the zone gets in. `fails`: `access` lists who does, and with which actions; `isPublic` when
 * that is anybody. There is one policy set only: both sides of the replay are its answer.
 */
export type ExternalAccessVerdict = PolicyVerdict<{
  readonly access: readonly ExternalAccess[];
  readonly isPublic: boolean;
  readonly open: readonly OpenActions[];
}>;

/** Who outside a zone of trust may do what, if his own account lets him? */
export function findExternalAccess(
  policies: Policies,
  zone: ZoneOfTrust = {},
  options: AnalysisOptions = {},
): ExternalAccessVerdict {
  const compiled = compilePolicies(resourceSide(setOf(policies)), options);
  const access: ExternalAccess[] = [];
  const open: OpenActions[] = [];
  const budget = budgetOf(options);
  const trusted = trustedScopes(zone);
  const named = namedAccounts(compiled).filter((account) => !zone.accounts?.includes(account));
  const look = (who: Outsider, inside: RequestScope, others: readonly RequestScope[]): void => {
    const isMeant = (kind: WorldKind) =>
      !kind.sameAccount &&
      !isOther(kind.resource) &&
      (kind.caller === 'service') === (who.kind === 'service');
    const outside = [...trusted, ...others];
    const sets = [compiled, compileScope([inside], options), compileScope(outside, options)];
    const swept = sweep(
      {
        sets,
        given: 1,
        forStrangers: true,
        covers: isMeant,
        skips: ({ about }) => about[0]?.length === 0,
        asks: ([own, within, beyond], action) =>
          all([own?.allowed(action) ?? all([]), inScope(within), not(inScope(beyond))]),
        check: (request) =>
          isAllowed(compiled, request) &&
          !isForOwner(request) &&
          someApply(at(sets, 1), request) &&
          !someApply(at(sets, 2), request),
      },
      budget,
    );
    access.push(...swept.found.map((found) => externalAccess(who, found, compiled, policies)));
    open.push(...swept.open);
  };
  const strangers = named.map((account) => accountScope(account));
  look({ kind: 'anybody' }, {}, strangers);
  for (const account of named) look({ kind: 'account', account }, accountScope(account), []);
  if (zone.services === 'asked') {
    for (const service of namedServices(compiled)) {
      look({ kind: 'service', service }, { Principal: { Service: service } }, []);
    }
  }
  const gap = anyGap([compiled]);
  if (gap !== undefined) open.push(openGap(gap));
  return verdict(withoutRepeats(access), placed(open, policies), isSingle(policies));
}

function verdict(
  access: readonly ExternalAccess[],
  open: readonly OpenActions[],
  isAlone: boolean,
): ExternalAccessVerdict {
  const assumptions = assumptionsOf(isAlone);
  const [first] = access;
  if (first !== undefined) {
    const { witness, replay } = first;
    const isPublic = access.some(({ who }) => who.kind === 'anybody');
    return { kind: 'fails', witness, replay, access, isPublic, open, assumptions };
  }
  const [doubt] = open;
  if (doubt === undefined) return { kind: 'holds', assumptions };
  return { kind: 'unknown', reason: doubt.reason, where: doubt.where, assumptions };
}

function externalAccess(
  who: Outsider,
  { actions, request }: Finding,
  compiled: CompiledPolicies,
  policies: Policies,
): ExternalAccess {
  const decision = at(replayed([compiled], request), 0);
  const replay = { before: decision, after: decision };
  // What his own account lets a stranger do stands in no policy that was given.
  const allowedBy = allowing(compiled, request, policies).filter(isOfResource);
  return { who, actions, witness: request, replay, allowedBy };
}

function isOfResource(place: string): boolean {
  return !place.startsWith('/identity/');
}

/** What an account may do that anybody may do says nothing more; the rest is gathered by who and witness. */
function withoutRepeats(access: readonly ExternalAccess[]): readonly ExternalAccess[] {
  const anybody = new Set(
    access.filter(({ who }) => who.kind === 'anybody').flatMap(({ actions }) => actions),
  );
  const groups = new Map<string, ExternalAccess>();
  for (const found of access) {
    const own =
      found.who.kind === 'account'
        ? found.actions.filter((action) => !anybody.has(action))
        : found.actions;
    const [first] = own;
    if (first === undefined) continue;
    // One witness stands for all actions of a group, so that they differ in nothing else.
    const { who, replay, allowedBy } = found;
    const key = JSON.stringify([who, { ...found.witness, action: '' }, replay, allowedBy]);
    const known = groups.get(key);
    const base = known ?? { ...found, witness: { ...found.witness, action: first } };
    groups.set(key, { ...base, actions: [...new Set([...(known?.actions ?? []), ...own])] });
  }
  return [...groups.values()];
}

/** The policies of the resource's side; a stranger's own account is taken to let him do anything. */
function resourceSide({
  repository,
  registry,
  rcps,
  endpoint,
  registryPolicyScope,
  resourceAccountIsManagement,
}: PolicySet): PolicySet {
  return {
    repository,
    registry,
    rcps,
    endpoint,
    registryPolicyScope,
    resourceAccountIsManagement,
    identity: [anything],
  };
}

/** Requests of the zone, each kind of trust a scope of its own. */
function trustedScopes(zone: ZoneOfTrust): readonly RequestScope[] {
  const { accounts, organizations, vpcs, vpcEndpoints, networks } = zone;
  const scope = (operator: string, key: string, values: readonly string[] | undefined) => {
    const Condition: PolicyConditions = { [operator]: { [key]: values ?? [] } };
    return values === undefined || values.length === 0 ? [] : [{ Condition }];
  };
  return [
    ...scope('StringEquals', 'aws:PrincipalAccount', accounts),
    ...scope('StringEquals', 'aws:PrincipalOrgID', organizations),
    ...scope('StringEquals', 'aws:SourceVpc', vpcs),
    ...scope('StringEquals', 'aws:SourceVpce', vpcEndpoints),
    ...scope('IpAddress', 'aws:SourceIp', networks),
    ...scope('StringEquals', 'aws:SourceAccount', accounts),
    ...scope('StringEquals', 'aws:SourceOrgID', organizations),
  ];
}

/** Whether a service calls in the name of the account that the resource belongs to. */
function isForOwner(request: AuthorizationRequest): boolean {
  const { context = {} } = request;
  const source = Object.keys(context).find((key) => key.toLowerCase() === 'aws:sourceaccount');
  return source !== undefined && context[source] === prepareRequest(request).resource.account;
}

function accountScope(account: string): RequestScope {
  return { Condition: { StringEquals: { 'aws:PrincipalAccount': account } } };
}

/** Accounts that a policy names anywhere; all others are alike to it, but for wildcards. */
function namedAccounts({ program }: CompiledPolicies): readonly string[] {
  const texts = [
    ...program.principals.map(({ written }) => written),
    ...program.conditions.flatMap(({ written }) => written),
  ];
  return [...new Set(texts.flatMap((text) => text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []))].sort();
}

function namedServices({ program }: CompiledPolicies): readonly string[] {
  return [
    ...new Set(
      program.principals.flatMap(({ kind, value }) => {
        if (kind === 'service') return [value];
        return kind === 'everyone' ? ['lambda.amazonaws.com'] : [];
      }),
    ),
  ].sort();
}
