import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import { type Fit, fitOf } from './operator-fit.js';
import type { PolicyRule } from './subject.js';

/** An operator that cannot compare values of this type. */
export const typeMismatch: PolicyRule = {
  code: 'iam/type-mismatch',
  severity: 'warning',
  title: 'an operator does not fit the type of its key',
  why: `Numbers, dates, addresses, truth values and ARNs have operators of their own. One that does not fit never matches what
the key holds, so that a positive operator never holds and a negated one always does.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.keyTypes'],
  alsoKnownAs: [
    'Access Analyzer TYPE_MISMATCH',
    'Access Analyzer TYPE_MISMATCH_BOOLEAN',
    'Access Analyzer TYPE_MISMATCH_DATE',
    'Access Analyzer TYPE_MISMATCH_NUMBER',
    'Access Analyzer TYPE_MISMATCH_STRING',
    'parliament MISMATCHED_TYPE',
  ],
  check: (subject) =>
    eachCondition(subject, (condition) => {
      const fit: Fit | undefined = fitOf(condition);
      if (fit?.kind !== 'mismatch') return [];
      const message = `${quote(condition.operator)} does not compare ${fit.holds}, which ${quote(condition.key)} holds`;
      return [{ at: condition.at, message, help: `use ${fit.meant}` }];
    }),
};
