import { authorize } from '../authorize.js';
import { compilePolicies } from '../compile.js';
import type { AuthorizationDecision, AuthorizeOptions, PolicySet } from '../types.js';
import type { Asker } from './workflows.js';

/** The policies on the principal's side, and those on the resource's. */
export type PrincipalSide = Pick<
  PolicySet,
  'identity' | 'boundary' | 'session' | 'scps' | 'endpoint' | 'principalAccountIsManagement'
>;
export type ResourceSide = Pick<
  PolicySet,
  'repository' | 'registry' | 'registryPolicyScope' | 'rcps' | 'resourceAccountIsManagement'
>;

/** Every principal, every repository and every action that are asked about. */
export interface MatrixQuestion {
  readonly principals: readonly (Asker & { readonly policies: PrincipalSide })[];
  readonly repositories: readonly { readonly resource: string; readonly policies: ResourceSide }[];
  readonly actions: readonly string[];
}

/** One cell: the answer for a principal, a repository and an action, by their places in the question. */
export interface MatrixCell {
  readonly principal: number;
  readonly repository: number;
  readonly action: number;
  readonly decision: AuthorizationDecision;
}

/** Who may do what, for many at once: all cells, by principal, then by repository, then by action. */
export function authorizationMatrix(
  { principals, repositories, actions }: MatrixQuestion,
  options: AuthorizeOptions = {},
): readonly MatrixCell[] {
  return principals.flatMap(({ policies: own, ...asker }, principal) =>
    repositories.flatMap(({ resource, policies: others }, repository) => {
      const compiled = compilePolicies({ ...own, ...others });
      return actions.map((name, action) => ({
        principal,
        repository,
        action,
        decision: authorize(compiled, { ...asker, action: name, resource }, options),
      }));
    }),
  );
}
