import { accountIdPattern } from '../../facts/iam.js';
import type { PrincipalPattern } from '../compiled.js';
import type { PolicyPrincipal } from '../types.js';
import type { Pools } from './pools.js';
import { texts } from './texts.js';

/** The numbers of everybody a Principal element names. */
export function principalNumbers(
  principal: PolicyPrincipal | undefined,
  pools: Pools,
): readonly number[] {
  if (principal === '*') return [number('everyone', '*', '*', pools)];
  if (typeof principal !== 'object' || principal === null) return [];
  return Object.entries(principal).flatMap(([type, names]) =>
    texts(names).map((name) => numberOfNamed(type, name, pools)),
  );
}

function numberOfNamed(type: string, name: string, pools: Pools): number {
  if (type === 'Service') return number('service', name, name, pools);
  // Federated identities appear as role sessions, canonical users in S3 alone.
  if (type !== 'AWS') return number('nobody', '', name, pools);
  if (name === '*') {
    pools.doubts.add('awsStarForServices');
    return number('aws-everyone', '*', name, pools);
  }
  const account = accountOf(name);
  if (account !== undefined) return number('account', account, name, pools);
  // What is no ARN must not meet a caller who has none either, such as a service.
  return number(name.startsWith('arn:') ? 'arn' : 'nobody', name, name, pools);
}

/** An account is named by its id or by the ARN of its root. */
function accountOf(name: string): string | undefined {
  const id = /^arn:[^:]+:iam::([^:]*):root$/.exec(name)?.[1] ?? name;
  return accountId.test(id) ? id : undefined;
}

const accountId = new RegExp(accountIdPattern);

function number(
  kind: PrincipalPattern['kind'],
  value: string,
  written: string,
  { principals }: Pools,
): number {
  return principals.numberOf(`${kind} ${written}`, () => ({ kind, value, written }));
}
