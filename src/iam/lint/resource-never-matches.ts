import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { mismatchOf } from './repository-pattern.js';
import type { ResourceView } from './resources.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';

/** A resource of ECR that no repository is. */
export const resourceNeverMatches: PolicyRule = {
  code: 'iam/resource-never-matches',
  severity: 'warning',
  title: 'a resource covers no repository',
  why: `The ARN of a repository is \`arn:aws:ecr:<region>:<account>:repository/<name>\`. One that lacks \`repository/\`, holds a
tag, a digest or an upper-case letter is nobody's, and its statement never applies. There are no permissions for single
tags.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.repositoryArn', 'repository.namePattern', 'repository.arnResourceType'],
  alsoKnownAs: ['Access Analyzer INVALID_ARN_RESOURCE', 'parliament RESOURCE_MISMATCH'],
  check: ({ document }) =>
    document.statements.flatMap(({ resources }) => resources?.list.flatMap(unmatchable) ?? []),
};

function unmatchable({ text, at, parts }: ResourceView): RuleFinding[] {
  if (parts === undefined || hasPlaceholder(text)) return [];
  const mismatch = mismatchOf(parts);
  if (mismatch === undefined) return [];
  const message = `no repository has the ARN ${quote(text)}: ${mismatch.says}`;
  return [{ at, message, help: mismatch.help }];
}
