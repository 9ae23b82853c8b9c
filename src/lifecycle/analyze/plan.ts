import { dayMs } from '../../facts/lifecycle.js';
import type { ImageClasses, TagRule } from './image-class.js';

/** How to make a repository in which an image meets two fates: how old it is, and which newer images it needs. */
export interface Plan {
  /** Since its push, or since its archiving. */
  readonly ageMs: number;
  /** Since its last pull, when that is not its push. */
  readonly pulledAgeMs?: number | undefined;
  readonly newer: readonly NewerImages[];
}

/** Images that all of some rules select and one other may not. */
export interface NewerImages {
  readonly selecting: readonly TagRule[];
  readonly others: readonly TagRule[];
  readonly count: number;
}

/** How many images a plan asks for. */
export function sizeOf({ newer }: Plan): number {
  return newer.reduce((sum, { count }) => sum + count, 1);
}

/** Young: no rule that goes by age acts on it. */
const youngMs = dayMs / 2;

/**
 * How an image that belongs to `acting` in one policy and to `sparing` in the other can be acted on by the first alone;
 * undefined when it cannot. Absent rules, and idle ones given as absent, act on nothing.
 */
export function planToAct(
  acting: TagRule | undefined,
  sparing: TagRule | undefined,
  classes: ImageClasses,
): Plan | undefined {
  if (acting === undefined) return undefined;
  const { keep } = acting.rule;
  if ('forMs' in keep) return planByAge(acting, sparing, keep.forMs);
  const spared = sparing?.rule.keep;
  if (spared === undefined || 'forMs' in spared) return young(acting, keep.newest);
  if (keep.newest < spared.newest) return young(acting, keep.newest);
  if (sparing === undefined || classes.of([acting], [sparing]) === undefined) return undefined;
  // So many of the images the first rule ranks are none of the second's that the image stays among the newest there.
  const unseen = { selecting: [acting], others: [sparing], count: keep.newest - spared.newest + 1 };
  const seen = { selecting: [acting], others: [], count: spared.newest - 1 };
  return { ageMs: youngMs, newer: [unseen, seen] };
}

function young(acting: TagRule, count: number): Plan {
  return { ageMs: youngMs, newer: [{ selecting: [acting], others: [], count }] };
}

/** Alone in its repository, the image is the newest for every rule that counts. */
function planByAge(acting: TagRule, sparing: TagRule | undefined, forMs: number): Plan | undefined {
  const spared = sparing?.rule.keep;
  if (sparing === undefined || spared === undefined || 'newest' in spared) {
    return { ageMs: forMs + dayMs, newer: [] };
  }
  if (sparing.rule.clock === 'pulled' && acting.rule.clock !== 'pulled') {
    return { ageMs: forMs + dayMs, pulledAgeMs: 0, newer: [] };
  }
  // On one clock, or where the image was pulled no earlier than it was pushed, only a shorter time acts first.
  if (forMs >= spared.forMs) return undefined;
  return { ageMs: Math.min(forMs + dayMs, Math.ceil((forMs + spared.forMs) / 2)), newer: [] };
}

/** How two rules can act on the same image. */
export function planForBoth(one: TagRule, other: TagRule): Plan {
  const [keep, otherKeep] = [one.rule.keep, other.rule.keep];
  const ages = [keep, otherKeep].map((kept) => ('forMs' in kept ? kept.forMs : 0));
  const ageMs = Math.max(...ages) + dayMs;
  const newest = 'newest' in keep ? keep.newest : 0;
  const otherNewest = 'newest' in otherKeep ? otherKeep.newest : 0;
  if (newest > 0 && otherNewest > 0) {
    const count = Math.max(newest, otherNewest);
    return { ageMs, newer: [{ selecting: [one, other], others: [], count }] };
  }
  const counting = newest > 0 ? one : other;
  const count = Math.max(newest, otherNewest);
  return { ageMs, newer: [{ selecting: [counting], others: [], count }] };
}
