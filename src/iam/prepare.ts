import { serviceLinkedRolePath } from '../facts/iam.js';
import type { AskedPrincipal, AskedResource, PreparedRequest, PrincipalType } from './asked.js';
import { exemptions } from './layers/table.js';
import { headEnd } from './match/arn.js';
import type { AuthorizationRequest } from './types.js';

/** Takes a request apart, so that it can be asked of many policy sets, or often. */
export function prepareRequest(request: AuthorizationRequest): PreparedRequest {
  const writtenAction = text(request.action);
  const action = writtenAction.toLowerCase();
  const colon = action.indexOf(':');
  return {
    prepared: true,
    request,
    writtenPrincipal: text(request.principal),
    writtenAction,
    action,
    service: action.slice(0, Math.max(colon, 0)),
    name: action.slice(colon + 1),
    principal: askedPrincipal(request),
    resource: askedResource(text(request.resource), text(request.resourceAccount) || undefined),
    context: null,
    terms: null,
  };
}

/** What a caller hands over may be anything; what is no text is none. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function askedResource(of: string, account: string | undefined): AskedResource {
  const end = headEnd(of);
  if (end === -1) return { text: of, head: '', region: '', tail: of, account };
  const beforeAccount = of.lastIndexOf(':', end - 1);
  const beforeRegion = of.lastIndexOf(':', beforeAccount - 1);
  return {
    text: of,
    head: of.slice(0, end + 1),
    region: of.slice(beforeRegion + 1, beforeAccount),
    tail: of.slice(end + 1),
    account: of.slice(beforeAccount + 1, end) || account,
  };
}

function askedPrincipal(request: AuthorizationRequest): AskedPrincipal {
  const arn = text(request.principal);
  const end = headEnd(arn);
  if (end !== -1 && arn.startsWith('arn:')) return insider(arn, end, request);
  const type = arn === 'anonymous' ? 'anonymous' : arn.startsWith('arn:') ? 'other' : 'service';
  return {
    type,
    arn,
    account: undefined,
    entity: undefined,
    name: arn,
    isServiceLinked: false,
    exempt: exemptions(type, false),
  };
}

/** Somebody of an account, by the fifth colon of his ARN. */
function insider(arn: string, end: number, request: AuthorizationRequest): AskedPrincipal {
  const afterPartition = arn.indexOf(':', 'arn:'.length);
  const service = arn.slice(afterPartition + 1, arn.indexOf(':', afterPartition + 1));
  const account = arn.slice(arn.lastIndexOf(':', end - 1) + 1, end);
  const rest = arn.slice(end + 1);
  const slash = rest.indexOf('/');
  const type = typeOf(service, slash === -1 ? rest : rest.slice(0, slash));
  const isRole = service === 'iam' && type === 'session';
  const partition = arn.slice('arn:'.length, afterPartition);
  const entity = isRole ? arn : entityBehind(type, partition, account, rest, request);
  const isServiceLinked = entity?.includes(serviceLinkedRolePath) ?? false;
  return {
    type,
    // A bare role is some session of it, of which nobody knows the name.
    arn: isRole ? '' : arn,
    account: account === '' ? undefined : account,
    entity,
    name: rest.slice(rest.lastIndexOf('/') + 1),
    isServiceLinked,
    exempt: exemptions(type, isServiceLinked),
  };
}

function typeOf(service: string, kind: string): PrincipalType {
  if (service === 'iam') {
    if (kind === 'root' || kind === 'user') return kind;
    return kind === 'role' ? 'session' : 'other';
  }
  if (service !== 'sts') return 'other';
  if (kind === 'assumed-role') return 'session';
  return kind === 'federated-user' ? 'federated' : 'other';
}

/** A session's ARN has lost its role's path, so the role is better told; a federated session does not show its user. */
function entityBehind(
  type: PrincipalType,
  partition: string,
  account: string,
  rest: string,
  { principalRoleArn, principalUserArn }: AuthorizationRequest,
): string | undefined {
  if (type === 'federated') return text(principalUserArn) || undefined;
  if (type !== 'session') return undefined;
  return text(principalRoleArn) || `arn:${partition}:iam::${account}:role/${secondOf(rest)}`;
}

/** The role in `assumed-role/role/session`. */
function secondOf(rest: string): string {
  const from = rest.indexOf('/') + 1;
  const end = rest.indexOf('/', from);
  return rest.slice(from, end === -1 ? rest.length : end);
}
