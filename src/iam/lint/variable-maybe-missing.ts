import { quote } from '../../base/quote.js';
import { sometimesMissingKeys } from '../../facts/iam-lint.js';
import { isOneOf } from './keys.js';
import type { PolicyRule } from './subject.js';
import { variableTexts } from './variable-texts.js';
import type { StatementView } from './view.js';

/** A variable without a value, where that makes the condition hold. */
export const variableMaybeMissing: PolicyRule = {
  code: 'iam/variable-maybe-missing',
  severity: 'info',
  title: 'a policy variable may have no value under a negated operator',
  why: `Not every caller has a tag, a user name or an organization. A variable without a value equals nothing, so that a negated
operator holds for such callers: a grant lets them in, a denial hits them. Give the variable a default, or ask for the
key with \`Null\`.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['iam-lint.sometimesMissingKeys', 'iam.variableWithoutValue'],
  check: ({ document }) =>
    document.statements.flatMap((statement) => {
      const outcome = statement.effect === 'Deny' ? 'are denied too' : 'are let in too';
      return variableTexts({ ...document, statements: [statement] })
        .filter(
          ({ key, negated, hasDefault }) =>
            negated &&
            !hasDefault &&
            isOneOf(sometimesMissingKeys, key) &&
            !asksFor(key, statement),
        )
        .map(({ key, at }) => ({
          at,
          message: `callers without ${quote(key)} ${outcome}, since the variable then equals nothing`,
          help: 'give the variable a default, or ask for the key with `Null`',
        }));
    }),
};

/** Whether another condition of a statement only holds where the key is there. */
function asksFor(key: string, { conditions }: StatementView): boolean {
  return conditions.some(({ lowerKey, base, negated, ifExists, qualifier, values }) => {
    if (lowerKey !== key || base === undefined || ifExists) return false;
    if (base === 'Null') return qualifier === null && values.every(({ text }) => text === 'false');
    return qualifier === 'ForAnyValue' || (!negated && qualifier === null);
  });
}
