import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecycleSubject } from './subject.js';

/** A policy that empties an archive which it never fills. */
export const nothingArchived: LintRule<LifecycleSubject> = {
  code: 'lifecycle/nothing-archived',
  severity: 'info',
  title: 'a rule expires archived images, and no rule archives any',
  why: `The rule acts on images that are in the archive. No rule of this policy puts any there, so it waits for images that
somebody archives by hand. Add a rule with the action \`transition\`, or remove this one.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.classesAreApart'] satisfies FactId[],
  check: ({ document: { rules } }) => {
    if (rules.some(({ action }) => action.type === 'transition')) return [];
    return rules.flatMap(({ selection, rulePriority }, index) =>
      selection.storageClass !== 'archive'
        ? []
        : [
            {
              at: `/rules/${index}`,
              message: `rule ${rulePriority} expires archived images, and no rule archives any`,
              help: 'add a rule with the action `transition`, or remove this one',
            },
          ],
    );
  },
};
