import { type CompileOptions, compilePolicies } from '../compile.js';
import type { CompiledPolicies } from '../compiled.js';
import type { PolicyDocument, PolicyKind, PolicySet } from '../types.js';
import { isBlind } from './request/callers.js';
import { isOther, type WorldKind } from './request/world.js';

/** One policy by itself: what it allows where nothing else stands in the way. */
export interface SinglePolicy {
  readonly kind: PolicyKind;
  readonly document: PolicyDocument;
}

/** What a question is about: all policies of a principal and a repository, or one of them. */
export type Policies = PolicySet | SinglePolicy;

/** Surroundings in which policies are looked at, and the kinds of requests for which they are meant. */
export interface Surroundings {
  readonly compile: (policies: Policies) => CompiledPolicies;
  readonly covers: (kind: WorldKind) => boolean;
}

/**
 * A set means what it says. A single policy is put where it alone decides: its own side of an account in which the other
 * side is silent, and across accounts with another side that allows everything.
 */
export function surroundingsOf(
  some: readonly Policies[],
  options: CompileOptions = {},
): readonly Surroundings[] {
  const single = some.find(isSingle);
  if (single === undefined) {
    return [{ compile: (policies) => compileAny(policies, {}, options), covers: () => true }];
  }
  const { kind } = single;
  const grants = { repository: everybody, registry: everybody };
  const around = (own: PolicySet): Surroundings['compile'] => {
    return (policies) => compileAny(policies, own, options);
  };
  if (kind === 'repository' || kind === 'registry') {
    // Strangers first: who shows that they get in shows more than one of the own account does.
    return [
      {
        compile: around({ identity: [anything] }),
        covers: (world) => isOfEcr(world) && !world.sameAccount,
      },
      { compile: around({}), covers: (world) => isOfEcr(world) && world.sameAccount },
    ];
  }
  const isAttached = ({ caller }: WorldKind) => bearsOn(kind, caller);
  const others: PolicySet = kind === 'identity' ? {} : { identity: [anything] };
  const inside: Surroundings = {
    compile: remembering(around(others)),
    covers: (world) => world.sameAccount && isAttached(world),
  };
  // Where no statement asks whose account it is, there is nothing more to be seen across accounts.
  if (some.every((policies) => isBlind(inside.compile(policies)))) return [inside];
  return [
    inside,
    {
      compile: around({ ...others, ...grants }),
      covers: (world) => !world.sameAccount && isAttached(world),
    },
  ];
}

/** Nobody asks the policies of a repository and a registry about other services. */
function isOfEcr({ resource }: WorldKind): boolean {
  return !isOther(resource);
}

/** Whether a policy of a kind that does not stand on the resource's side bears on a caller at all. */
function bearsOn(kind: PolicyKind, caller: WorldKind['caller']): boolean {
  if (caller === 'service') return kind === 'rcp' || kind === 'endpoint';
  return caller !== 'serviceLinked';
}

/** The question compiles the same policies again. */
function remembering(compile: Surroundings['compile']): Surroundings['compile'] {
  const known = new Map<Policies, CompiledPolicies>();
  return (policies) => {
    const found = known.get(policies) ?? compile(policies);
    known.set(policies, found);
    return found;
  };
}

export function isSingle(policies: Policies): policies is SinglePolicy {
  return 'document' in policies && 'kind' in policies;
}

function compileAny(policies: Policies, others: PolicySet, options: CompileOptions) {
  return compilePolicies({ ...others, ...setOf(policies) }, options);
}

/** A single policy as the set in which it stands alone. */
export function setOf(policies: Policies): PolicySet {
  if (!isSingle(policies)) return policies;
  const { kind, document } = policies;
  switch (kind) {
    case 'identity':
    case 'boundary':
    case 'session':
      return { [kind]: [document] };
    case 'scp':
      return { scps: [{ id: 'level', policies: [document] }] };
    case 'rcp':
      return { rcps: [{ id: 'level', policies: [document] }] };
    default:
      return { [kind]: document };
  }
}

/** The place of the single policy in the set in which it stands alone. */
export function placeOf({ kind }: SinglePolicy): string {
  switch (kind) {
    case 'identity':
    case 'boundary':
    case 'session':
      return `/${kind}/0`;
    case 'scp':
    case 'rcp':
      return `/${kind}s/0/policies/0`;
    default:
      return `/${kind}`;
  }
}

/** A place in a policy set as one in what was given: of a single policy, in its document. */
export function givenPlace(place: string, policies: Policies): string {
  const own = isSingle(policies) ? placeOf(policies) : '';
  return own !== '' && place.startsWith(`${own}/`) ? place.slice(own.length) : place;
}

/** Lets its principal do anything. */
export const anything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const everybody: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};
