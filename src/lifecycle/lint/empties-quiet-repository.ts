import type { LintRule } from '../../base/lint-rule.js';
import { counted } from '../../base/quote.js';
import type { FactId } from '../../facts/ledger/index.js';
import { dayMs } from '../../facts/lifecycle.js';
import type { FateClass } from '../analyze/index.js';
import type { LifecycleSubject } from './subject.js';

/** An age rule that leaves nothing in a repository to which nobody pushes. */
export const emptiesQuietRepository: LintRule<LifecycleSubject> = {
  code: 'lifecycle/empties-quiet-repository',
  severity: 'info',
  title: 'after some days without a push, rules about age have expired every tagged image',
  why: `Age is counted from the push, not from the last use. When a service is stable and nothing is pushed for that many
days, its running image expires too, and the next restart cannot pull it. Count images instead of days for whatever is
deployed, or put a count rule for those tags above.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['lifecycle.olderThanIsStrict', 'lifecycle.evaluatedTogether'] satisfies FactId[],
  check: ({ document: { classes } }) => {
    const standard = classes.filter(({ storageClass }) => storageClass === 'standard');
    const goes = ({ bound }: FateClass) =>
      bound.kind === 'until' && bound.clock === 'pushed' && bound.action === 'expire';
    const tagged = standard.filter((one) => one.tagged);
    if (!tagged.every(goes)) return [];
    const [last] = [...tagged].sort((one, other) => keptFor(other) - keptFor(one));
    if (last === undefined) return [];
    const days = keptFor(last) / dayMs;
    const what = standard.every(goes) ? 'image' : 'tagged image';
    return [
      {
        at: `${last.at}/selection`,
        message: `${counted(days, 'day')} after the last push rule ${last.ownerRulePriority} has expired every ${what}, those in use too`,
        help: 'keep a number of images (`imageCountMoreThan`) instead, at least for tags that are deployed',
      },
    ];
  },
};

function keptFor({ bound }: FateClass): number {
  return bound.kind === 'until' ? bound.keptForMs : 0;
}
