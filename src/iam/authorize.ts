import type { Ask, PreparedRequest } from './asked.js';
import type { CompiledPolicies } from './compiled.js';
import { askOf } from './layers/ask.js';
import { settleOpen } from './layers/depend.js';
import { settle } from './layers/fold.js';
import { gather } from './layers/gather.js';
import { prepareRequest } from './prepare.js';
import type { AuthorizationDecision, AuthorizationRequest, AuthorizeOptions } from './types.js';

/**
 * Whether a request is allowed, as AWS decides it: a denial in any policy blocks; every limit must allow; and a grant is
 * needed, of the caller's side or the resource's inside one account, of both across accounts.
 */
export function authorize(
  compiled: CompiledPolicies,
  request: AuthorizationRequest | PreparedRequest,
  { missingContext }: AuthorizeOptions = {},
): AuthorizationDecision {
  const prepared = 'prepared' in request ? request : prepareRequest(request);
  return decide(askOf(compiled, prepared, missingContext === 'unknown'));
}

/** The answer to a request that was put to its policies, for whoever asks them more than that. */
export function decide(ask: Ask): AuthorizationDecision {
  const findings = gather(ask);
  return findings.open === null ? settle(findings, ask) : settleOpen(findings, ask);
}
