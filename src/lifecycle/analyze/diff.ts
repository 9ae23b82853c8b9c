import { type Budget, unlessSpent } from '../../base/budget.js';
import { previewLifecycle } from '../preview.js';
import type { ActionType, CompiledLifecyclePolicy, LifecyclePreview } from '../types.js';
import { type Asked, type Difference, PolicyPair } from './differences.js';
import { budgetOf } from './rule-world.js';
import type {
  AnalysisOptions,
  LifecycleAssumption,
  LifecycleUnknown,
  LifecycleVerdict,
} from './types.js';
import { witnessNowMs } from './witness.js';

/**
 * Whether two policies do the same to every repository at every instant. If not, the witness is a repository on which
 * they differ, the smallest found. Which rule acts is no difference, as long as the same is done.
 */
export function diffLifecyclePolicies(
  before: CompiledLifecyclePolicy,
  after: CompiledLifecyclePolicy,
  options: AnalysisOptions = {},
): LifecycleVerdict {
  return diffWithin(budgetOf(options), before, after, options);
}

/** The same as a part of a greater question, out of whose budget its steps are taken. */
export function diffWithin(
  budget: Budget,
  before: CompiledLifecyclePolicy,
  after: CompiledLifecyclePolicy,
  options: AnalysisOptions,
): LifecycleVerdict {
  return judge(new PolicyPair(before, after, options, budget), anything);
}

/** Whatever the one does and the other does not. */
const anything: Asked = {
  acting: ['before', 'after'],
  both: [
    ['expire', 'transition'],
    ['transition', 'expire'],
  ],
};

/**
 * Whether the second policy acts on no image that the first leaves alone: for a gate in front of a change. Archiving is
 * acting, as deleting is.
 */
export function neverActsOnMore(
  before: CompiledLifecyclePolicy,
  after: CompiledLifecyclePolicy,
  options: AnalysisOptions = {},
): LifecycleVerdict {
  const pair = new PolicyPair(before, after, options, budgetOf(options));
  return oneSided(pair, { acting: ['after'], both: [] });
}

/** Whether the second policy deletes no image that the first keeps or archives. Archiving is no deleting. */
export function neverDeletesMore(
  before: CompiledLifecyclePolicy,
  after: CompiledLifecyclePolicy,
  options: AnalysisOptions = {},
): LifecycleVerdict {
  return oneSided(new PolicyPair(before, after, options, budgetOf(options)), {
    acting: ['after'],
    both: [['transition', 'expire']],
    action: 'expire',
  });
}

/**
 * Policies that do the same to every image do the same to its family and run after run. One that merely acts on fewer
 * images may act on another one by way of their families: an index that is archived frees what is behind it, and an
 * image that the other policy marks, held back by its index, follows the image it refers to once it is not marked. Over
 * time it may as well: what it keeps for longer takes places among the newest.
 */
function oneSided(pair: PolicyPair, asked: Asked): LifecycleVerdict {
  const verdict = judge(pair, asked);
  if (verdict.kind !== 'holds' || !pair.canDiffer(anything)) return verdict;
  return { ...verdict, assumptions: [...verdict.assumptions, 'one-run', 'images-stand-alone'] };
}

function judge(pair: PolicyPair, asked: Asked): LifecycleVerdict {
  const { before, after } = pair;
  const assumptions = assumptionsOf(pair);
  const unknown = (reason: LifecycleUnknown, where = ''): LifecycleVerdict => {
    return { kind: 'unknown', reason, where, assumptions };
  };
  if (!haveSameReadings(before, after)) return unknown('readings');
  const verdict = unlessSpent((): LifecycleVerdict => {
    let lacking: Difference | undefined;
    for (const difference of pair.differences(asked)) {
      const imageClass = difference.imageClass();
      if (imageClass === undefined) continue;
      const images = pair.imagesOf(difference, imageClass);
      pair.world.budget.take(2 * (images?.length ?? 0));
      const found = images && replayed(before, after, { images, difference, asked });
      if (found !== undefined) return { kind: 'fails', ...found, assumptions };
      lacking ??= difference;
    }
    if (lacking === undefined) return { kind: 'holds', assumptions };
    return unknown('tags', (lacking.after ?? lacking.before)?.rule.at);
  });
  return verdict === 'spent' ? unknown('budget') : verdict;
}

/** The names of what every answer rests on. */
function assumptionsOf(pair: PolicyPair): readonly LifecycleAssumption[] {
  const always = ['tags-can-be-pushed', 'tag-on-one-image', 'pulled-after-push'] as const;
  return pair.isQuotaAtStake ? [...always, 'images-within-quota'] : always;
}

function haveSameReadings(one: CompiledLifecyclePolicy, other: CompiledLifecyclePolicy): boolean {
  const [a, b] = [one.readings, other.readings];
  return (
    a.restoredActsAsPush === b.restoredActsAsPush &&
    a.referrers === b.referrers &&
    a.indexChildren === b.indexChildren &&
    a.childAfterParent === b.childAfterParent &&
    a.archivedIndex === b.archivedIndex &&
    a.referrersBehindIndex === b.referrersBehindIndex &&
    a.activating === b.activating
  );
}

/** A witness is only one once both previews say so. */
function replayed(
  before: CompiledLifecyclePolicy,
  after: CompiledLifecyclePolicy,
  found: {
    readonly images: LifecycleQuestionImages;
    readonly difference: Difference;
    readonly asked: Asked;
  },
): Pick<Extract<LifecycleVerdict, { kind: 'fails' }>, 'witness' | 'replay'> | undefined {
  const { images, difference, asked } = found;
  const imageDigest = images[0]?.imageDigest ?? '';
  const question = { images, nowMs: witnessNowMs };
  const replay = {
    before: previewLifecycle(before, question),
    after: previewLifecycle(after, question),
  };
  const fates = [
    actionOn(replay.before, imageDigest),
    actionOn(replay.after, imageDigest),
  ] as const;
  if (!isAskedFor(fates, asked)) return undefined;
  const ownerRulePriority = {
    before: difference.before?.rule.priority ?? null,
    after: difference.after?.rule.priority ?? null,
  };
  return { witness: { ...question, imageDigest, ownerRulePriority }, replay };
}

type LifecycleQuestionImages = Parameters<typeof previewLifecycle>[1]['images'];

function actionOn(preview: LifecyclePreview, digest: string): ActionType | undefined {
  const result = preview.previewResults.find(({ imageDigest }) => imageDigest === digest);
  if (result === undefined) return undefined;
  return result.action.type === 'EXPIRE' ? 'expire' : 'transition';
}

function isAskedFor(
  [before, after]: readonly [ActionType | undefined, ActionType | undefined],
  { acting, both, action }: Asked,
): boolean {
  if (before !== undefined && after !== undefined) {
    return both.some(([first, second]) => first === before && second === after);
  }
  const side = before === undefined ? 'after' : 'before';
  const done = before ?? after;
  return done !== undefined && acting.includes(side) && (action === undefined || done === action);
}
