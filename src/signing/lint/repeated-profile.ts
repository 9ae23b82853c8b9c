import type { LintRule } from '../../base/lint-rule.js';
import type { FactId } from '../../facts/ledger/index.js';
import type { SigningSubject } from './subject.js';

/** One signing profile in two rules. */
export const repeatedProfile: LintRule<SigningSubject> = {
  code: 'signing/repeated-profile',
  severity: 'info',
  title: 'two rules sign with the same profile',
  why: `Every rule that matches signs, and a configuration has few places for rules. Put the filters of both into one rule,
or name the profile that was meant.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['signing.everyMatchingRuleSigns', 'signing.signingRuleCountMax'] satisfies FactId[],
  check: ({ document: { rules } }) =>
    rules.flatMap(({ signingProfileArn }, index) => {
      const first = rules.findIndex((rule) => rule.signingProfileArn === signingProfileArn);
      return first === index
        ? []
        : [
            {
              at: `/rules/${index}/signingProfileArn`,
              message: `the rule at /rules/${first} signs with this profile already`,
              help: 'put the filters of both into one rule, or name the profile that was meant',
            },
          ];
    }),
};
