import { granting, type PolicyRule } from './subject.js';

/** A grant on everything that is not listed. */
export const allowNotResource: PolicyRule = {
  code: 'iam/allow-not-resource',
  severity: 'warning',
  category: 'security',
  title: 'Allow with NotResource grants every other resource',
  why: `\`NotResource\` does not protect what it lists: with Allow it grants the actions on everything else, also on what is
created later, and another statement may grant them on what is listed. List the resources that are meant.`,
  kinds: granting,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.notResourceGrants'],
  alsoKnownAs: ['parliament NOTRESOURCE_WITH_ALLOW'],
  check: ({ document }) =>
    document.statements.flatMap(({ effect, resources }) =>
      effect === 'Allow' && resources?.not === true
        ? [
            {
              at: resources.at,
              message: 'this grants the actions on everything that is not listed',
              help: 'list the resources under `Resource`',
            },
          ]
        : [],
    ),
};
