import type {
  AuthorizationRequest,
  PolicyDocument,
  PolicySet,
  PolicyStatement,
} from '../../src/iam/index.js';
import { actions } from '../scenarios/authorize.js';

/**
 * A policy set in Cedar's words: comparable work, not the same meaning. Cedar has no layers, so all statements stand
 * side by side, and no ranges of addresses in texts, so they are compared by their beginning.
 */
export function cedarPolicies(set: PolicySet): { readonly staticPolicies: string } {
  const levels = [...(set.scps ?? []), ...(set.rcps ?? [])].flatMap(({ policies }) => policies);
  const single = [set.repository, set.registry, set.endpoint].filter((one) => one !== undefined);
  const documents = [...(set.identity ?? []), ...(set.boundary ?? []), ...single, ...levels];
  return { staticPolicies: documents.flatMap(statementsOf).map(cedarPolicy).join('\n') };
}

function statementsOf({ Statement }: PolicyDocument): readonly PolicyStatement[] {
  return [Statement].flat() as PolicyStatement[];
}

function cedarPolicy({ Effect, Action, Resource, Condition = {} }: PolicyStatement): string {
  const named = [Action ?? []].flat().flatMap((pattern) => covered(pattern));
  const scope = named.map((action) => `Action::"${action}"`).join(', ');
  const resources = [Resource ?? '*'].flat().map((pattern) => `context.resource like "${pattern}"`);
  const conditions = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).map(([key, values]) => anyOf(key, [values].flat().map(String))),
  );
  const when = [`(${resources.join(' || ')})`, ...conditions].join(' && ');
  return `${Effect === 'Allow' ? 'permit' : 'forbid'} (principal, action in [${scope}], resource) when { ${when} };`;
}

function anyOf(key: string, values: readonly string[]): string {
  const tests = values.map(
    (value) => `context["${key}"] like "${value.split('/')[0]?.replace('.0.0', '.*')}"`,
  );
  return `(${tests.join(' || ')})`;
}

function covered(pattern: string): readonly string[] {
  const [head = '', tail] = pattern.split('*');
  const some = actions.filter((action) =>
    tail === undefined ? action === pattern : action.startsWith(head),
  );
  // Cedar knows no pattern for actions; one that none of the requests uses stands for itself.
  return some.length === 0 ? [pattern] : some;
}

export function cedarCall(
  policySet: string,
  { principal, action, resource, context }: AuthorizationRequest,
) {
  return {
    principal: { type: 'User', id: principal },
    action: { type: 'Action', id: action },
    resource: { type: 'Repository', id: resource },
    context: { ...(context as Record<string, string>), resource },
    preparsedPolicySetId: policySet,
    entities: [],
  };
}
