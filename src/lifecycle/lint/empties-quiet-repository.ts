import type { LintRule, RuleFinding } from '../../base/lint-rule.js';
import { counted } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { LifecyclePolicy, LifecycleRule } from '../types.js';
import type { LifecycleSubject } from './subject.js';

/** An age rule that leaves nothing in a repository to which nobody pushes. */
export const emptiesQuietRepository: LintRule<LifecycleSubject> = {
  code: 'lifecycle/empties-quiet-repository',
  severity: 'info',
  title: 'after some days without a push, an age rule expires every image of the repository',
  why: `Age is counted from the push, not from the last use. When a service is stable and nothing is pushed for that many
days, its running image expires too, and the next restart cannot pull it. Count images instead of days for whatever is
deployed, or put a count rule for those tags above.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.olderThanIsStrict', 'lifecycle.evaluatedTogether'] satisfies FactId[],
  check: ({ document }) => (document.rules.length === 0 ? [] : whole(document)),
};

/** Only where nothing above could keep an image: the one rule, or one beside a rule for untagged images. */
function whole({ rules }: LifecyclePolicy): RuleFinding[] {
  const standard = rules.filter(({ selection }) => selection.storageClass !== 'archive');
  if (standard.some(({ selection }) => selection.countType === 'imageCountMoreThan')) return [];
  return rules.flatMap((rule, index) =>
    isForAll(rule)
      ? [
          {
            at: `/rules/${index}/selection`,
            message: `${counted(rule.selection.countNumber, 'day')} after the last push rule ${rule.rulePriority} has expired every image, those in use too`,
            help: 'keep a number of images (`imageCountMoreThan`) instead, at least for tags that are deployed',
          },
        ]
      : [],
  );
}

function isForAll({ selection, action }: LifecycleRule): boolean {
  const { tagStatus, tagPatternList = [], countType } = selection;
  if (action.type !== 'expire' || countType !== 'sinceImagePushed') return false;
  return tagStatus === 'any' || (tagPatternList.length > 0 && tagPatternList.every(isStar));
}

function isStar(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}
