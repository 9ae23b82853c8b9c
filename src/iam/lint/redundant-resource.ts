import { coversResource } from './covering.js';
import { redundantMembers } from './redundant.js';
import type { ResourceView } from './resources.js';
import type { PolicyRule } from './subject.js';

/** A resource that another one of its list covers. */
export const redundantResource: PolicyRule = {
  code: 'iam/redundant-resource',
  severity: 'info',
  title: 'a resource is covered by another one of the same list',
  why: `It adds nothing, and hides how much the wider one covers. Remove it, or remove the wider one when the list was meant
to be exact.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.redundantElements', 'iam.resourceWildcards'],
  alsoKnownAs: ['Access Analyzer REDUNDANT_RESOURCE'],
  check: ({ document }) =>
    document.statements.flatMap(({ resources }) =>
      resources === undefined
        ? []
        : redundantMembers(resources.list, { covers: coversResource, groupOf }),
    ),
};

/** Services have resources of their own; a pattern of fewer parts may reach into any. */
function groupOf({ parts }: ResourceView): string {
  return parts?.service ?? '*';
}
