import type { Choice, CompiledStatement } from '../compiled.js';
import type { OneOrMany, PolicyKind, PolicyStatement } from '../types.js';
import { actionNumber } from './action.js';
import { conditionNumbers } from './condition.js';
import type { Pools } from './pools.js';
import { principalNumbers } from './principal.js';
import { resourceNumber } from './resource.js';
import { texts } from './texts.js';

/** Where a statement stands. */
export interface Place {
  readonly kind: PolicyKind;
  readonly layer: number;
  /** JSON pointer into the policy set. */
  readonly at: string;
  /** Whether `${…}` is a policy variable rather than literal text. */
  readonly hasVariables: boolean;
}

/** One statement, by the numbers of its parts. What AWS would refuse matches nothing. */
export function compileStatement(
  statement: PolicyStatement,
  { kind, layer, at, hasVariables }: Place,
  pools: Pools,
): CompiledStatement {
  const { Sid, Effect, Action, NotAction, Condition } = statement;
  return {
    layer,
    at,
    sid: typeof Sid === 'string' ? Sid : null,
    effect: Effect,
    actions: choice(Action, NotAction, (text) => actionNumber(text, pools)),
    resources: resources(statement, kind, (text) => resourceNumber(text, hasVariables, pools)),
    principals: principals(statement, kind, pools),
    conditions: conditionNumbers(Condition, hasVariables, pools),
  };
}

function choice(
  some: OneOrMany<string> | undefined,
  not: OneOrMany<string> | undefined,
  number: (text: string) => number,
): Choice {
  return { not: some === undefined && not !== undefined, any: texts(some ?? not).map(number) };
}

/** A repository policy that names no resource is about its repository. */
function resources(
  { Resource, NotResource }: PolicyStatement,
  kind: PolicyKind,
  number: (text: string) => number,
): Choice | null {
  const isImplied = kind === 'repository' && Resource === undefined && NotResource === undefined;
  return isImplied ? null : choice(Resource, NotResource, number);
}

/** Policies attached to a caller or his account name no principal. */
function principals(
  { Principal, NotPrincipal }: PolicyStatement,
  kind: PolicyKind,
  pools: Pools,
): Choice | null {
  if (!namesPrincipals.includes(kind)) return null;
  const not = Principal === undefined && NotPrincipal !== undefined;
  if (not) pools.doubts.add('notPrincipalWithoutAccount');
  return { not, any: principalNumbers(Principal ?? NotPrincipal, pools) };
}

const namesPrincipals: readonly PolicyKind[] = ['repository', 'registry', 'endpoint', 'rcp'];
