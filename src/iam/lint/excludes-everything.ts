import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import type { PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** A Not element that leaves nothing. */
export const excludesEverything: PolicyRule = {
  code: 'iam/excludes-everything',
  severity: 'warning',
  title: 'a Not element lists everything, so that its statement never applies',
  why: `\`NotAction\` and \`NotResource\` are about all that they do not list. With \`*\` in the list nothing is left: a grant grants
nothing, and a denial denies nothing. List what is to be left out, or write the element without \`Not\`.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['iam-lint.notActionGrants', 'iam-lint.notResourceGrants'],
  check: ({ document }) => document.statements.flatMap(ofStatement),
};

function ofStatement({ actions, resources }: StatementView): RuleFinding[] {
  const everyAction = actions.not ? actions.list.find(({ text }) => text === '*') : undefined;
  const everyResource = resources?.not
    ? resources.list.find(({ everything }) => everything)
    : undefined;
  return [everyAction, everyResource].flatMap((one) =>
    one === undefined
      ? []
      : [
          {
            at: one.at,
            message: `${quote(one.text)} leaves nothing that the statement is about, so that it never applies`,
            help: 'list what is to be left out, or write the element without `Not`',
          },
        ],
  );
}
