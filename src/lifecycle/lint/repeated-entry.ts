import { pointer } from '../../base/json-text.js';
import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecycleRule } from '../types.js';
import type { LifecycleSubject } from './subject.js';

/** The same entry twice in one list. */
export const repeatedEntry: LintRule<LifecycleSubject> = {
  code: 'lifecycle/repeated-entry',
  severity: 'info',
  title: 'an entry stands twice in a list',
  why: 'The second one changes nothing. Remove it, or write the tag that was meant.',
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.listsAreConjunctions'] satisfies FactId[],
  check: ({ document }) => document.rules.flatMap(ofRule),
};

function ofRule({ selection }: LifecycleRule, index: number): RuleFinding[] {
  return (['tagPatternList', 'tagPrefixList'] as const).flatMap((name) => {
    const list = selection[name] ?? [];
    return list.flatMap((entry, position) => {
      if (list.indexOf(entry) === position) return [];
      const at = pointer(`/rules/${index}/selection/${name}`, position);
      return [
        {
          at,
          message: `${quote(entry)} stands in this list already`,
          help: 'remove it, or write the tag that was meant',
          fix: { title: `remove the second ${quote(entry)}`, edits: [{ at }] },
        },
      ];
    });
  });
}
