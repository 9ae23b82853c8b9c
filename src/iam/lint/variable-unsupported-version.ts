import { quote } from '../../base/quote.js';
import { policyVersions } from '../../facts/policy.js';
import type { PolicyRule } from './subject.js';
import { textsIn } from './texts.js';
import { variablesOf } from './variables.js';

/** A policy variable in the language that has none. */
export const variableUnsupportedVersion: PolicyRule = {
  code: 'iam/variable-unsupported-version',
  severity: 'warning',
  title: 'a policy variable stands in a policy of the older version',
  why: `Policy variables exist in version 2012-10-17 only. In any other version the dollar sign and the braces are compared as
they stand, so that the statement matches nothing.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam.variablesByVersion', 'policy.missingVersion'],
  alsoKnownAs: ['Access Analyzer VARIABLE_UNSUPPORTED_IN_VERSION', 'parliament OLD_VERSION'],
  check: ({ document: { document, hasVariables } }) => {
    if (hasVariables) return [];
    const [latest] = policyVersions;
    const edits = [{ at: '/Version', value: latest }];
    const all = textsIn(document);
    return all.flatMap(({ text, at }) => {
      if (!variablesOf(text).some(({ form }) => form === 'variable')) return [];
      const certain = all.every((one) =>
        variablesOf(one.text).every(({ form }) => form === 'variable'),
      );
      return [
        {
          at,
          message: `${quote(text)} is compared as it stands: this version has no policy variables`,
          help: `write "Version": "${latest}"`,
          fix: certain ? { title: `write version ${latest}`, edits } : undefined,
        },
      ];
    });
  },
};
