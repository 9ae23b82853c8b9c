import type { Budget } from '../../base/budget.js';
import { at } from '../../base/invariant.js';
import type { CompiledRule } from '../types.js';
import type { TagLogic } from './tag-logic.js';

/** A rule as far as tags go. */
export interface TagRule {
  /** Its place among all rules in question. */
  readonly number: number;
  readonly rule: CompiledRule;
  /** Numbers of its patterns, all of which some tag has to meet; absent for `any` and `untagged`. */
  readonly patterns: readonly number[] | undefined;
  /** The same as its author wrote them. */
  readonly entries: readonly string[];
}

/** Images told apart by their tags: without any, or with a tag for each of `meets`, none of which meets one of `avoids`. */
export type ImageClass =
  | { readonly tagged: false }
  | {
      readonly tagged: true;
      readonly meets: readonly number[];
      readonly avoids: readonly number[];
    };

/** Finds classes of images by the rules that select them and those that do not. */
export class ImageClasses {
  private readonly logic: TagLogic;
  private readonly budget: Budget;
  /** For each rule, by the rule that asks, the entries that can be missed; the first column is that of no rule. */
  private readonly known: (readonly number[] | undefined)[][] = [];
  /** For each pattern the last choice that took it. */
  private readonly takenIn: number[] = [];
  private choice = 0;

  constructor(logic: TagLogic, budget: Budget) {
    this.logic = logic;
    this.budget = budget;
  }

  /** A class of which all of some rules select every image, and none of others any; undefined when there is no such image. */
  of(selecting: readonly TagRule[], others: readonly TagRule[]): ImageClass | undefined {
    return this.untagged(selecting, others) ?? this.tagged(selecting, others);
  }

  untagged(selecting: readonly TagRule[], others: readonly TagRule[]): ImageClass | undefined {
    this.budget.take(selecting.length + others.length);
    const isThere =
      selecting.every(({ patterns }) => patterns === undefined) &&
      others.every(({ patterns }) => patterns !== undefined);
    return isThere ? { tagged: false } : undefined;
  }

  /**
   * An image has as many tags as it likes, so the patterns it must meet may each have a tag of their own. A rule is
   * kept from selecting it by one entry of its list that none of these tags meets.
   */
  tagged(selecting: readonly TagRule[], others: readonly TagRule[]): ImageClass | undefined {
    this.budget.take(selecting.length + others.length);
    if (selecting.some(({ rule }) => rule.tags === 'untagged')) return undefined;
    if (others.some(({ rule }) => rule.tags === 'any')) return undefined;
    const asking = selecting.filter(({ patterns }) => patterns !== undefined);
    const asked = asking.flatMap(({ patterns = [] }) => patterns);
    const meets = asked.length > 0 ? [...new Set(asked)] : [this.logic.everything];
    if (!meets.every((pattern) => this.logic.canMatch(pattern))) return undefined;
    const choices: (readonly number[])[] = [];
    for (const other of others) {
      if (other.patterns === undefined) continue;
      const choice = this.missable(other, asking);
      if (choice.length === 0) return undefined;
      choices.push(choice);
    }
    const avoids = this.chosen(meets, choices);
    return avoids && { tagged: true, meets, avoids };
  }

  /** Entries of a rule's list that some tag of each pattern of others does without. */
  private missable(rule: TagRule, asking: readonly TagRule[]): readonly number[] {
    this.budget.take(1 + asking.length);
    const [first, ...rest] = asking;
    let found = this.missableBy(rule, first);
    for (const one of rest) {
      const other = this.missableBy(rule, one);
      // Mostly one of them is the whole list.
      if (found.length === rule.patterns?.length) found = other;
      else if (other.length < (rule.patterns?.length ?? 0)) {
        this.budget.take(found.length * other.length);
        found = found.filter((entry) => other.includes(entry));
      }
    }
    return found;
  }

  private missableBy(rule: TagRule, by: TagRule | undefined): readonly number[] {
    let row = this.known[rule.number];
    if (row === undefined) {
      row = [];
      this.known[rule.number] = row;
    }
    const column = by === undefined ? 0 : by.number + 1;
    const known = row[column];
    if (known !== undefined) return known;
    const asked = by?.patterns ?? [this.logic.everything];
    const found = (rule.patterns ?? []).filter((entry) =>
      asked.every((pattern) => !this.logic.isCovered(pattern, entry)),
    );
    row[column] = found;
    return found;
  }

  /** One entry of each list such that every pattern keeps a tag that meets none of them. */
  private chosen(
    meets: readonly number[],
    choices: readonly (readonly number[])[],
  ): readonly number[] | undefined {
    const avoids: number[] = [];
    this.choice += 1;
    for (const choice of choices) {
      this.budget.take(1 + choice.length);
      if (choice.some((entry) => this.takenIn[entry] === this.choice)) continue;
      const entry = at(choice, 0);
      this.takenIn[entry] = this.choice;
      avoids.push(entry);
    }
    if (this.logic.areFree(meets, avoids)) return avoids;
    // With a letter to spare any choice is as good as another. Without one every choice may have to be tried.
    const choose = (from: number, chosen: readonly number[]): readonly number[] | undefined => {
      const choice = choices[from];
      if (choice === undefined) return chosen;
      this.budget.take(1 + choice.length * (1 + chosen.length));
      if (choice.some((entry) => chosen.includes(entry))) return choose(from + 1, chosen);
      for (const entry of choice) {
        const next = [...chosen, entry];
        const found = this.logic.areFree(meets, next) ? choose(from + 1, next) : undefined;
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return choose(0, []);
  }
}
