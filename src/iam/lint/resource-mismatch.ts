import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { publicServicePrefix } from '../../facts/iam-lint.js';
import { isOfEcr, isStarOnly } from './actions.js';
import { mayBeOfEcr } from './resources.js';
import { ofCaller, type PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';
import type { StatementView } from './view.js';

/** An action of ECR beside resources of other services only. */
export const resourceMismatch: PolicyRule = {
  code: 'iam/resource-mismatch',
  severity: 'warning',
  title: 'an action of ECR stands beside resources of other services only',
  why: `A statement grants an action on the resources beside it. When none of them is a repository, the action is not granted
at all, although it is listed. Move it to a statement with the ARNs of the repositories.`,
  kinds: [...ofCaller, 'scp'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.repositoryArn'],
  alsoKnownAs: ['parliament RESOURCE_MISMATCH'],
  check: ({ document }) => document.statements.flatMap(strayed),
};

function strayed({ actions, resources }: StatementView): RuleFinding[] {
  if (actions.not || resources === undefined || resources.not) return [];
  const { list } = resources;
  if (list.length === 0 || list.some((one) => mayBeOfEcr(one) || hasPlaceholder(one.text)))
    return [];
  // Those of public registries have a rule of their own.
  if (list.every(({ parts }) => parts?.service === publicServicePrefix)) return [];
  const found = actions.list.filter(
    (action) => isOfEcr(action) && action.reached.some((name) => !isStarOnly(name)),
  );
  return found.map(({ text, at }) => ({
    at,
    message: `${quote(text)} is about repositories, and the statement names none`,
    help: 'move it to a statement with the ARNs of the repositories',
  }));
}
