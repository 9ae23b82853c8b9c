import { pointer } from '../../base/json-text.js';
import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { compileGlob, compilePrefix, type Glob } from '../../glob/match.js';
import { isTag } from '../../model/reference.js';
import type { LifecycleSubject } from './subject.js';

/** An entry that no tag can meet, whatever is pushed. */
export const unmatchableEntry: LintRule<LifecycleSubject> = {
  code: 'lifecycle/unmatchable-entry',
  severity: 'warning',
  title: 'no tag can match an entry of a list',
  why: `A tag has letters, digits, underscores, full stops and hyphens, starts with none of the last two, and is at most
128 characters long. A rule with an entry that asks for anything else selects no image at all, since all entries must be
met.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['repository.imageTagPattern', 'lifecycle.patternMatchesWholeTag'] satisfies FactId[],
  check: ({ document: { rules, idle } }) =>
    idle.flatMap((rule) => {
      if (rule.kind !== 'unmatchable') return [];
      const { selection } = rules.find((one) => one.rulePriority === rule.rulePriority) ?? {};
      const at = `${rule.at}/selection`;
      return [
        ...findings(selection?.tagPatternList?.map(compileGlob), rule, `${at}/tagPatternList`),
        ...findings(selection?.tagPrefixList?.map(compilePrefix), rule, `${at}/tagPrefixList`),
      ];
    }),
};

function findings(
  entries: readonly Glob[] | undefined,
  { patterns }: { readonly patterns: readonly string[] },
  at: string,
): RuleFinding[] {
  return (entries ?? []).flatMap((glob, index) => {
    if (!patterns.includes(glob.pattern) || hasStarInPrefix(glob)) return [];
    return [
      {
        at: pointer(at, index),
        message: `no tag can match ${quote(glob.pattern)}: ${reasonOf(glob)}`,
        help: 'write tags as they are pushed, without the name of the repository',
      },
    ];
  });
}

/** Of an asterisk in a prefix, which stands for itself, the reader itself speaks. */
function hasStarInPrefix({ head }: Glob): boolean {
  return head.includes('*');
}

/** In words what the proof found. */
function reasonOf({ head, middles, tail }: Glob): string {
  const pieces = [head, ...middles, tail ?? ''];
  const strange = pieces.join('').match(/[^\w.-]/)?.[0];
  if (strange !== undefined) return `${quote(strange)} is not a character of tags`;
  const first = head.charAt(0);
  if (first !== '' && !isTag(first)) return `a tag does not start with ${quote(first)}`;
  return 'it is longer than a tag may be';
}
