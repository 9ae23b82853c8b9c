import { quote } from '../../base/quote.js';
import { holdsList } from './keys.js';
import type { PolicyRule } from './subject.js';
import { variableTexts } from './variable-texts.js';

/** A variable of a key that holds a list. */
export const variableMultivaluedKey: PolicyRule = {
  code: 'iam/variable-multivalued-key',
  severity: 'warning',
  title: 'a policy variable names a key that holds a list',
  why: `A variable stands for one text. A key that holds several is never resolved, so that what it stands in matches nothing.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.variableSingleValued', 'condition-keys.multivaluedKeys'],
  check: ({ document }) =>
    variableTexts(document)
      .filter(({ key }) => holdsList(key))
      .map(({ key, at }) => ({
        at,
        message: `${quote(key)} holds a list, and is no variable`,
        help: 'compare the key itself in a condition',
      })),
};
