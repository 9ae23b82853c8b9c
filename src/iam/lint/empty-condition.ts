import type { PolicyRule } from './subject.js';

/** A Condition that says nothing. */
export const emptyCondition: PolicyRule = {
  code: 'iam/empty-condition',
  severity: 'info',
  title: 'a statement has an empty Condition',
  why: `AWS does not say whether such a statement applies always or never. Remove the element, or fill it.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam.emptyCondition'],
  alsoKnownAs: ['Access Analyzer EMPTY_OBJECT_CONDITION'],
  check: ({ document }) =>
    document.statements.flatMap(({ statement: { Condition }, conditions, at }) =>
      Condition === undefined || conditions.length > 0
        ? []
        : [
            {
              at: `${at}/Condition`,
              message: 'the condition is empty, and AWS does not say what it then means',
              help: 'remove it, or fill it',
            },
          ],
    ),
};
