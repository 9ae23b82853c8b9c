import { unreachable } from '../../base/invariant.js';
import type { Ask, AskedPrincipal } from '../asked.js';
import type { Choice, PrincipalPattern } from '../compiled.js';

/**
 * How far a grant reaches past the silence of the caller's own policies, inside one account: to his account as a whole,
 * which leaves the say to them; to his role or user, past identity policies; or to him directly, past all of them.
 */
export type Reach =
  | typeof reach.none
  | typeof reach.account
  | typeof reach.entity
  | typeof reach.direct;
export const reach = { none: 0, account: 1, entity: 2, direct: 3 } as const;

/** How far a statement's principals reach the caller; `NotPrincipal` reaches everybody it does not list. */
export function reachOf(choice: Choice, effect: 'Allow' | 'Deny', ask: Ask): Reach {
  if (choice.not) return reachAround(choice, effect, ask);
  let farthest: Reach = reach.none;
  for (const number of choice.any) {
    const pattern = ask.compiled.program.principals[number];
    if (pattern === undefined) continue;
    const found = reachOfOne(pattern, ask);
    if (found === reach.direct) return found;
    if (found > farthest) farthest = found;
  }
  return farthest;
}

/** A denial by `NotPrincipal` hits whoever has a permissions boundary, listed or not. */
function reachAround(choice: Choice, effect: 'Allow' | 'Deny', ask: Ask): Reach {
  if (choice.any.length === 0) return reach.none;
  if (effect === 'Deny' && ask.terms.hasBoundary) return reach.direct;
  let isListed = false;
  let isAccountListed = false;
  for (const number of choice.any) {
    const pattern = ask.compiled.program.principals[number];
    if (pattern === undefined || reachOfOne(pattern, ask) === reach.none) continue;
    isListed = true;
    if (pattern.kind === 'account' || pattern.kind === 'everyone') isAccountListed = true;
  }
  const needsAccount =
    ask.compiled.readings.notPrincipalWithoutAccount === 'denied' &&
    ask.request.principal.account !== undefined;
  return isListed && (isAccountListed || !needsAccount) ? reach.none : reach.direct;
}

function reachOfOne(pattern: PrincipalPattern, ask: Ask): Reach {
  const { principal } = ask.request;
  switch (pattern.kind) {
    case 'everyone':
      return reach.direct;
    case 'aws-everyone':
      return principal.type === 'service' && ask.compiled.readings.awsStarForServices === 'no'
        ? reach.none
        : reach.direct;
    case 'account':
      return reachOfAccount(pattern.value, principal);
    case 'arn':
      return reachOfArn(pattern.value, principal);
    case 'service':
      return principal.type === 'service' && principal.arn === pattern.value
        ? reach.direct
        : reach.none;
    case 'nobody':
      return reach.none;
    default:
      return unreachable(pattern.kind);
  }
}

/** An account is its root user directly, and delegates to the policies of everybody else in it. */
function reachOfAccount(account: string, principal: AskedPrincipal): Reach {
  if (principal.account !== account) return reach.none;
  return principal.type === 'root' ? reach.direct : reach.account;
}

/** Only whole names count: there are no wildcards in a principal's ARN. */
function reachOfArn(arn: string, principal: AskedPrincipal): Reach {
  if (principal.arn === arn) return principal.type === 'other' ? reach.none : reach.direct;
  return principal.entity === arn ? reach.entity : reach.none;
}
