import { ecrCatalog } from '../ecr/catalog.js';
import type { PolicyKind } from '../types.js';

/** Whether a policy of a kind is ever asked about an action of ECR; one that stands on no resource always is. */
export function isAsked(name: string, kind: PolicyKind): boolean {
  const known = ecrCatalog.actions[name.toLowerCase()];
  if (kind === 'repository') return known?.repositoryPolicy !== 'ignored';
  return kind !== 'registry' || known?.registryPolicyV2 !== 'deniesOnly';
}
