import type { LintRule } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { findKeptArchives } from '../analyze/index.js';
import type { LifecycleSubject } from './subject.js';

/** A policy that archives and never empties the archive. */
export const archiveKept: LintRule<LifecycleSubject> = {
  code: 'lifecycle/archive-kept',
  severity: 'info',
  title: 'images are archived, and no rule ever expires them from the archive',
  why: `What is archived is out of reach for every rule that looks at the standard class. Without a rule with
\`"storageClass": "archive"\` that selects them too, such images stay in the archive for ever, as long as they keep their
tags. Add one, or leave it so where images must be kept.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.classesAreApart', 'lifecycle.archiveDaysMin'] satisfies FactId[],
  check: ({ document }) => {
    if (document.rules.every(({ action }) => action.type !== 'transition')) return [];
    return findKeptArchives(document).map(({ rulePriority, at, exampleTags }) => {
      const tags = exampleTags.map(quote).join(', ');
      const such = exampleTags.length === 0 ? 'images without a tag' : `an image with ${tags}`;
      return {
        at: `${at}/action`,
        message: `rule ${rulePriority} archives images that no rule expires from the archive, such as ${such}`,
        help: 'add a rule with `"storageClass": "archive"` and `"countType": "sinceImageTransitioned"`',
      };
    });
  },
};
