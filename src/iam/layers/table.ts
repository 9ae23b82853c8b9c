import type { PrincipalType } from '../asked.js';
import { type Reach, reach } from '../match/principal.js';
import type { PolicyKind } from '../types.js';

/** What one kind of policy does to the answer. */
export interface LayerRule {
  readonly kind: PolicyKind;
  /** What an allow in it is: a grant by the resource's side, the end of its limit, or nothing anybody waits for. */
  readonly allows: 'grant' | 'limit' | 'nothing';
  /** How far a grant must reach to pass the layer's silence, inside one account. */
  readonly passedBy: Reach | typeof notPassed;
  /** Callers to whom the layer does not apply. */
  readonly exempt: Exempt;
}

/** Layers that the bits of one number stand for. */
export const layersPerPage = 30;

/** Farther than any grant reaches. */
export const notPassed = 4;

type Exempt = (type: PrincipalType, isServiceLinked: boolean) => boolean;

const nobody: Exempt = () => false;
const outside: Exempt = (type) => type === 'service' || type === 'anonymous';
const rootOrOutside: Exempt = (type) =>
  type === 'root' || type === 'service' || type === 'anonymous';
const serviceLinked: Exempt = (_, isServiceLinked) => isServiceLinked;
const unlimited: Exempt = (type, isServiceLinked) =>
  rootOrOutside(type, isServiceLinked) || isServiceLinked;
const outsideOrServiceLinked: Exempt = (type, isServiceLinked) =>
  outside(type, isServiceLinked) || isServiceLinked;

/**
 * All of the algorithm there is: which layers there are, in the order of the bits that stand for them; whose silence
 * blocks, and what passes it. Resource-based policies, and levels to which RCPFullAWSAccess is always attached, have no
 * silence of their own.
 */
export const layerTable: readonly LayerRule[] = [
  { kind: 'repository', allows: 'grant', passedBy: reach.none, exempt: nobody },
  { kind: 'registry', allows: 'grant', passedBy: reach.none, exempt: nobody },
  { kind: 'identity', allows: 'limit', passedBy: reach.entity, exempt: rootOrOutside },
  { kind: 'boundary', allows: 'limit', passedBy: reach.direct, exempt: unlimited },
  { kind: 'session', allows: 'limit', passedBy: reach.direct, exempt: unlimited },
  { kind: 'endpoint', allows: 'limit', passedBy: notPassed, exempt: nobody },
  {
    kind: 'scp',
    allows: 'limit',
    passedBy: notPassed,
    exempt: outsideOrServiceLinked,
  },
  {
    kind: 'rcp',
    allows: 'nothing',
    passedBy: reach.none,
    exempt: serviceLinked,
  },
];

/** The bit that stands for a kind of policy. */
export function bitOf(kind: PolicyKind): number {
  return 1 << layerTable.findIndex((rule) => rule.kind === kind);
}

/** Kinds of policy that do not apply to a caller, a bit each. */
export function exemptions(type: PrincipalType, isServiceLinked: boolean): number {
  let bits = 0;
  for (let kind = 0; kind < layerTable.length; kind++) {
    if (layerTable[kind]?.exempt(type, isServiceLinked)) bits |= 1 << kind;
  }
  return bits;
}
