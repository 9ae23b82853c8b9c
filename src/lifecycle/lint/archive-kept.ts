import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecycleSubject } from './subject.js';

/** A policy that archives and never empties the archive. */
export const archiveKept: LintRule<LifecycleSubject> = {
  code: 'lifecycle/archive-kept',
  severity: 'info',
  title: 'images are archived, and no rule ever expires them from the archive',
  why: `What is archived is out of reach for every rule that looks at the standard class. Without a rule with
\`"storageClass": "archive"\` the archive only grows. Add one, or leave it so where images must be kept.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.classesAreApart', 'lifecycle.archiveDaysMin'] satisfies FactId[],
  check: ({ document: { rules } }) => {
    if (rules.some(({ selection }) => selection.storageClass === 'archive')) return [];
    return rules.flatMap(({ action, rulePriority }, index) =>
      action.type !== 'transition'
        ? []
        : [
            {
              at: `/rules/${index}/action`,
              message: `rule ${rulePriority} archives images, and no rule expires them from the archive`,
              help: 'add a rule with `"storageClass": "archive"` and `"countType": "sinceImageTransitioned"`',
            },
          ],
    );
  },
};
