/**
 * Work that one question may take, in steps. A step is one look at one thing: a token of a pattern, a letter of a text, a
 * shape, a part of a formula, a rule; or at thirty candidates, which one number holds. So steps take about equally
 * long, whatever was asked, and their number is the same on every machine.
 *
 * Steps are taken before the work they stand for. What would go beyond the budget is not begun, so no more than the
 * budget is ever spent; and from then on nothing more can be had of it.
 */
export class Budget {
  /** Steps there were. */
  readonly steps: number;
  /** Steps taken so far. */
  taken = 0;
  private most: number;

  constructor(steps: number) {
    this.steps = steps;
    this.most = steps;
  }

  /** Takes steps, and throws `BudgetSpent` where there are not as many left. */
  take(steps: number): void {
    if (this.taken + steps > this.most) {
      this.most = Number.NEGATIVE_INFINITY;
      throw new BudgetSpent();
    }
    this.taken += steps;
  }

  get isSpent(): boolean {
    return this.most < this.steps;
  }
}

/** Leaves work half done, so that nobody can take its outcome for an answer. Whoever made the budget catches it. */
export class BudgetSpent extends Error {}

/** What some work leads to, or `spent` where its budget does not last. */
export function unlessSpent<Outcome>(work: () => Outcome): Outcome | 'spent' {
  try {
    return work();
  } catch (error) {
    if (error instanceof BudgetSpent) return 'spent';
    throw error;
  }
}
