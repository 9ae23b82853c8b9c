import type { PolicyRule } from './subject.js';

/** A Resource where the repository itself is meant. */
export const repositoryPolicyResource: PolicyRule = {
  code: 'iam/repository-policy-resource',
  severity: 'info',
  title: 'a repository policy names a resource',
  why: `The resource of a repository policy is its repository, and needs no name. ECR refused such policies up to 2023; the
examples of its guide have \`"Resource": "*"\` since. Leaving the element out is accepted by every version.`,
  kinds: ['repository'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['policy.repositoryPolicyResource', 'policy.resourceRequired'],
  alsoKnownAs: ['cfn-lint E3513'],
  check: ({ document }) =>
    document.statements.flatMap(({ resources }) => {
      if (resources === undefined) return [];
      const { at, list } = resources;
      const isStar = !resources.not && list.every(({ everything }) => everything);
      return [
        {
          at,
          message:
            'the resource of a repository policy is its repository, and ECR used to refuse its name',
          help: 'leave the element out',
          fix: isStar ? { title: 'remove the resource', edits: [{ at }] } : undefined,
        },
      ];
    }),
};
