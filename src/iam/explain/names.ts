import { quote } from '../../base/quote.js';
import type { PolicyKind } from '../types.js';

const names: Readonly<Record<PolicyKind, string>> = {
  identity: 'identity policies',
  boundary: 'permissions boundary',
  session: 'session policy',
  repository: 'repository policy',
  registry: 'registry policy',
  endpoint: 'VPC endpoint policy',
  scp: 'service control policies',
  rcp: 'resource control policies',
};

/** What people call the policies of a layer; those of an organization by their level. */
export function policyName(kind: PolicyKind, level?: string): string {
  return kind === 'scp' || kind === 'rcp' ? `${names[kind]} of ${quote(level)}` : names[kind];
}
