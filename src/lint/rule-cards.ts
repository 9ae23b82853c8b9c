import type { ReportedRule, RuleCard } from '../base/lint-rule.js';
import { acrossRules } from './across/rules.js';
import { ownRules } from './own-rules.js';
import { ruleBooks } from './rule-books.js';

/** What can be said of everything that may be reported: rules, what readers report, and the runner's own words. */
export interface KnownRule extends Omit<RuleCard, 'maturity'> {
  /** Absent for what reading reports: it is no advice, and never on trial. */
  readonly maturity?: RuleCard['maturity'] | undefined;
  /** A document for which reading reports it. */
  readonly example?: ReportedRule['example'] | undefined;
}

/** Everything that has a page, by code. */
export const knownRules: ReadonlyMap<string, KnownRule> = new Map(
  [
    ...ruleBooks.flatMap(({ rules, reported }): KnownRule[] => [...reported, ...rules]),
    ...acrossRules,
    ...ownRules,
  ]
    .sort((one, other) => (one.code < other.code ? -1 : 1))
    .map((rule) => [rule.code, rule]),
);

/** The page of a rule, for whoever wants to know more; undefined when it has none. */
export function rulePage(code: string): string | undefined {
  return knownRules.has(code) ? `${pagesUrl}/${code}.md` : undefined;
}

/** Pages travel with the package, and are shown as text from there. */
const pagesUrl = 'https://unpkg.com/ecr-drydock/docs/rules';
