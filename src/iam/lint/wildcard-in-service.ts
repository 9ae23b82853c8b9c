import { quote } from '../../base/quote.js';
import type { PolicyRule } from './subject.js';

/** A wildcard for the service. */
export const wildcardInService: PolicyRule = {
  code: 'iam/wildcard-in-service',
  severity: 'info',
  title: 'the service of an action has a wildcard',
  why: `It takes in services that nobody thought of, and those that AWS adds later. Name the services.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.serviceWildcard'],
  alsoKnownAs: ['Access Analyzer WILDCARD_IN_SERVICE_NAME'],
  check: ({ document }) =>
    document.statements.flatMap(({ actions }) =>
      actions.list
        .filter(({ service, text }) => text.includes(':') && /[*?]/.test(service))
        .map(({ text, at }) => ({
          at,
          message: `${quote(text)} is about actions of every service of such a name`,
          help: 'name the services',
        })),
    ),
};
