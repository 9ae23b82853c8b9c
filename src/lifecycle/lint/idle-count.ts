import type { LintRule } from '../../base/lint-rule.js';
import { grouped, quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecycleSubject } from './subject.js';

/** A count rule that can neither act nor keep images from a rule below it. */
export const idleCount: LintRule<LifecycleSubject> = {
  code: 'lifecycle/idle-count',
  severity: 'warning',
  title: 'a count rule can never act and keeps its images from no other rule',
  why: `A tag belongs to one image at a time, so a rule that asks for one whole tag selects one image and never has more
than the number it keeps; the same holds for a number that no repository reaches. Above other rules such a rule still
protects its images from them. Here no rule would act on any of them without it, so that removing it changes nothing:
that is decided exactly, for every image there can be. A pattern without \`*\` is a whole
tag: write \`release*\` where tags that begin with \`release\` are meant.`,
  maturity: 'stable',
  since: '0.1.0',
  because: [
    'lifecycle.patternMatchesWholeTag',
    'lifecycle.newestAreKept',
    'image.imagesPerRepositoryMax',
  ] satisfies FactId[],
  check: ({ document: { rules, idle } }) =>
    idle.flatMap((rule) => {
      // Above rules that it keeps its images from it has its use.
      if (rule.kind !== 'never-acts' || rule.shields.length > 0) return [];
      const { rulePriority, at, patterns } = rule;
      const [tag] = patterns;
      if (tag !== undefined) {
        return [
          {
            at,
            message: `rule ${rulePriority} never acts: only one image at a time has the tag ${quote(tag)}, and the newest is kept`,
            help: `write ${quote(`${tag}*`)} if tags that begin so are meant, or remove the rule`,
          },
        ];
      }
      const count = rules.find((one) => one.rulePriority === rulePriority)?.selection.countNumber;
      return [
        {
          at,
          message: `rule ${rulePriority} never acts: a repository does not hold more than ${grouped(count ?? 0)} images`,
          help: 'give a smaller number, or remove the rule',
        },
      ];
    }),
};
