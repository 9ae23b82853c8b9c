import type { FactId } from '../../facts/ledger/index.js';
import type { Ask } from '../asked.js';
import type { AuthorizationDecision, Blocker, MatteringDoubt, PolicyKind } from '../types.js';

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
  return kind === 'explicit' ? ['iam.explicitDenyWins'] : factsOfSilence[layer];
}

/** Why it blocks that a kind of policy allows nothing. */
const factsOfSilence: Readonly<Record<PolicyKind, readonly FactId[]>> = {
  identity: ['iam.deniedByDefault', 'iam.reachOfGrant'],
  repository: ['iam.deniedByDefault'],
  registry: ['iam.deniedByDefault'],
  scp: ['iam.limitsMustAllow', 'iam.levelsIntersect'],
  rcp: ['iam.resourceControlPoliciesDeny'],
  boundary: ['iam.limitsMustAllow'],
  session: ['iam.limitsMustAllow'],
  endpoint: ['iam.limitsMustAllow'],
};
