import { unreachable } from '../../base/invariant.js';
import { quote } from '../../base/quote.js';
import type { PolicyKind } from '../types.js';

/** What people call the policies of a layer. */
export function policyName(kind: PolicyKind, level?: string): string {
  switch (kind) {
    case 'identity':
      return 'identity policies';
    case 'boundary':
      return 'permissions boundary';
    case 'session':
      return 'session policy';
    case 'repository':
      return 'repository policy';
    case 'registry':
      return 'registry policy';
    case 'endpoint':
      return 'VPC endpoint policy';
    case 'scp':
      return `service control policies of ${quote(level)}`;
    case 'rcp':
      return `resource control policies of ${quote(level)}`;
    default:
      return unreachable(kind);
  }
}
