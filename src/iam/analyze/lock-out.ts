import { unlessSpent } from '../../base/budget.js';
import { at } from '../../base/invariant.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import { compilePolicies } from '../compile.js';
import type { PolicyDocument } from '../types.js';
import { actionClasses } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { openGap, placed } from './open.js';
import { gapAmong } from './placeholders.js';
import { budgetOf, Realm } from './realm.js';
import { isAllowed, replayed } from './replay.js';
import { anything } from './subject.js';
import type { OpenActions } from './sweep.js';
import { all } from './theory/formula.js';
import type { PolicyVerdict } from './verdict.js';
import { where } from './where.js';

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
  const open: OpenActions[] = [];
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
      const { reason, key } = found;
      open.push({ reason, key, where: where(key, [compiled]), actions: [action] });
    }
    if (found.kind !== 'found') continue;
    const decision = at(replayed([compiled], found.request), 0);
    const replay = { before: decision, after: decision };
    return { kind: 'fails', witness: found.request, replay, assumptions };
  }
  const classes = unlessSpent(() => actionClasses(compiled.catalog, [compiled], realm.budget));
  if (classes === 'spent') open.push({ reason: 'budget', key: '', where: '', actions: [action] });
  else {
    const asked = classes.find(({ actions }) => actions.includes(action));
    const gap = gapAmong([compiled], asked?.about ?? []);
    if (gap !== undefined) open.push(openGap(gap, [action]));
  }
  const [doubt] = placed(open, { kind: 'repository', document });
  if (doubt === undefined) return { kind: 'holds', assumptions };
  return { kind: 'unknown', reason: doubt.reason, where: doubt.where, assumptions };
}
