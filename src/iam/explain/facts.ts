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
  const blockers = decision.kind === 'depends' ? [] : decision.blockedBy;
  const ids = [
    ask.terms.sameAccount ? ('iam.sameAccountUnion' as const) : sideOf(ask),
    ...exemptions(ask),
    ...blockers.flatMap(factsOfBlocker),
    ...doubts.map(({ reading }) => `iam.${reading}` as const),
  ];
  return [...new Set<FactId>(ids)];
}

function sideOf({ request }: Ask): FactId {
  return request.principal.type === 'service' ? 'iam.servicePrincipals' : 'iam.crossAccountBoth';
}

function exemptions({ request, terms }: Ask): readonly FactId[] {
  const ids: FactId[] = [];
  if (request.principal.isServiceLinked) ids.push('iam.serviceLinkedRolesExempt');
  if (terms.action?.starOnly) ids.push('iam.starOnly');
  return ids;
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
