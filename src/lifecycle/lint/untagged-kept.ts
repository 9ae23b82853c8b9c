import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecycleSubject } from './subject.js';

/** A policy that never looks at untagged images. */
export const untaggedKept: LintRule<LifecycleSubject> = {
  code: 'lifecycle/untagged-kept',
  severity: 'info',
  title: 'no rule selects untagged images, which then stay for ever',
  why: `An image loses its tag when the tag moves on, and then no rule for tagged images looks at it any more. Unless tags
are immutable such images pile up and are paid for. Add a rule with \`"tagStatus": "untagged"\`, commonly 1 to 14 days
after the push.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.ownedByFirstSelecting'] satisfies FactId[],
  check: ({ document }) => {
    const selected = document.rules.some(
      ({ selection }) => selection.tagStatus !== 'tagged' && selection.storageClass !== 'archive',
    );
    if (selected) return [];
    return [
      {
        at: '/rules',
        message: 'no rule selects untagged images, so they stay for ever',
        help: 'add a rule for `untagged` images, such as one that expires them some days after the push',
      },
    ];
  },
};
