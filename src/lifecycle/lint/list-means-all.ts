import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { counted, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecycleRule } from '../types.js';
import type { LifecycleSubject } from './subject.js';

/** A list that its author most likely reads as "one of these". */
export const listMeansAll: LintRule<LifecycleSubject> = {
  code: 'lifecycle/list-means-all',
  severity: 'warning',
  title: 'a list with several entries selects only images that have a tag for each of them',
  why: `A list reads like "one of these", and AWS reads it as "all of these": an image with the tag \`v1\` is not
selected by \`["v*", "release*"]\`. The rule then selects next to nothing, and the images it was to keep fall to a rule
behind it. Write one rule for each entry. The rule is left alone when it should indeed ask for images that carry several
tags at once; say so in the configuration.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.listsAreConjunctions'] satisfies FactId[],
  check: ({ document }) => document.rules.flatMap(lists),
};

function lists(rule: LifecycleRule, index: number): RuleFinding[] {
  const { tagPatternList, tagPrefixList } = rule.selection;
  const name = tagPatternList === undefined ? 'tagPrefixList' : 'tagPatternList';
  const entries = [...new Set(tagPatternList ?? tagPrefixList ?? [])];
  if (entries.length < 2) return [];
  return [
    {
      at: `/rules/${index}/selection/${name}`,
      message: `an image is selected only if it has a tag for each of ${shown(entries)}, not for one of them`,
      help: `write ${counted(entries.length, 'rule')} with one entry each: ${rewritten(name, entries)}`,
    },
  ];
}

const shownMax = 4;

function shown(entries: readonly string[]): string {
  const some = entries.slice(0, shownMax).map(quote).join(', ');
  return entries.length > shownMax ? `${some} and others` : some;
}

function rewritten(name: string, entries: readonly string[]): string {
  const rules = entries
    .slice(0, shownMax)
    .map((entry) => `\`"${name}": [${JSON.stringify(entry)}]\``);
  return `${rules.join(', ')}${entries.length > shownMax ? ', …' : ''}`;
}
