import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import { fitOf } from './operator-fit.js';
import type { PolicyRule } from './subject.js';

/** A string operator where another family is meant. */
export const typeMismatchUsable: PolicyRule = {
  code: 'iam/type-mismatch-usable',
  severity: 'info',
  title: 'a string operator compares what another family of operators is meant for',
  why: `It works as long as the value is written exactly as AWS writes it: \`True\` is not \`true\`, and two spellings of an
address or an instant are not equal. The family that is meant knows better.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.keyTypes'],
  alsoKnownAs: ['parliament MISMATCHED_TYPE_BUT_USABLE'],
  check: (subject) =>
    eachCondition(subject, (condition) => {
      const fit = fitOf(condition);
      if (fit?.kind !== 'usable') return [];
      const message = `${quote(condition.operator)} compares ${fit.holds} letter by letter`;
      return [{ at: condition.at, message, help: `use ${fit.meant}` }];
    }),
};
