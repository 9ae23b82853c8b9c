import { pointer } from '../../base/json-text.js';
import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { compileGlob, type Glob, matchesGlob } from '../../glob/match.js';
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
    return globs.flatMap((glob, index) => coveredBy(globs, glob, index));
  },
};

/** The finding about one filter: a wider one stands anywhere, or the same one earlier. */
function coveredBy(globs: readonly Glob[], glob: Glob, index: number): RuleFinding[] {
  const wider = globs.find(
    (other, at) => at !== index && covers(other, glob) && (at < index || !covers(glob, other)),
  );
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

/**
 * Whether every tag of `inner` is one of `outer`: its pattern, read as a text whose `*` only a `*` can stand for, is
 * matched. A tag has more letters than a filter can name, which makes the answer exact.
 */
function covers(outer: Glob, inner: Glob): boolean {
  return matchesGlob(outer, inner.pattern);
}
