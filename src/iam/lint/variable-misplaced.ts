import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { arnPartCount } from '../../facts/iam.js';
import type { PlacedText } from './placed.js';
import type { PolicyRule } from './subject.js';
import { colonsOutsideVariables, hasVariable } from './variables.js';
import type { StatementView } from './view.js';

/** A policy variable where AWS knows none. */
export const variableMisplaced: PolicyRule = {
  code: 'iam/variable-misplaced',
  severity: 'warning',
  title: 'a policy variable stands where AWS resolves none',
  why: `Variables are resolved in a resource after its fifth colon, and in the values of string and ARN operators. In an action,
a principal, a Sid, a condition key or the account of an ARN they are plain text that matches nothing. For the account,
write \`*\` and a condition.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.variablePlaces'],
  alsoKnownAs: ['Access Analyzer VARIABLE_UNSUPPORTED_IN_ELEMENT'],
  check: ({ document: { hasVariables, statements } }) =>
    hasVariables ? statements.flatMap(misplaced) : [],
};

function misplaced(statement: StatementView): RuleFinding[] {
  const { actions, resources, principals, conditions, at } = statement;
  const sid = { text: statement.statement.Sid ?? '', at: `${at}/Sid` };
  return [
    ...[sid].flatMap(inElement('a Sid')),
    ...(principals?.list ?? []).flatMap(inElement('a principal')),
    ...actions.list.flatMap(inElement('an action')),
    ...(resources?.list ?? []).flatMap(inFront),
    ...conditions
      .map(({ key, at: place }) => ({ text: key, at: place }))
      .flatMap(inElement('a key')),
  ];
}

function inElement(element: string): (placed: PlacedText) => RuleFinding[] {
  return ({ text, at }) =>
    hasVariable(text)
      ? [
          {
            at,
            message: `${quote(text)} holds a variable, and ${element} knows none`,
            help: 'use a condition',
          },
        ]
      : [];
}

function inFront({ text, at }: PlacedText): RuleFinding[] {
  const fifth = colonsOutsideVariables(text)[arnPartCount - 2] ?? text.length;
  if (!hasVariable(text.slice(0, fifth))) return [];
  const message = `the variable in ${quote(text)} stands in front of the fifth colon, where it is plain text`;
  return [{ at, message, help: 'write `*` there, and a condition' }];
}
