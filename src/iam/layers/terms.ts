import { at } from '../../base/invariant.js';
import type { AskedResource, Candidates, PageTerms, PreparedRequest, Terms } from '../asked.js';
import type { CompiledPolicies, EffectIndex, Program } from '../compiled.js';
import { matchesAction } from '../match/action.js';
import type { CatalogAction, Consultation } from '../types.js';
import { bitOf, layersPerPage, layerTable } from './table.js';

const repositoryBit = bitOf('repository');
const registryBit = bitOf('registry');
const boundaryBit = bitOf('boundary');
const scpBit = bitOf('scp');
const rcpBit = bitOf('rcp');

/** Which kinds of policy bear on a request, and on what resource it is asked. */
export function termsOf(compiled: CompiledPolicies, request: PreparedRequest): Terms {
  const { principal } = request;
  const { program, index } = compiled;
  const action = catalogAction(compiled, request);
  const resource = action?.starOnly ? nothing(request) : request.resource;
  const isOwn = resource.account === undefined || resource.account === principal.account;
  const sameAccount = principal.account !== undefined && isOwn;
  const repository = byRepository(action, compiled);
  const registry = byRegistry(action, compiled);
  const waived =
    principal.exempt |
    inManagement(compiled, sameAccount) |
    (repository === 'ignored' ? repositoryBit : 0) |
    (registry === 'ignored' ? registryBit : 0);
  const muted =
    (repository === 'deniesOnly' ? repositoryBit : 0) |
    (registry === 'deniesOnly' ? registryBit : 0);
  return {
    compiled,
    action,
    resource,
    sameAccount,
    waived,
    muted,
    hasBoundary: program.hasBoundary && (principal.exempt & boundaryBit) === 0,
    pages: allPageTerms(program.pages, waived, muted),
    denials: candidates(index?.denials, program, request),
    allows: candidates(index?.allows, program, request),
    headsAsked: 0,
    headsMatched: 0,
  };
}

const none: readonly never[] = [];

function candidates(
  index: EffectIndex | undefined,
  { actions }: Program,
  request: PreparedRequest,
): Candidates {
  if (index === undefined) return none;
  const covering = [listAt(index.literal, request.action)];
  for (const patterns of [listAt(index.services, request.service), index.anyService]) {
    for (const { action, statements } of patterns) {
      if (matchesAction(at(actions, action), request)) covering.push(statements);
    }
  }
  return covering;
}

/** What a request calls its action may be the name of something every object inherits. */
function listAt<Item>(
  table: { readonly [key: string]: readonly Item[] },
  key: string,
): readonly Item[] {
  const found = table[key];
  return Array.isArray(found) ? found : none;
}

function allPageTerms(
  pages: CompiledPolicies['program']['pages'],
  waived: number,
  muted: number,
): readonly PageTerms[] {
  const terms: PageTerms[] = [];
  for (const kinds of pages) terms.push(pageTerms(kinds, terms.length, waived, muted));
  return terms;
}

function pageTerms(
  kinds: readonly number[],
  number: number,
  waived: number,
  muted: number,
): PageTerms {
  let live = 0;
  let granting = 0;
  let limiting = 0;
  for (let kind = 0; kind < kinds.length; kind++) {
    const layers = kinds[kind] ?? 0;
    const bit = 1 << kind;
    if (layers === 0 || (waived & bit) !== 0) continue;
    live |= layers;
    const allows = layerTable[kind]?.allows;
    if (allows === 'limit') limiting |= layers;
    if (allows === 'grant' && (muted & bit) === 0) granting |= layers;
  }
  return { first: number * layersPerPage, kinds, live, granting, limiting };
}

function catalogAction(
  { catalog }: CompiledPolicies,
  { service, name }: PreparedRequest,
): CatalogAction | null {
  if (service !== catalog.service) return null;
  return Object.hasOwn(catalog.actions, name)
    ? (catalog.actions[name] ?? catalog.unlisted)
    : catalog.unlisted;
}

/** An action that names no resource is asked on `*`, and acts in the caller's own account. */
function nothing({ principal }: PreparedRequest): AskedResource {
  return { text: '*', head: '', region: '', tail: '*', account: principal.account };
}

/** SCPs spare the callers of a management account, RCPs its resources; inside one account each says both. */
function inManagement({ program }: CompiledPolicies, sameAccount: boolean): number {
  const { principalAccountIsManagement: caller, resourceAccountIsManagement: resource } = program;
  const spared = caller || (resource && sameAccount) ? scpBit : 0;
  return spared | (resource || (caller && sameAccount) ? rcpBit : 0);
}

/** Another service's resource-based policy is consulted, as a rule; only ECR has a registry policy. */
function byRepository(action: CatalogAction | null, { readings }: CompiledPolicies): Consultation {
  const said = action?.repositoryPolicy ?? 'consulted';
  return said === 'unclear' ? readings.replicateInRepositoryPolicy : said;
}

function byRegistry(
  action: CatalogAction | null,
  { program, readings }: CompiledPolicies,
): Consultation {
  const said =
    program.registryPolicyScope === 'V1' ? action?.registryPolicyV1 : action?.registryPolicyV2;
  return said === 'unclear' ? readings.registryPolicyOnStarOnly : (said ?? 'ignored');
}
