import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { servicePrefix } from '../../facts/ecr-actions.js';
import { arnResourceType } from '../../facts/repository.js';
import { compileWildcards, matchesWildcards } from '../../glob/wildcards.js';
import type { ResourceView } from './resources.js';
import type { PolicyRule, PolicySubject } from './subject.js';
import { hasPlaceholder, variablesOf } from './variables.js';

/** A resource that is not the repository the policy is attached to. */
export const foreignResource: PolicyRule = {
  code: 'iam/foreign-resource',
  severity: 'warning',
  title: 'a repository policy names a resource other than its repository',
  why: `A repository policy is asked about its own repository only. A statement that names another repository, or something
of another service, never applies. Leave the resource out.`,
  kinds: ['repository'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['policy.repositoryPolicyResource', 'iam-lint.repositoryArn'],
  alsoKnownAs: ['Access Analyzer UNSUPPORTED_RESOURCE_ARN_IN_POLICY'],
  check: (subject) =>
    subject.document.statements.flatMap(({ resources }) =>
      resources === undefined || resources.not
        ? []
        : resources.list.flatMap((resource) => foreign(resource, subject)),
    ),
};

function foreign(
  { text, at, parts }: ResourceView,
  { repositoryName }: PolicySubject,
): RuleFinding[] {
  if (parts === undefined || hasPlaceholder(text) || variablesOf(text).length > 0) return [];
  const help = 'leave the resource out';
  if (!matchesWildcards(compileWildcards(parts.service), servicePrefix)) {
    return [{ at, message: `${quote(text)} is no repository, so that this never applies`, help }];
  }
  if (repositoryName === undefined) return [];
  const own = `${arnResourceType}/${repositoryName}`;
  if (matchesWildcards(compileWildcards(parts.own), own)) return [];
  const message = `the policy is attached to ${quote(repositoryName)}, which ${quote(text)} does not cover`;
  return [{ at, message, help }];
}
