import { quote } from '../../base/quote.js';
import type { PolicyRule } from './subject.js';

/** One key twice under an operator. */
export const duplicateKeyCase: PolicyRule = {
  code: 'iam/duplicate-key-case',
  severity: 'warning',
  title: 'a condition key stands twice under one operator, in two spellings',
  why: `Keys are compared without case, so that the two are one key, and AWS does not say which of its values count. Put the
values into one list.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.keysIgnoreCase'],
  alsoKnownAs: ['Access Analyzer DUPLICATE_KEYS_WITH_DIFFERENT_CASE'],
  check: ({ document }) =>
    document.statements.flatMap(({ conditions }) =>
      conditions.flatMap(({ at, key, lowerKey, operatorAt }, index) => {
        const first = conditions
          .slice(0, index)
          .find((other) => other.operatorAt === operatorAt && other.lowerKey === lowerKey);
        if (first === undefined) return [];
        const message = `${quote(key)} and ${quote(first.key)} are one key`;
        return [{ at, message, help: 'put the values into one list' }];
      }),
    ),
};
