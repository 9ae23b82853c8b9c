import type { Image } from '../model/image.js';
import { imageAction } from './actions.js';
import { fateActed, fateBlocked, fateCascaded } from './guard.js';
import { type SettledRepository, settleRepositories } from './repositories.js';
import type {
  CompiledLifecyclePolicy,
  FateChange,
  ImageFate,
  LifecycleComparison,
  LifecycleQuestion,
} from './types.js';

/** Which images a second policy treats otherwise than the first, on the same repository at the same instant. */
export function compareLifecycle(
  before: CompiledLifecyclePolicy,
  after: CompiledLifecyclePolicy,
  question: LifecycleQuestion,
): LifecycleComparison {
  const [first, second] = [before, after].map((compiled) => fatesByImage(compiled, question));
  const changes: FateChange[] = [];
  for (const image of question.images) {
    const [was, is] = [first?.get(image), second?.get(image)];
    if (was === undefined || is === undefined || isSame(was, is)) continue;
    const { imageDigest, imageTags } = image;
    changes.push({ imageDigest, imageTags, before: was, after: is });
  }
  return { changes, summary: summaryOf(changes) };
}

function fatesByImage(
  compiled: CompiledLifecyclePolicy,
  question: LifecycleQuestion,
): ReadonlyMap<Image, ImageFate> {
  const fates = new Map<Image, ImageFate>();
  for (const repository of settleRepositories(compiled, question)) {
    for (const [index, image] of repository.images.entries()) {
      fates.set(image, fateOf(compiled, repository, index));
    }
  }
  return fates;
}

/** What becomes of one image of a settled repository. */
export function fateOf(
  { rules }: CompiledLifecyclePolicy,
  { settlement, fates }: SettledRepository,
  index: number,
): ImageFate {
  const rule = rules[settlement.owners[index] ?? -1];
  const rulePriority = rule?.priority ?? null;
  switch (fates.fates[index]) {
    case fateActed:
      // Only a rule acts.
      return rule === undefined
        ? { outcome: 'keep', rulePriority }
        : { outcome: rule.action, action: imageAction(rule.action), rulePriority };
    case fateBlocked:
      return { outcome: 'blocked', rulePriority };
    case fateCascaded: {
      const action = fates.cascades.get(index);
      return { outcome: 'cascade', action: action && imageAction(action), rulePriority };
    }
    default:
      return { outcome: 'keep', rulePriority };
  }
}

function isSame(a: ImageFate, b: ImageFate): boolean {
  return (
    a.outcome === b.outcome &&
    a.action?.type === b.action?.type &&
    a.rulePriority === b.rulePriority
  );
}

function summaryOf(changes: readonly FateChange[]): LifecycleComparison['summary'] {
  const count = (wanted: (change: FateChange) => boolean) => changes.filter(wanted).length;
  const expired = ({ action }: ImageFate) => action?.type === 'EXPIRE';
  return {
    newlyActedOn: count(
      ({ before, after }) => before.action === undefined && after.action !== undefined,
    ),
    newlyExpired: count(({ before, after }) => !expired(before) && expired(after)),
    spared: count(({ before, after }) => before.action !== undefined && after.action === undefined),
    otherRule: count(
      ({ before, after }) =>
        before.outcome === after.outcome && before.action?.type === after.action?.type,
    ),
  };
}
