import type { RuleFinding } from '../../base/lint-rule.js';
import { quote } from '../../base/quote.js';
import { isOfEcr, isStarOnly } from './actions.js';
import { ofCaller, type PolicyRule } from './subject.js';
import type { StatementView } from './view.js';

/** An action without a resource of its own beside a Resource that is not `*`. */
export const starOnlyActionScoped: PolicyRule = {
  code: 'iam/star-only-action-scoped',
  severity: 'warning',
  title: 'an action that has no resource stands beside a Resource other than `*`',
  why: `Twenty-five actions of ECR, \`ecr:GetAuthorizationToken\` first of all, are asked on no resource, so that only
\`"Resource": "*"\` covers them. Beside the ARN of a repository they are not granted, and \`docker login\` fails. Put them
into a statement of their own with \`"Resource": "*"\`, and leave the others where they are.`,
  kinds: [...ofCaller, 'scp'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam.starOnly', 'ecr.starOnlyReadActions', 'ecr.starOnlyWriteActions'],
  alsoKnownAs: ['parliament RESOURCE_MISMATCH'],
  check: ({ document }) => document.statements.flatMap(unscopable),
};

function unscopable(statement: StatementView): RuleFinding[] {
  const { actions, resources } = statement;
  if (actions.not || resources === undefined || resources.not) return [];
  if (resources.list.some(({ everything }) => everything)) return [];
  const found = actions.list.filter(
    (action) => isOfEcr(action) && action.reached.length > 0 && action.reached.every(isStarOnly),
  );
  const alone = found.length === actions.list.length;
  return found.map(({ text, at }, index) => ({
    at,
    message: `${quote(text)} is asked on no resource, and this statement is about ${described(statement)} only`,
    help: alone
      ? 'write `"Resource": "*"`'
      : 'move it to a statement of its own with `"Resource": "*"`',
    fix:
      alone && index === 0
        ? { title: 'write `"Resource": "*"`', edits: [{ at: resources.at, value: '*' }] }
        : undefined,
  }));
}

function described({ resources }: StatementView): string {
  const [first, ...others] = resources?.list ?? [];
  return others.length === 0 ? quote(first?.text ?? '') : `${quote(first?.text ?? '')} and others`;
}
