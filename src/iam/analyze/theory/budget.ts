/** How much work a question may still take. Once it is spent, what is left undecided counts as possible. */
export interface Budget {
  left: number;
}

/** Steps of a question unless the caller says otherwise: a second or so. */
export const defaultBudget = 100_000;

/** Whether there is work left, one step of which is taken. */
export function spend(budget: Budget, steps = 1): boolean {
  budget.left -= steps;
  return budget.left >= 0;
}
