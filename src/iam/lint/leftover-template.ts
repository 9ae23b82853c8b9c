import { counted, quote } from '../../base/quote.js';
import type { PolicyRule } from './subject.js';
import { textsIn } from './texts.js';
import { placeholdersOf } from './variables.js';

/** A placeholder that no template engine has filled in. */
export const leftoverTemplate: PolicyRule = {
  code: 'iam/leftover-template',
  severity: 'warning',
  title: 'a placeholder of a template is left in a policy',
  why: `To AWS a placeholder such as \`<account-id>\`, or a name in \`\${…}\` without a colon, is plain text, so that the element
matches nothing. Fill it in, or check the policy after it was rendered: a Terraform plan, the output of \`cdk synth\`.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.leftoverTemplates', 'iam-lint.variableSyntax'],
  check: ({ document: { document } }) => {
    const places = new Map<string, string[]>();
    for (const { text, at } of textsIn(document)) {
      for (const placeholder of placeholdersOf(text)) {
        places.set(placeholder, [...(places.get(placeholder) ?? []), at]);
      }
    }
    return [...places].map(([placeholder, [at = '', ...others]]) => ({
      at,
      message: `the placeholder ${quote(placeholder)} was not filled in${elsewhere(others.length)}`,
      help: 'check the policy after it was rendered',
    }));
  },
};

function elsewhere(count: number): string {
  return count === 0 ? '' : `, here and in ${counted(count, 'other place')}`;
}
