import { pointer } from '../../base/json-text.js';
import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { compileGlob, type Glob } from '../../glob/match.js';
import { neededInsteadOf } from '../../glob/needless.js';
import type { TagMutabilitySubject } from './subject.js';

/** An exclusion filter whose tags another filter already excludes. */
export const unusedFilter: LintRule<TagMutabilitySubject> = {
  code: 'tagging/unused-filter',
  severity: 'warning',
  title: 'an exclusion filter excludes nothing that another one does not exclude already',
  why: `At most five filters are accepted, so one that adds nothing wastes a place and misleads the next reader.
Remove it, or write the tags it was meant for.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['tagging.exclusionFilterCountMax'] satisfies FactId[],
  check: ({ document }) => {
    const filters = document.imageTagMutabilityExclusionFilters ?? [];
    const globs = filters.map(({ filter }) => compileGlob(filter));
    return globs.flatMap((glob, index) => needless(globs, glob, index));
  },
};

/** The finding about one filter that another one makes needless. */
function needless(globs: readonly Glob[], glob: Glob, index: number): RuleFinding[] {
  const wider = neededInsteadOf(globs, index);
  if (wider === undefined) return [];
  const at = pointer('/imageTagMutabilityExclusionFilters', index);
  return [
    {
      at,
      message: `${quote(glob.pattern)} excludes only tags that ${quote(wider.pattern)} excludes already`,
      help: 'remove it, or write the tags it was meant for',
      fix: { title: `remove ${quote(glob.pattern)}`, edits: [{ at }] },
    },
  ];
}
