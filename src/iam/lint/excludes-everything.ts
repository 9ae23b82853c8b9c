import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import { ofResource, type PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** A Not element that leaves nothing. */
export const excludesEverything: PolicyRule = {
  code: 'iam/excludes-everything',
  severity: 'warning',
  title: 'a Not element lists everything, so that its statement never applies',
  why: `\`NotAction\` and \`NotResource\` are about all that they do not list. With \`*\` in the list nothing is left: a grant grants
nothing, and a denial denies nothing. So it does with \`ecr:*\` in the policy of a repository or a registry, which is about
nothing else. List what is to be left out, or write the element without \`Not\`.`,
  maturity: 'trial',
  since: '0.1.0',
  because: ['iam-lint.notActionGrants', 'iam-lint.notResourceGrants'],
  check: ({ document, kind }) =>
    document.statements.flatMap((one) => ofStatement(one, ofResource.includes(kind))),
};

function ofStatement({ actions, resources }: StatementView, isOfEcr: boolean): RuleFinding[] {
  const everything = isOfEcr ? ['*', `${servicePrefix}:*`] : ['*'];
  const everyAction = actions.not
    ? actions.list.find(({ text }) => everything.includes(text.toLowerCase()))
    : undefined;
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
