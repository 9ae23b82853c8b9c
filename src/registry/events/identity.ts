import { parseArn } from '../../model/arn.js';
import { member } from './envelope.js';
import type { UserIdentity } from './types.js';

/**
 * A caller as CloudTrail describes one, as far as an ARN, an account or the name of a service tells: ids that AWS draws,
 * such as `principalId`, are left out.
 */
export function userIdentityOf(principal: string): UserIdentity {
  const read = parseArn(principal);
  if (!read.ok) {
    return /^\d{12}$/.test(principal)
      ? { type: 'AWSAccount', accountId: principal }
      : { type: 'AWSService', invokedBy: principal };
  }
  const { resource, account: accountId, partition } = read.value;
  const [kind = '', ...path] = resource.split('/');
  if (kind === 'assumed-role') {
    const userName = path[0] ?? '';
    const arn = `arn:${partition}:iam::${accountId}:role/${userName}`;
    const sessionIssuer = { type: 'Role', arn, accountId, userName };
    return { type: 'AssumedRole', arn: principal, accountId, sessionContext: { sessionIssuer } };
  }
  if (kind === 'user') {
    return { type: 'IAMUser', arn: principal, accountId, ...member('userName', path.at(-1)) };
  }
  if (kind === 'role') {
    return { type: 'Role', arn: principal, accountId, ...member('userName', path.at(-1)) };
  }
  if (kind === 'federated-user') return { type: 'FederatedUser', arn: principal, accountId };
  return { type: 'Root', principalId: accountId, arn: principal, accountId };
}
