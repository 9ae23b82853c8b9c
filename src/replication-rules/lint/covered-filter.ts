import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { compilePrefix } from '../../glob/match.js';
import { neededInsteadOf } from '../../glob/needless.js';
import type { ReplicationRule } from '../types.js';
import type { ReplicationSubject } from './subject.js';

/** A filter that begins with another one of its rule. */
export const coveredFilter: LintRule<ReplicationSubject> = {
  code: 'replication-rules/covered-filter',
  severity: 'warning',
  title: 'a filter selects only repositories that another filter of the rule selects already',
  why: 'Filters are beginnings of names, and one that fits is enough. Remove the longer one, or write what was meant.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['replication.prefixHasNoBoundary'] satisfies FactId[],
  check: ({ document }) => document.rules.flatMap(ofRule),
};

function ofRule({ repositoryFilters = [] }: ReplicationRule, r: number): RuleFinding[] {
  const globs = repositoryFilters.map(({ filter }) => compilePrefix(filter));
  return globs.flatMap(({ pattern }, index) => {
    const wider = neededInsteadOf(globs, index);
    if (wider === undefined) return [];
    const at = `/rules/${r}/repositoryFilters/${index}`;
    return [
      {
        at,
        message: `every repository that begins with ${quote(pattern)} is selected by ${quote(wider.pattern)} already`,
        help: 'remove it, or write the repositories it was meant for',
        fix: { title: `remove ${quote(pattern)}`, edits: [{ at }] },
      },
    ];
  });
}
