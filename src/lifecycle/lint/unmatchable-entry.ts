import { pointer } from '../../base/json-text.js';
import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { compileGlob, compilePrefix, type Glob } from '../../glob/match.js';
import { isTag } from '../../model/reference.js';
import type { LifecycleRule } from '../types.js';
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
  check: ({ document }) => document.rules.flatMap(ofRule),
};

function ofRule({ selection }: LifecycleRule, index: number): RuleFinding[] {
  const { tagPatternList: patterns = [], tagPrefixList: prefixes = [] } = selection;
  const at = `/rules/${index}/selection`;
  return [
    ...patterns.flatMap((entry, i) =>
      about(compileGlob(entry), pointer(`${at}/tagPatternList`, i)),
    ),
    // Of an asterisk in a prefix the reader itself speaks.
    ...prefixes.flatMap((entry, i) =>
      entry.includes('*') ? [] : about(compilePrefix(entry), pointer(`${at}/tagPrefixList`, i)),
    ),
  ];
}

function about(glob: Glob, at: string): RuleFinding[] {
  const reason = reasonOf(glob);
  if (reason === undefined) return [];
  return [
    {
      at,
      message: `no tag can match ${quote(glob.pattern)}: ${reason}`,
      help: 'write tags as they are pushed, without the name of the repository',
    },
  ];
}

function reasonOf({ head, middles, tail }: Glob): string | undefined {
  const pieces = [head, ...middles, tail ?? ''];
  const strange = pieces.join('').match(/[^\w.-]/)?.[0];
  if (strange !== undefined) return `${quote(strange)} is not a character of tags`;
  const first = head.charAt(0);
  if (first !== '' && !isTag(first)) return `a tag does not start with ${quote(first)}`;
  const fixed = pieces.join('');
  // With a letter in front, only the length can still be wrong.
  if (fixed.length > 0 && !isTag(`a${fixed.slice(1)}`)) return 'it is longer than a tag may be';
  return undefined;
}
