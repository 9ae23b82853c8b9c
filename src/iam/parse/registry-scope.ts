import type { Diagnostic } from '../../base/diagnostic.js';
import { isRecord, membersWithPlaces } from '../../base/loose.js';
import { quote } from '../../base/quote.js';
import { registryScopeV1Actions, servicePrefix } from '../../facts/ecr-actions.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { PolicyDocument } from '../types.js';

/** What stands in a registry policy that a registry of scope V1 may refuse to keep, and does not enforce. */
export function beyondScope({ Statement }: PolicyDocument): readonly Diagnostic[] {
  return membersWithPlaces(Statement, '/registry/Statement').flatMap(({ value, at }) => {
    const actions = isRecord(value) ? membersWithPlaces(value['Action'], `${at}/Action`) : [];
    return actions.flatMap(({ value: name, at: place }) =>
      typeof name === 'string' && !isOfScope(name) ? finding(name, place) : [],
    );
  });
}

function isOfScope(action: string): boolean {
  if (/[*?]/.test(action)) return true;
  return registryScopeV1Actions.some(
    (name) => `${servicePrefix}:${name}`.toLowerCase() === action.toLowerCase(),
  );
}

function finding(action: string, at: string): Diagnostic {
  const because: FactId[] = ['ecr.registryScopeV1Actions', 'ecr.registryScopeV1RefusesOthers'];
  return {
    code: 'iam/registry-scope',
    severity: 'warning',
    message: `${quote(action)} has no effect in a registry policy of scope V1`,
    at,
    because,
    help: 'set REGISTRY_POLICY_SCOPE to V2, or take the action out',
  };
}
