import { at } from '../../base/invariant.js';
import { pullActions, pushActions, servicePrefix } from '../../facts/ecr-actions.js';
import type { AuthorizationRequest } from '../types.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { budgetOf, Realm, type UnknownReason } from './realm.js';
import { isAllowed, replayed } from './replay.js';
import { isSingle, type Policies, surroundingsOf } from './subject.js';
import { all, not } from './theory/formula.js';
import type { Assumption, Replay } from './verdict.js';

/** A workflow that somebody may begin and not end. */
export interface CapabilityGap {
  readonly workflow: 'pull' | 'push';
  /** What he may do, and what he may not. */
  readonly can: string;
  readonly cannot: string;
  /** The request that is allowed; with `cannot` as its action it is refused. */
  readonly witness: AuthorizationRequest;
  /** `before`: of what he may do; `after`: of what he may not. */
  readonly replay: Replay;
}

export interface CapabilityGaps {
  readonly gaps: readonly CapabilityGap[];
  /** Steps about which nobody can tell. */
  readonly open: readonly {
    readonly can: string;
    readonly cannot: string;
    readonly reason: UnknownReason;
  }[];
  readonly assumptions: readonly Assumption[];
}

/** May anybody begin a pull or a push of a repository, and not end it? */
export function findCapabilityGaps(
  policies: Policies,
  options: AnalysisOptions = {},
): CapabilityGaps {
  const gaps: CapabilityGap[] = [];
  const open: CapabilityGaps['open'][number][] = [];
  const budget = budgetOf(options);
  for (const { compile, covers } of surroundingsOf([policies], options)) {
    const compiled = compile(policies);
    const realm = new Realm([compiled], budget);
    for (const { workflow, can, cannot } of steps) {
      if (gaps.some((gap) => gap.cannot === cannot && gap.workflow === workflow)) continue;
      for (const kind of realm.worldsFor('repository').filter(covers)) {
        const found = realm.find(
          kind,
          can,
          ([side]) =>
            side === undefined ? all([]) : all([side.allowed(can), not(side.allowed(cannot))]),
          (request) =>
            isAllowed(compiled, request) && !isAllowed(compiled, { ...request, action: cannot }),
        );
        if (found.kind === 'unknown') open.push({ can, cannot, reason: found.reason });
        if (found.kind !== 'found') continue;
        const witness = found.request;
        const [before] = replayed([compiled], witness);
        const after = at(replayed([compiled], { ...witness, action: cannot }), 0);
        gaps.push({ workflow, can, cannot, witness, replay: { before: before ?? after, after } });
        break;
      }
    }
  }
  return { gaps, open, assumptions: assumptionsOf(isSingle(policies)) };
}

interface Step {
  readonly workflow: CapabilityGap['workflow'];
  readonly can: string;
  readonly cannot: string;
}

/** Whoever may fetch a manifest wants its layers; whoever may begin an upload wants all that ends in an image. */
const steps: readonly Step[] = [
  ...stepsOf('pull', 'BatchGetImage', pullActions),
  ...stepsOf('push', 'InitiateLayerUpload', pushActions),
  ...stepsOf('push', 'PutImage', ['InitiateLayerUpload']),
];

function stepsOf(workflow: Step['workflow'], first: string, others: readonly string[]): Step[] {
  const name = (action: string) => `${servicePrefix}:${action}`;
  return others
    .filter((other) => other !== first)
    .map((other) => ({ workflow, can: name(first), cannot: name(other) }));
}
