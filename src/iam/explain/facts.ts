import { unreachable } from '../../base/invariant.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { Ask } from '../asked.js';
import type { AuthorizationDecision, Blocker, MatteringDoubt } from '../types.js';

/** The rules that an answer rests on, each once. */
export function factsBehind(
  decision: AuthorizationDecision,
  doubts: readonly MatteringDoubt[],
  ask: Ask,
): readonly FactId[] {
  const ids: FactId[] = [ask.terms.sameAccount ? 'iam.sameAccountUnion' : sideOf(ask)];
  if (ask.request.principal.isServiceLinked) ids.push('iam.serviceLinkedRolesExempt');
  if (ask.terms.action?.starOnly) ids.push('iam.starOnly');
  for (const blocker of decision.kind === 'depends' ? [] : decision.blockedBy) {
    for (const id of factsOfBlocker(blocker)) if (!ids.includes(id)) ids.push(id);
  }
  for (const { reading } of doubts) ids.push(`iam.${reading}`);
  return ids;
}

function sideOf({ request }: Ask): FactId {
  return request.principal.type === 'service' ? 'iam.servicePrincipals' : 'iam.crossAccountBoth';
}

function factsOfBlocker({ kind, layer }: Blocker): readonly FactId[] {
  if (kind === 'explicit') return ['iam.explicitDenyWins'];
  switch (layer) {
    case 'identity':
      return ['iam.deniedByDefault', 'iam.reachOfGrant'];
    case 'repository':
    case 'registry':
      return ['iam.deniedByDefault'];
    case 'scp':
      return ['iam.limitsMustAllow', 'iam.levelsIntersect'];
    case 'rcp':
      return ['iam.resourceControlPoliciesDeny'];
    case 'boundary':
    case 'session':
    case 'endpoint':
      return ['iam.limitsMustAllow'];
    default:
      return unreachable(layer);
  }
}
