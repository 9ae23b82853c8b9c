import { isOfEcr, isStarOnly } from './actions.js';
import type { PolicyRule } from './subject.js';

/** A grant on everything where repositories could be named. */
export const resourceStar: PolicyRule = {
  code: 'iam/resource-star',
  severity: 'info',
  title: 'actions on repositories are granted on every resource',
  why: `All actions of the statement can be granted on single repositories, and \`*\` is every repository of the account, and
of every other account whose policies let you in. Name the repositories, or a namespace: \`repository/team-a/*\`.`,
  kinds: ['identity', 'session'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.repositoryArn'],
  alsoKnownAs: ['parliament RESOURCE_STAR', 'Checkov CKV_AWS_355', 'Checkov CKV_AWS_356'],
  check: ({ document }) =>
    document.statements.flatMap(({ effect, actions, reached, resources, conditions }) => {
      if (effect !== 'Allow' || actions.not || conditions.length > 0) return [];
      const all = resources?.list.find(({ everything }) => everything);
      if (all === undefined || resources?.not === true || reached.size === 0) return [];
      if (!actions.list.every(isOfEcr) || [...reached].some(isStarOnly)) return [];
      if ([...reached].every(isInventory)) return [];
      const message = 'all of these actions can be granted on single repositories';
      return [{ at: all.at, message, help: 'name the repositories, or a namespace' }];
    }),
};

/** Whoever takes stock of a registry looks at all of it. */
function isInventory(name: string): boolean {
  return /^(Describe|List)/.test(name);
}
