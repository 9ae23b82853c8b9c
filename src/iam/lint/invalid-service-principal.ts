import { quote } from '../../base/quote.js';
import { servicePrincipalPattern } from '../../facts/iam-lint.js';
import { dnsSuffixes } from '../../facts/partitions.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';

/** A service that is not named as services are. */
export const invalidServicePrincipal: PolicyRule = {
  code: 'iam/invalid-service-principal',
  severity: 'warning',
  title: 'a service principal is not spelled as AWS spells one',
  why: `A service is named by its principal, such as \`codebuild.amazonaws.com\`: neither by its prefix alone nor by an ARN.
ECR refuses a policy whose principal does not exist.`,
  kinds: ['repository', 'registry', 'endpoint'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.servicePrincipalPattern', 'policy.principalMustExist'],
  alsoKnownAs: ['Access Analyzer INVALID_SERVICE_PRINCIPAL_FORMAT'],
  check: ({ document }) =>
    document.statements.flatMap(({ principals }) =>
      (principals?.list ?? [])
        .filter(({ type, text }) => type === 'Service' && !hasPlaceholder(text) && !isService(text))
        .map(({ text, at }) => ({
          at,
          message: `${quote(text)} is no service principal`,
          help: 'write it like `codebuild.amazonaws.com`',
        })),
    ),
};

const names = new RegExp(servicePrincipalPattern);

function isService(text: string): boolean {
  const suffix = Object.values(dnsSuffixes).find((domain) => text.endsWith(`.${domain}`));
  return suffix !== undefined && names.test(text.slice(0, -suffix.length - 1));
}
