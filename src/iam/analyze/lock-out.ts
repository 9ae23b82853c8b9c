import { at } from '../../base/invariant.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import { compilePolicies } from '../compile.js';
import type { PolicyDocument } from '../types.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { budgetOf, Realm } from './realm.js';
import { isAllowed, replayed } from './replay.js';
import { anything } from './subject.js';
import { all } from './theory/formula.js';
import type { PolicyVerdict } from './verdict.js';

/** Nothing more is to be said than the request. */
export type LockOutVerdict = PolicyVerdict<unknown>;

/**
 * Does a repository policy lock its own account out, so that nobody in it may replace the policy, whatever he is
 * otherwise allowed? `holds`: it does. `fails`: here is somebody who still may. ECR refuses to set a policy that locks
 * its caller out unless it is forced to; how it finds out is not documented.
 */
export function checkLockOut(
  document: PolicyDocument,
  options: AnalysisOptions = {},
): LockOutVerdict {
  const compiled = compilePolicies({ repository: document, identity: [anything] }, options);
  const realm = new Realm([compiled], budgetOf(options));
  const assumptions = assumptionsOf(true);
  const action = `${servicePrefix}:SetRepositoryPolicy`;
  for (const kind of realm.worldsFor('repository')) {
    // Services and their roles act for others.
    if (!kind.sameAccount || kind.caller === 'serviceLinked') continue;
    const found = realm.find(
      kind,
      action,
      ([side]) => side?.allowed(action) ?? all([]),
      (request) => isAllowed(compiled, request),
    );
    if (found.kind === 'unknown') {
      return { kind: 'unknown', reason: found.reason, where: '', assumptions };
    }
    if (found.kind === 'none') continue;
    const decision = at(replayed([compiled], found.request), 0);
    const replay = { before: decision, after: decision };
    return { kind: 'fails', witness: found.request, replay, assumptions };
  }
  return { kind: 'holds', assumptions };
}
