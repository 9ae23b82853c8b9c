import type { RuleCard } from '../base/lint-rule.js';

/** What the runner itself reports: nothing about a document, but about how it is looked at. */
export const ownRules: readonly RuleCard[] = [
  own({
    code: 'lint/unused-suppression',
    severity: 'warning',
    title: 'a suppression suppresses nothing',
    why: `The finding it was written for is gone, or it stands in the wrong place or names the wrong rule. Left alone, it
would one day hide a mistake that nobody has looked at. Remove it, or move it to the finding.`,
  }),
  own({
    code: 'lint/suppression-without-reason',
    severity: 'warning',
    title: 'a suppression does not say why',
    why: `Whoever reads it next year has to know whether it still holds. It suppresses all the same; write the reason behind
the rule's code.`,
  }),
  own({
    code: 'lint/expired-suppression',
    severity: 'warning',
    title: 'a suppression has come to its last day',
    why: 'It suppresses nothing any more. Mend what it was about, or give it another day and say why.',
  }),
  own({
    code: 'lint/unknown-rule',
    severity: 'warning',
    title: 'a configuration or a suppression names a rule that does not exist',
    why: 'A mistyped code changes nothing, and nobody notices. Correct the spelling.',
  }),
  own({
    code: 'lint/nothing-found',
    severity: 'error',
    title: 'a file that was named holds no document that can be looked at',
    why: `A file that was named on the command line is meant to be looked at, and saying nothing of it would look like
approval. A plan of Terraform or a template may as well hold none, and is worth a warning. Check the path; a policy that its content does not give away is named by \`--kind\`, or by \`kind\` in an
override of the configuration.`,
  }),
];

function own(card: Pick<RuleCard, 'code' | 'severity' | 'title' | 'why'>): RuleCard {
  return { ...card, maturity: 'stable', since: '0.1.0', because: [] };
}
