import type { NamedPrincipal } from '../asked.js';
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
  readonly exempt: (principal: NamedPrincipal) => boolean;
}

/** Layers that the bits of one number stand for. */
export const layersPerPage = 30;

/** Farther than any grant reaches. */
export const notPassed = 4;

const nobody = () => false;
const isOutside = ({ type }: NamedPrincipal) => type === 'service' || type === 'anonymous';
const isRootOrOutside = (principal: NamedPrincipal) =>
  isOutside(principal) || principal.type === 'root';
const isUnlimited = (principal: NamedPrincipal) =>
  isRootOrOutside(principal) || principal.isServiceLinked;

/**
 * All of the algorithm there is: which layers there are, in the order of the bits that stand for them; whose silence
 * blocks, and what passes it. Resource-based policies, and levels to which RCPFullAWSAccess is always attached, have no
 * silence of their own.
 */
export const layerTable: readonly LayerRule[] = [
  { kind: 'repository', allows: 'grant', passedBy: reach.none, exempt: nobody },
  { kind: 'registry', allows: 'grant', passedBy: reach.none, exempt: nobody },
  { kind: 'identity', allows: 'limit', passedBy: reach.entity, exempt: isRootOrOutside },
  { kind: 'boundary', allows: 'limit', passedBy: reach.direct, exempt: isUnlimited },
  { kind: 'session', allows: 'limit', passedBy: reach.direct, exempt: isUnlimited },
  { kind: 'endpoint', allows: 'limit', passedBy: notPassed, exempt: nobody },
  {
    kind: 'scp',
    allows: 'limit',
    passedBy: notPassed,
    exempt: (principal) => isOutside(principal) || principal.isServiceLinked,
  },
  {
    kind: 'rcp',
    allows: 'nothing',
    passedBy: reach.none,
    exempt: ({ isServiceLinked }) => isServiceLinked,
  },
];

/** The bit that stands for a kind of policy. */
export function bitOf(kind: PolicyKind): number {
  return 1 << layerTable.findIndex((rule) => rule.kind === kind);
}

/** Kinds of policy that do not apply to a caller, a bit each. */
export function exemptions(principal: NamedPrincipal): number {
  let bits = 0;
  for (const [index, { exempt }] of layerTable.entries()) {
    if (exempt(principal)) bits |= 1 << index;
  }
  return bits;
}
