import { unlessSpent } from '../../base/budget.js';
import { at } from '../../base/invariant.js';
import { pullActions, pushActions, servicePrefix } from '../../facts/ecr-actions.js';
import type { CompiledPolicies } from '../compiled.js';
import type { AuthorizationRequest } from '../types.js';
import { type ActionClass, actionClasses } from './actions.js';
import { assumptionsOf } from './assumptions.js';
import type { AnalysisOptions } from './new-access.js';
import { gapAmong } from './placeholders.js';
import { budgetOf, Realm, type Search } from './realm.js';
import { isAllowed, replayed } from './replay.js';
import type { WorldKind } from './request/world.js';
import { givenPlace, isSingle, type Policies, surroundingsOf } from './subject.js';
import { all, not } from './theory/formula.js';
import type { Assumption, Replay, Unknown } from './verdict.js';
import { where } from './where.js';

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

/** A step about which nobody can tell. */
export interface OpenStep extends Unknown {
  readonly can: string;
  readonly cannot: string;
}

export interface CapabilityGaps {
  readonly gaps: readonly CapabilityGap[];
  readonly open: readonly OpenStep[];
  readonly assumptions: readonly Assumption[];
}

/**
 * May anybody begin a pull or a push of a repository, and not end it? Whoever pushes fetches manifests as well, and need
 * not pull for that.
 */
export function findCapabilityGaps(
  policies: Policies,
  options: AnalysisOptions = {},
): CapabilityGaps {
  const gaps: CapabilityGap[] = [];
  const open: OpenStep[] = [];
  const budget = budgetOf(options);
  for (const { compile, covers } of surroundingsOf([policies], options)) {
    const compiled = compile(policies);
    const realm = new Realm([compiled], budget);
    const sorted = unlessSpent(() => actionClasses(compiled.catalog, [compiled], budget));
    const classes = sorted === 'spent' ? [] : sorted;
    for (const step of steps) {
      if (gaps.some((gap) => gap.cannot === step.cannot && gap.workflow === step.workflow))
        continue;
      const found = gapOf(step, realm, classes, covers);
      if (found === undefined) continue;
      if ('replay' in found) gaps.push(found);
      else open.push({ ...found, where: givenPlace(found.where, policies) });
    }
  }
  const settled = new Set(gaps.map(({ workflow, cannot }) => `${workflow} ${cannot}`));
  return {
    gaps,
    open: steps.flatMap(({ workflow, can, cannot }) =>
      settled.has(`${workflow} ${cannot}`)
        ? []
        : open.filter((one) => one.can === can && one.cannot === cannot).slice(0, 1),
    ),
    assumptions: assumptionsOf(isSingle(policies)),
  };
}

function gapOf(
  step: Step,
  realm: Realm,
  classes: readonly ActionClass[],
  covers: (kind: WorldKind) => boolean,
): CapabilityGap | OpenStep | undefined {
  const { workflow, can, cannot, unless } = step;
  const compiled = at(realm.sets, 0);
  const kinds = realm.worldsFor('repository').filter(covers);
  const mayNot = unless === undefined ? [cannot] : [cannot, unless];
  const gap = gapAbout([can, ...mayNot], classes, compiled);
  // Where nobody may begin there is no gap, whatever the template turns into; the root user always may.
  if (gap !== undefined && gapAbout([can], classes, compiled) === undefined) {
    const { request, doubt } = requestFor(can, [], kinds.filter(isBound), realm);
    if (request === undefined && doubt === undefined) return undefined;
  }
  if (gap !== undefined) return { can, cannot, reason: 'placeholder', where: gap, key: '' };
  const { request, doubt } = requestFor(can, mayNot, kinds, realm);
  if (request !== undefined) {
    const before = at(replayed([compiled], request), 0);
    const after = at(replayed([compiled], { ...request, action: cannot }), 0);
    return { workflow, can, cannot, witness: request, replay: { before, after } };
  }
  if (doubt === undefined) return undefined;
  const { reason, key } = doubt;
  return { can, cannot, reason, key, where: where(key, [compiled]) };
}

function isBound({ caller }: WorldKind): boolean {
  return caller !== 'root';
}

/** The place of a gap that a template is to fill in what is said about some actions. */
function gapAbout(
  asked: readonly string[],
  classes: readonly ActionClass[],
  compiled: CompiledPolicies,
): string | undefined {
  return classes
    .filter(({ actions }) => actions.some((action) => asked.includes(action)))
    .map(({ about }) => gapAmong([compiled], about))
    .find((place) => place !== undefined);
}

interface Found {
  readonly request?: AuthorizationRequest | undefined;
  readonly doubt?: Extract<Search, { kind: 'unknown' }> | undefined;
}

/** A request that is allowed, and refused with some other actions. */
function requestFor(
  can: string,
  mayNot: readonly string[],
  kinds: readonly WorldKind[],
  realm: Realm,
): Found {
  const compiled = at(realm.sets, 0);
  let doubt: Found['doubt'];
  for (const kind of kinds) {
    const found = realm.find(
      kind,
      can,
      ([side]) =>
        side === undefined
          ? all([])
          : all([side.allowed(can), ...mayNot.map((action) => not(side.allowed(action)))]),
      (request) =>
        isAllowed(compiled, request) &&
        !mayNot.some((action) => isAllowed(compiled, { ...request, action })),
    );
    if (found.kind === 'unknown') doubt ??= found;
    if (found.kind === 'found') return { request: found.request };
  }
  return { doubt };
}

interface Step {
  readonly workflow: CapabilityGap['workflow'];
  readonly can: string;
  readonly cannot: string;
  /** What whoever may do it has the first for. */
  readonly unless?: string | undefined;
}

const name = (action: string): string => `${servicePrefix}:${action}`;

/**
 * Whoever may fetch a manifest wants its layers; whoever may begin an upload wants all that ends in an image. To put an
 * image alone is no half push: it tags anew what is there.
 */
const steps: readonly Step[] = [
  ...stepsOf('pull', 'BatchGetImage', pullActions).map((step) => {
    return { ...step, unless: name('PutImage') };
  }),
  ...stepsOf('push', 'InitiateLayerUpload', pushActions),
];

function stepsOf(workflow: Step['workflow'], first: string, others: readonly string[]): Step[] {
  return others
    .filter((other) => other !== first)
    .map((other) => ({ workflow, can: name(first), cannot: name(other) }));
}
