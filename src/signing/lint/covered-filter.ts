import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { Glob } from '../../glob/match.js';
import { neededInsteadOf } from '../../glob/needless.js';
import { compileSigning } from '../compile.js';
import type { SigningSubject } from './subject.js';

/** A filter of a rule that another one of it makes needless. */
export const coveredFilter: LintRule<SigningSubject> = {
  code: 'signing/covered-filter',
  severity: 'warning',
  title: 'a filter selects only repositories that another filter of the rule selects already',
  why: 'One filter that matches is enough for a rule to sign. Remove the narrower one, or write what was meant.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['signing.starIsAnySequence', 'signing.bareFilterIsExact'] satisfies FactId[],
  check: ({ document }) =>
    compileSigning(document).rules.flatMap(({ globs }, rule) =>
      globs.flatMap((glob, index) => about(globs, glob, rule, index)),
    ),
};

function about(globs: readonly Glob[], glob: Glob, rule: number, index: number): RuleFinding[] {
  const wider = neededInsteadOf(globs, index);
  if (wider === undefined) return [];
  const at = `/rules/${rule}/repositoryFilters/${index}`;
  return [
    {
      at,
      message: `every repository that ${quote(glob.pattern)} selects is selected by ${quote(wider.pattern)} already`,
      help: 'remove it, or write the repositories it was meant for',
      fix: { title: `remove ${quote(glob.pattern)}`, edits: [{ at }] },
    },
  ];
}
