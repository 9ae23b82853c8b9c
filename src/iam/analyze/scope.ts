import { type CompileOptions, compilePolicies } from '../compile.js';
import type { CompiledPolicies } from '../compiled.js';
import type { PolicyStatement } from '../types.js';
import type { Side } from './realm.js';
import { any, type Formula } from './theory/formula.js';

/** Requests in the words of a policy: those that a statement of any of these would be about. */
export type RequestScope = Omit<PolicyStatement, 'Effect' | 'Sid'>;

/** Compiles requests as if they were the statements of a policy that names principals. */
export function compileScope(
  scopes: readonly RequestScope[],
  options: CompileOptions = {},
): CompiledPolicies {
  const Statement = scopes.map((scope): PolicyStatement => {
    const isNamed = scope.Principal !== undefined || scope.NotPrincipal !== undefined;
    const hasActions = scope.Action !== undefined || scope.NotAction !== undefined;
    return {
      ...scope,
      Effect: 'Allow',
      ...(!isNamed && { Principal: '*' }),
      ...(!hasActions && { Action: '*' }),
    };
  });
  return compilePolicies({ repository: { Version: '2012-10-17', Statement } }, options);
}

/** A request belongs to a scope. */
export function inScope(side: Side | undefined): Formula {
  return any(side?.statements.map((statement) => side.applies(statement)) ?? []);
}
