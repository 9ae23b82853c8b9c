import { type Budget, unlessSpent } from '../../base/budget.js';
import { storageClasses } from '../../facts/lifecycle.js';
import type { Image } from '../../model/image.js';
import type { CompiledLifecyclePolicy, StorageClass } from '../types.js';
import type { ImageClass, TagRule } from './image-class.js';
import { type Plan, planForBoth, planToAct, sizeOf } from './plan.js';
import { RuleWorld } from './rule-world.js';
import type { AnalysisOptions } from './types.js';
import { imagesOf } from './witness.js';

/** What is asked of two policies: an image that the second treats in a way that the first does not. */
export interface Asked {
  /** Acted on by one of them and not by the other: which way round. */
  readonly acting: readonly ('before' | 'after')[];
  /** Whether an image that both act on differs where the actions do, the one way or the other. */
  readonly both: readonly (readonly [before: string, after: string])[];
  /** The only action in question; absent for any. */
  readonly action?: 'expire' | 'transition' | undefined;
}

/** A pair of owners whose images can meet two fates. */
export interface Difference {
  readonly storageClass: StorageClass;
  readonly before: TagRule | undefined;
  readonly after: TagRule | undefined;
  readonly plan: Plan;
  readonly size: number;
  readonly imageClass: () => ImageClass | undefined;
}

/** The rules of two policies side by side. */
export class PolicyPair {
  readonly world: RuleWorld;
  readonly before: CompiledLifecyclePolicy;
  readonly after: CompiledLifecyclePolicy;

  constructor(
    before: CompiledLifecyclePolicy,
    after: CompiledLifecyclePolicy,
    options: AnalysisOptions,
    budget: Budget,
  ) {
    this.before = before;
    this.after = after;
    this.world = new RuleWorld(options, budget);
  }

  /** Whether some rule keeps as many images as there can be. */
  get isQuotaAtStake(): boolean {
    return [...this.before.rules, ...this.after.rules].some(
      ({ keep }) => 'newest' in keep && keep.newest >= this.world.imageCountMax,
    );
  }

  /**
   * All there is to find, the smallest repositories first. A repository differs exactly when one of its images does, and
   * what becomes of an image depends on its owner in each policy and on the clocks and counts of those two: so the pairs
   * of owners are all there is to look at.
   */
  differences(asked: Asked): readonly Difference[] {
    return storageClasses
      .flatMap((storageClass) => this.differencesIn(storageClass, asked))
      .sort((a, b) => a.size - b.size);
  }

  /** Whether there is anything to find, or that is not known. */
  canDiffer(asked: Asked): boolean {
    const found = unlessSpent(() =>
      this.differences(asked).some(({ imageClass }) => imageClass() !== undefined),
    );
    return found !== false;
  }

  private differencesIn(storageClass: StorageClass, asked: Asked): readonly Difference[] {
    const before = this.world.rulesOf(this.before, storageClass);
    const after = this.world.rulesOf(this.after, storageClass);
    return owners(before).flatMap((one, i) =>
      owners(after).flatMap((other, j) => {
        this.world.budget.take(1 + i + j);
        const selecting = [one, other].filter((rule) => rule !== undefined);
        const others = [...before.slice(0, i), ...after.slice(0, j)];
        const imageClass = () => this.world.classes.of(selecting, others);
        return this.plansFor(one, other, asked).map((plan) => ({
          storageClass,
          before: one,
          after: other,
          plan,
          size: sizeOf(plan),
          imageClass,
        }));
      }),
    );
  }

  private plansFor(
    before: TagRule | undefined,
    after: TagRule | undefined,
    { acting, both, action }: Asked,
  ): readonly Plan[] {
    if (isSameOwner(before, after)) return [];
    const [one, other] = [this.active(before), this.active(after)];
    const plans: (Plan | undefined)[] = acting.map((side) => {
      const [first, second] = side === 'before' ? [one, other] : [other, one];
      const isAsked = action === undefined || first?.rule.action === action;
      return isAsked ? planToAct(first, second, this.world.classes) : undefined;
    });
    if (one !== undefined && other !== undefined) {
      const pair = [one.rule.action, other.rule.action];
      const isAsked = both.some(([first, second]) => first === pair[0] && second === pair[1]);
      plans.push(isAsked ? planForBoth(one, other) : undefined);
    }
    return plans.filter((plan) => plan !== undefined);
  }

  private active(rule: TagRule | undefined): TagRule | undefined {
    return rule && this.world.whyIdle(rule) === undefined ? rule : undefined;
  }

  imagesOf(
    { plan, storageClass }: Difference,
    imageClass: ImageClass,
  ): readonly Image[] | undefined {
    return imagesOf(plan, imageClass, storageClass, this.world);
  }
}

/** An image may belong to each of some rules, or to none. */
function owners(rules: readonly TagRule[]): readonly (TagRule | undefined)[] {
  return [...rules, undefined];
}

/** Two rules that select, rank and do the same leave an image of both the same fate. */
function isSameOwner(one: TagRule | undefined, other: TagRule | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [a, b] = [one.rule, other.rule];
  const sameKeep =
    'newest' in a.keep
      ? 'newest' in b.keep && a.keep.newest === b.keep.newest
      : 'forMs' in b.keep && a.keep.forMs === b.keep.forMs && a.clock === b.clock;
  return sameKeep && a.action === b.action && isSameSelection(one, other);
}

function isSameSelection({ rule: a, patterns: own }: TagRule, other: TagRule): boolean {
  if (own === undefined || other.patterns === undefined) return a.tags === other.rule.tags;
  const [mine, theirs] = [new Set(own), new Set(other.patterns)];
  return mine.size === theirs.size && [...mine].every((pattern) => theirs.has(pattern));
}
