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
  readonly spares: readonly Spared[];
}

type Spared = PrincipalType | 'serviceLinked';

/** Layers that the bits of one number stand for. */
export const layersPerPage = 30;

/** Farther than any grant reaches. */
export const notPassed = 4;

const outside: readonly Spared[] = ['service', 'anonymous'];
const rootOrOutside: readonly Spared[] = [...outside, 'root'];
const unlimited: readonly Spared[] = [...rootOrOutside, 'serviceLinked'];

/**
 * All of the algorithm there is: which layers there are, in the order of the bits that stand for them; whose silence
 * blocks, and what passes it. Resource-based policies, and levels to which RCPFullAWSAccess is always attached, have no
 * silence of their own.
 */
export const layerTable: readonly LayerRule[] = [
  { kind: 'repository', allows: 'grant', passedBy: reach.none, spares: [] },
  { kind: 'registry', allows: 'grant', passedBy: reach.none, spares: [] },
  { kind: 'identity', allows: 'limit', passedBy: reach.entity, spares: rootOrOutside },
  { kind: 'boundary', allows: 'limit', passedBy: reach.direct, spares: unlimited },
  { kind: 'session', allows: 'limit', passedBy: reach.direct, spares: unlimited },
  { kind: 'endpoint', allows: 'limit', passedBy: notPassed, spares: [] },
  { kind: 'scp', allows: 'limit', passedBy: notPassed, spares: [...outside, 'serviceLinked'] },
  { kind: 'rcp', allows: 'nothing', passedBy: reach.none, spares: ['serviceLinked'] },
];

// Every kind of policy has its row.
const bits = Object.fromEntries(layerTable.map(({ kind }, row) => [kind, 1 << row])) as Readonly<
  Record<PolicyKind, number>
>;

/** The bit that stands for a kind of policy. */
export function bitOf(kind: PolicyKind): number {
  return bits[kind];
}

/** Kinds of policy that do not apply to a caller, a bit each. */
export function exemptions(type: PrincipalType, isServiceLinked: boolean): number {
  let exempt = 0;
  for (const { kind, spares } of layerTable) {
    if (spares.includes(type) || (isServiceLinked && spares.includes('serviceLinked'))) {
      exempt |= bits[kind];
    }
  }
  return exempt;
}
