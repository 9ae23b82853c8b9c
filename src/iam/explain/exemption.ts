import { quote } from '../../base/quote.js';
import type { Ask } from '../asked.js';
import { bitOf } from '../layers/table.js';
import type { PolicyKind } from '../types.js';

/** Why a kind of policy does not bear on a request. */
export function exemption(kind: PolicyKind, ask: Ask): string {
  const { principal, request } = ask.request;
  if (kind === 'repository' || kind === 'registry') {
    return `it is not consulted for ${quote(request.action)}`;
  }
  if ((principal.exempt & bitOf(kind)) === 0) {
    return kind === 'scp'
      ? 'the caller belongs to the management account'
      : 'the resource belongs to the management account';
  }
  if (principal.isServiceLinked) return 'the caller is a service-linked role';
  if (principal.type === 'root') return 'the caller is the root user of the account';
  return principal.type === 'service'
    ? 'the caller is an AWS service itself'
    : 'the caller is anonymous';
}
