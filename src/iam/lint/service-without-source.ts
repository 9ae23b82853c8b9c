import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { sourceKeys } from '../../facts/iam-lint.js';
import { isOneOf } from './keys.js';
import { ofResource, type PolicyRule } from './subject.js';
import type { ConditionView, StatementView } from './view.js';

/** A service that is let in on behalf of whoever uses it. */
export const serviceWithoutSource: PolicyRule = {
  code: 'iam/service-without-source',
  severity: 'warning',
  category: 'security',
  title: 'a service is let in on behalf of anybody',
  why: `A service principal acts for every customer of the service. Without a condition on whose resource it acts for,
another account can make the service use your repository in its name: the confused deputy. Add \`aws:SourceArn\`, or
\`aws:SourceAccount\` when the resource is not known yet.`,
  kinds: ofResource,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.sourceKeys'],
  alsoKnownAs: ['Access Analyzer RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL'],
  check: ({ document }) => document.statements.flatMap(deputies),
};

function deputies({ effect, principals, conditions }: StatementView): RuleFinding[] {
  if (effect !== 'Allow' || principals === undefined || principals.not) return [];
  if (conditions.some(namesSource)) return [];
  return principals.list
    .filter(({ type }) => type === 'Service')
    .map(({ text, at }) => ({
      at,
      message: `${quote(text)} is let in on behalf of any account`,
      help: 'add a condition on `aws:SourceArn` or `aws:SourceAccount`',
    }));
}

function namesSource({ base, negated, ifExists, qualifier, lowerKey }: ConditionView): boolean {
  if (base === 'Null' || negated || ifExists || qualifier === 'ForAllValues') return false;
  return isOneOf(sourceKeys, lowerKey);
}
