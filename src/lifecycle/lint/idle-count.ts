import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { grouped, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { below, isLiteral, keepsAll, overlap, type Reach, reachesOf } from './reach.js';
import type { LifecycleSubject } from './subject.js';

/** A count rule that can neither act nor keep images from a rule below it. */
export const idleCount: LintRule<LifecycleSubject> = {
  code: 'lifecycle/idle-count',
  severity: 'warning',
  title: 'a count rule can never act and keeps its images from no other rule',
  why: `A tag belongs to one image at a time, so a rule that asks for one whole tag selects one image and never has more
than the number it keeps; the same holds for a number that no repository reaches. Above other rules such a rule still
protects its images from them. Here there is nothing below it to protect them from. A pattern without \`*\` is a whole
tag: write \`release*\` where tags that begin with \`release\` are meant.`,
  maturity: 'stable',
  since: '0.1.0',
  because: [
    'lifecycle.patternMatchesWholeTag',
    'lifecycle.newestAreKept',
    'image.imagesPerRepositoryMax',
  ] satisfies FactId[],
  check: ({ document }) => {
    const rules = reachesOf(document);
    return rules.flatMap((rule) => idle(rules, rule));
  },
};

function idle(rules: readonly Reach[], rule: Reach): RuleFinding[] {
  const reason = keepsAll(rule);
  if (reason === undefined || !('newest' in rule.keep)) return [];
  if (below(rules, rule).some((other) => overlap(rule, other))) return [];
  if (reason === 'literal') {
    const tag = rule.entries?.find(isLiteral)?.pattern ?? '';
    return [
      {
        at: rule.at,
        message: `rule ${rule.priority} never acts: only one image at a time has the tag ${quote(tag)}, and the newest is kept`,
        help: `write ${quote(`${tag}*`)} if tags that begin so are meant, or remove the rule`,
      },
    ];
  }
  return [
    {
      at: rule.at,
      message: `rule ${rule.priority} never acts: a repository does not hold more than ${grouped(rule.keep.newest)} images`,
      help: 'give a smaller number, or remove the rule',
    },
  ];
}
