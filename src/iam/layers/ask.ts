import type { Ask, AskedResource, PreparedRequest } from '../asked.js';
import type { CompiledPolicies } from '../compiled.js';
import type { CatalogAction, Consultation } from '../types.js';
import { bitOf } from './table.js';

const repositoryBit = bitOf('repository');
const registryBit = bitOf('registry');
const boundaryBit = bitOf('boundary');
const scpBit = bitOf('scp');
const rcpBit = bitOf('rcp');

/** Puts a request to a policy set: which kinds of policy bear on it, and on what. */
export function askOf(compiled: CompiledPolicies, request: PreparedRequest, open: boolean): Ask {
  const { principal } = request;
  const action = catalogAction(compiled, request);
  const resource = action?.starOnly ? nothing(request) : request.resource;
  const isOwn = resource.account === undefined || resource.account === principal.account;
  const sameAccount = principal.account !== undefined && isOwn;
  const waived = principal.exempt | inManagement(compiled, sameAccount);
  const repository = byRepository(action, compiled);
  const registry = byRegistry(action, compiled);
  return {
    compiled,
    request,
    resource,
    action,
    sameAccount,
    waived:
      waived |
      (repository === 'ignored' ? repositoryBit : 0) |
      (registry === 'ignored' ? registryBit : 0),
    muted:
      (repository === 'deniesOnly' ? repositoryBit : 0) |
      (registry === 'deniesOnly' ? registryBit : 0),
    hasBoundary: hasBoundary(compiled) && (principal.exempt & boundaryBit) === 0,
    open,
    headsAsked: 0,
    headsMatched: 0,
    conditionsAsked: 0,
    conditionsHeld: 0,
  };
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
  return { text: '*', head: '', parts: [], tail: '*', account: principal.account };
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

function hasBoundary({ program }: CompiledPolicies): boolean {
  return program.layers.some(({ kind }) => kind === 'boundary');
}
