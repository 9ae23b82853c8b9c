import type { PrincipalType } from '../../asked.js';

/** What kind of caller a request has, as far as policies and their layers tell callers apart. */
export type CallerKind =
  | 'session'
  | 'user'
  | 'root'
  | 'federated'
  | 'serviceLinked'
  | 'service'
  | 'anonymous';

/** All of them, those first that one likes to see in an example. */
export const callerKinds: readonly CallerKind[] = [
  'session',
  'user',
  'root',
  'federated',
  'serviceLinked',
  'service',
  'anonymous',
];

export function hasAccount(kind: CallerKind): boolean {
  return kind !== 'service' && kind !== 'anonymous';
}

/** As the engine calls it. */
export function typeOfCaller(kind: CallerKind): PrincipalType {
  return kind === 'serviceLinked' ? 'session' : kind;
}

/** What a caller is made of; a kind needs only some of it. */
export interface CallerParts {
  readonly partition: string;
  readonly account: string;
  /** Of a user or a role: its path and name. */
  readonly name: string;
  readonly session: string;
  /** The user behind a federated session, path and name. */
  readonly user: string;
  readonly service: string;
}

export interface Caller {
  readonly principal: string;
  readonly principalRoleArn?: string | undefined;
  readonly principalUserArn?: string | undefined;
}

/** The caller as a request names it. */
export function callerOf(kind: CallerKind, parts: CallerParts): Caller {
  const { partition, account, name, session, user, service } = parts;
  const iam = `arn:${partition}:iam::${account}`;
  const sts = `arn:${partition}:sts::${account}`;
  switch (kind) {
    case 'root':
      return { principal: `${iam}:root` };
    case 'user':
      return { principal: `${iam}:user/${name}` };
    case 'federated':
      return {
        principal: `${sts}:federated-user/${name}`,
        principalUserArn: `${iam}:user/${user}`,
      };
    case 'service':
      return { principal: service };
    case 'anonymous':
      return { principal: 'anonymous' };
    default: {
      const principal = `${sts}:assumed-role/${name.slice(name.lastIndexOf('/') + 1)}/${session}`;
      // A session's ARN has lost the path of its role.
      return name.includes('/')
        ? { principal, principalRoleArn: `${iam}:role/${name}` }
        : { principal };
    }
  }
}
