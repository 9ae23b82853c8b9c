import { Budget } from '../../base/budget.js';
import { imagesPerRepositoryMax } from '../../facts/image.js';
import type { CompiledLifecyclePolicy, StorageClass } from '../types.js';
import { type ImageClass, ImageClasses, type TagRule } from './image-class.js';
import { TagLogic } from './tag-logic.js';
import { TagMaker } from './tag-maker.js';
import type { AnalysisOptions } from './types.js';

/** What there is to know about the tags and images that rules select. */
export class RuleWorld {
  readonly budget: Budget;
  readonly logic: TagLogic;
  readonly classes: ImageClasses;
  readonly imageCountMax: number;
  private ruleCount = 0;
  private readonly together = new Map<TagRule, boolean>();

  constructor({ imageCountMax = imagesPerRepositoryMax }: AnalysisOptions, budget: Budget) {
    this.budget = budget;
    this.logic = new TagLogic(this.budget);
    this.classes = new ImageClasses(this.logic, this.budget);
    this.imageCountMax = imageCountMax;
  }

  /** The rules of a policy for one storage class, in the order in which they are applied. */
  rulesOf(
    { globs, rules }: CompiledLifecyclePolicy,
    storageClass: StorageClass,
  ): readonly TagRule[] {
    const numbers = globs.map((glob) => this.logic.numberOf(glob));
    return rules
      .filter((rule) => rule.storageClass === storageClass)
      .map((rule) => {
        const tags = typeof rule.tags === 'string' ? undefined : rule.tags;
        return {
          number: this.ruleCount++,
          rule,
          // Globs of a compiled rule are indexes into the globs of its policy.
          patterns: tags?.map((glob) => numbers[glob] as number),
          entries: (tags ?? []).map((glob) => globs[glob]?.pattern ?? ''),
        };
      });
  }

  /** Why a rule never acts on any of the images it selects; undefined for a rule that can. */
  whyIdle({ rule, patterns = [] }: TagRule): 'single-image' | 'beyond-quota' | undefined {
    if (!('newest' in rule.keep)) return undefined;
    // A tag is on one image, so a rule that asks for a certain tag selects one, which is always among the newest.
    if (patterns.some((pattern) => this.logic.isLiteral(pattern))) return 'single-image';
    return rule.keep.newest >= this.imageCountMax ? 'beyond-quota' : undefined;
  }

  /** Whether a rule's list asks for several tags at once that no single tag is. */
  asksTogether(rule: TagRule): boolean {
    const known = this.together.get(rule);
    if (known !== undefined) return known;
    const { patterns = [] } = rule;
    const asks = patterns.length > 1 && !this.logic.haveCommonTag(patterns);
    this.together.set(rule, asks);
    return asks;
  }

  /** Tags of an image of a class. */
  exampleOf(imageClass: ImageClass): readonly string[] {
    return new TagMaker(this.logic, imageClass, new Set()).next() ?? [];
  }
}

/** The budget of a whole question, for all that it is made up of. */
export function budgetOf({ budget = 30_000_000 }: AnalysisOptions): Budget {
  return new Budget(budget);
}
