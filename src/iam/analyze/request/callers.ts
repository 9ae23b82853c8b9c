import type { CompiledPolicies } from '../../compiled.js';
import { bitOf, exemptions } from '../../layers/table.js';
import { type CallerKind, callerKinds, hasAccount, typeOfCaller } from './principal.js';
import { variableKeys } from './variables.js';
import { isNothing, isOther, type ResourceKind, type WorldKind } from './world.js';

/**
 * The kinds of requests to think of. Nobody calls ECR unsigned. Where no policy asks who calls, callers that the same
 * layers bear on are all alike, and one stands for them.
 */
export function callersFor(
  sets: readonly CompiledPolicies[],
  resource: ResourceKind,
): readonly WorldKind[] {
  const areAlike = sets.every(isBlind);
  const kinds: WorldKind[] = [];
  const seen = new Set<string>();
  for (const caller of callerKinds) {
    if (caller === 'anonymous') continue;
    for (const sameAccount of relationsOf(caller, resource)) {
      const exempt = exemptions(typeOfCaller(caller), caller === 'serviceLinked');
      const sort = areAlike
        ? `${exempt} ${sameAccount} ${hasAccount(caller)} ${isBare(caller, sets)}`
        : `${caller} ${sameAccount}`;
      if (seen.has(sort)) continue;
      seen.add(sort);
      kinds.push({ caller, sameAccount, resource });
    }
  }
  return kinds;
}

/**
 * The kinds of requests that statements of one set can tell apart, whatever its layers make of them: callers to whom the
 * policy applies at all, and of those one where no statement asks who calls.
 */
export function callersOfStatements(
  set: CompiledPolicies,
  resource: ResourceKind,
): readonly WorldKind[] {
  const [layer] = set.program.layers.filter(({ kind }) => kind !== 'identity');
  const kind = layer?.kind ?? 'identity';
  // Nobody asks the policies of a repository and a registry about other services.
  if ((kind === 'repository' || kind === 'registry') && isOther(resource)) return [];
  const bit = bitOf(kind);
  const kinds = callersFor([set], resource).filter(
    ({ caller }) => (exemptions(typeOfCaller(caller), caller === 'serviceLinked') & bit) === 0,
  );
  if (!isBlind(set)) return kinds;
  return [kinds.find(({ sameAccount }) => !sameAccount) ?? kinds[0]].filter(isGiven);
}

function isGiven<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

/** An action that names no resource acts in the caller's own account. */
function relationsOf(caller: CallerKind, resource: ResourceKind): readonly boolean[] {
  if (!hasAccount(caller)) return [false];
  // Nor does a resource whose ARN names no account lie in another one.
  return isNothing(resource) || resource === 'other-bare' ? [true] : [true, false];
}

/** A federated user without a session policy may be a kind of his own. */
function isBare(caller: CallerKind, sets: readonly CompiledPolicies[]): boolean {
  return (
    caller === 'federated' &&
    sets.some(({ readings }) => readings.federatedWithoutSession === 'nothing-allowed')
  );
}

/** Whether no statement asks who calls, or whose the resource is. */
export function isBlind({ program }: CompiledPolicies): boolean {
  const templates = [
    ...program.conditions.flatMap((condition) => condition.templates),
    ...program.resources.flatMap(({ template }) => (template === null ? [] : [template])),
  ];
  return (
    program.principals.every(({ kind }) => kind === 'everyone') &&
    program.statements.every(({ principals }) => principals?.not !== true) &&
    ![...program.conditions.map(({ key }) => key), ...variableKeys(templates)].some((key) =>
      callerKeys.test(key),
    )
  );
}

/** Keys that only some callers have, or that tell who calls. */
const callerKeys =
  /^aws:(principal(?!tag\/)|source(arn|account|owner|org)|user(name|id)$|resourceaccount$)/;
