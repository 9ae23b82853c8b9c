import { quote } from '../../base/quote.js';
import type { PolicyRule } from './subject.js';

/** A denial without a second factor that misses those who never show one. */
export const mfaBoolDeny: PolicyRule = {
  code: 'iam/mfa-bool-deny',
  severity: 'warning',
  category: 'security',
  title: 'a denial without a second factor misses requests that do not say',
  why: `\`aws:MultiFactorAuthPresent\` is only in requests with temporary credentials. A user's access key lacks it, \`Bool\` then
does not hold, and the denial does not apply. \`BoolIfExists\` holds for requests without the key as well.`,
  kinds: ['identity', 'boundary', 'session', 'repository', 'registry', 'scp', 'rcp'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.multiFactor', 'iam.missingKeys'],
  alsoKnownAs: ['parliament BAD_PATTERN_FOR_MFA'],
  check: ({ document }) =>
    document.statements.flatMap(({ effect, conditions }) =>
      effect !== 'Deny'
        ? []
        : conditions
            .filter(({ base, ifExists }) => base === 'Bool' && !ifExists)
            .filter(({ lowerKey }) => lowerKey === 'aws:multifactorauthpresent')
            .filter(({ values }) => values.some(({ text }) => text.toLowerCase() === 'false'))
            .map(({ at, operator, key }) => ({
              at,
              message: `${quote(operator)} on ${quote(key)} does not deny requests that lack the key`,
              help: 'write `BoolIfExists`',
            })),
    ),
};
