import type { AuthorizationRequest } from '../../../src/iam/index.js';
import { type Caller, partOf, placed, regions, type World, type WorldKind } from './iam-world.js';
import { type Expression, indexOf, textOf } from './smt.js';

export type Values = ReadonlyMap<string, Expression>;

/** Caller and resource of a request that the solver found; what it was not asked about is as it may be. */
export function partiesOf(
  world: World,
  values: Values,
): Pick<AuthorizationRequest, 'principal' | 'principalRoleArn' | 'principalUserArn' | 'resource'> {
  const { caller, hasRepository, sameAccount } = world.kind;
  const text = (name: string, otherwise: string) => {
    const value = values.get(name);
    return value === undefined ? otherwise : textOf(value);
  };
  const account = (name: string, not: string | undefined) => {
    const value = values.get(name);
    if (value !== undefined) return String(value).slice('#x'.length);
    return ['111122223333', '444455556666'].find((other) => other !== not) ?? '';
  };
  const region = indexOf(values.get('region'));
  const partition = placed[region]?.partition ?? 'aws';
  const ofCaller = account(
    'account',
    values.has('owner') ? account('owner', undefined) : undefined,
  );
  const owner = sameAccount ? ofCaller : account('owner', ofCaller);
  const resource = hasRepository
    ? `arn:${partition}:ecr:${regions[region]}:${owner}:repository/${text('repository', 'some-repository')}`
    : '*';
  const iam = `arn:${partition}:iam::${ofCaller}`;
  const sts = `arn:${partition}:sts::${ofCaller}`;
  switch (caller) {
    case 'root':
      return { principal: `${iam}:root`, resource };
    case 'user':
      return { principal: `${iam}:user/${text('entity', 'some-user')}`, resource };
    case 'service':
      return { principal: text('service', 'some.amazonaws.com'), resource };
    case 'federated':
      return {
        principal: `${sts}:federated-user/${text('federated', 'some-session')}`,
        principalUserArn: `${iam}:user/${text('user-behind', 'some-user')}`,
        resource,
      };
    default: {
      const linked = caller === 'serviceLinked';
      const role = text('entity', linked ? 'aws-service-role/x.amazonaws.com/Some' : 'some-role');
      const name = role.slice(role.lastIndexOf('/') + 1);
      const principal = `${sts}:assumed-role/${name}/${text('session', 'some-session')}`;
      return { principal, principalRoleArn: `${iam}:role/${role}`, resource };
    }
  }
}

/** Whether a request is one of a kind. */
export function isOfKind(
  { principal, principalRoleArn, resource }: AuthorizationRequest,
  { caller, sameAccount, hasRepository }: WorldKind,
): boolean {
  if (hasRepository !== (resource !== '*')) return false;
  const name = partOf(principal, 5);
  const kind = ((): Caller => {
    if (!principal.startsWith('arn:')) return 'service';
    if (name === 'root') return 'root';
    if (name.startsWith('user/')) return 'user';
    if (name.startsWith('federated-user/')) return 'federated';
    return principalRoleArn?.includes(':role/aws-service-role/') === true
      ? 'serviceLinked'
      : 'session';
  })();
  const isSame = hasRepository ? partOf(principal, 4) === partOf(resource, 4) : kind !== 'service';
  return kind === caller && isSame === sameAccount;
}
