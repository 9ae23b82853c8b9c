import { serviceLinkedRolePath } from '../facts/iam.js';
import type {
  AskedKey,
  AskedPrincipal,
  AskedResource,
  NamedPrincipal,
  PreparedRequest,
  PrincipalType,
} from './asked.js';
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
    context: askedContext(request.context),
  };
}

/** What a caller hands over may be anything; what is no text is none. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function askedResource(of: string, account: string | undefined): AskedResource {
  const end = headEnd(of);
  if (end === -1) return { text: of, head: '', parts: [], tail: of, account };
  const parts = of.slice(0, end).split(':');
  return {
    text: of,
    head: of.slice(0, end + 1),
    parts,
    tail: of.slice(end + 1),
    account: parts[4] || account,
  };
}

function askedPrincipal(request: AuthorizationRequest): AskedPrincipal {
  const arn = text(request.principal);
  const principal = arn.startsWith('arn:') ? principalOfArn(arn, request) : principalOfName(arn);
  return { ...principal, exempt: exemptions(principal) };
}

function principalOfName(arn: string): NamedPrincipal {
  const type = arn === 'anonymous' ? 'anonymous' : 'service';
  return { type, arn, account: undefined, entity: undefined, name: arn, isServiceLinked: false };
}

function principalOfArn(arn: string, request: AuthorizationRequest): NamedPrincipal {
  const [, partition, service = '', , account = '', rest = ''] = arn.split(':');
  const [kind, ...names] = rest.split('/');
  const type = typeOf(`${service}:${kind}`);
  const isRole = service === 'iam' && type === 'session';
  const role = `arn:${partition}:iam::${account}:role/${names[0]}`;
  const entity = isRole ? arn : entityBehind(type, role, request);
  return {
    type,
    // A bare role is some session of it, of which nobody knows the name.
    arn: isRole ? '' : arn,
    account: account === '' ? undefined : account,
    entity,
    name: names.at(-1) ?? '',
    isServiceLinked: entity?.includes(serviceLinkedRolePath) ?? false,
  };
}

function typeOf(kind: string): PrincipalType {
  switch (kind) {
    case 'iam:root':
      return 'root';
    case 'iam:user':
      return 'user';
    case 'iam:role':
    case 'sts:assumed-role':
      return 'session';
    case 'sts:federated-user':
      return 'federated';
    default:
      return 'other';
  }
}

/** A session's ARN has lost its role's path, so the role is better told; a federated session does not show its user. */
function entityBehind(
  type: PrincipalType,
  role: string,
  { principalRoleArn, principalUserArn }: AuthorizationRequest,
): string | undefined {
  if (type === 'federated') return text(principalUserArn) || undefined;
  return type === 'session' ? text(principalRoleArn) || role : undefined;
}

function askedContext(context: AuthorizationRequest['context']): Map<string, AskedKey> {
  const asked = new Map<string, AskedKey>();
  if (typeof context !== 'object' || context === null) return asked;
  for (const key of Object.keys(context)) asked.set(key.toLowerCase(), askedKey(context[key]));
  return asked;
}

function askedKey(value: unknown): AskedKey {
  if (typeof value === 'string') return [{ text: value }];
  if (Array.isArray(value)) return value.flatMap(askedScalar);
  return askedScalar(value);
}

function askedScalar(value: unknown): AskedKey {
  const isScalar = ['string', 'number', 'boolean'].includes(typeof value);
  return isScalar ? [{ text: String(value) }] : [];
}
