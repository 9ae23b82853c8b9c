import { quote } from '../../base/quote.js';
import { eachCondition } from './each-condition.js';
import { holdsList } from './keys.js';
import type { PolicyRule } from './subject.js';

/** A grant to requests that lack the key it turns on. */
export const forallvaluesWithoutNullCheck: PolicyRule = {
  code: 'iam/forallvalues-without-null-check',
  severity: 'warning',
  category: 'security',
  title: 'an Allow with ForAllValues also lets in requests without the key',
  why: `\`ForAllValues\` holds where the key is missing: a principal outside any organization, say, passes a test of
\`aws:PrincipalOrgPaths\`. Add \`"Null": { "<key>": "false" }\`, or use \`ForAnyValue\`. The tags of a request
(\`aws:TagKeys\`) are left alone: there, none at all is mostly meant to pass.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.forAllValuesMissing'],
  check: (subject) =>
    eachCondition(subject, ({ base, qualifier, lowerKey, operator, key, at }, statement) => {
      if (statement.effect !== 'Allow' || base === 'Null' || qualifier !== 'ForAllValues')
        return [];
      if (!holdsList(lowerKey) || lowerKey === 'aws:tagkeys') return [];
      const isGuarded = statement.conditions.some(
        (other) =>
          other.lowerKey === lowerKey &&
          (other.base === 'Null' || other.qualifier === 'ForAnyValue'),
      );
      if (isGuarded) return [];
      const message = `${quote(operator)} also holds for requests without ${quote(key)}`;
      return [{ at, message, help: `add "Null": { "${key}": "false" }, or use \`ForAnyValue\`` }];
    }),
};
