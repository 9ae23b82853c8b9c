import type { RuleFinding } from '../../base/lint-rule.js';
import { checkLockOut } from '../analyze/index.js';
import type { PolicyRule } from './subject.js';
import { hasPlaceholder } from './variables.js';
import type { StatementView } from './view.js';

/** A denial that its own author will meet. */
export const lockout: PolicyRule = {
  code: 'iam/lockout',
  severity: 'warning',
  title: 'a repository policy denies everybody the change of the policy',
  why: `A denial that nobody of the account escapes hits its administrators too. ECR wants \`force\` before it
keeps such a policy, and afterwards only the root user can help, if the denial does not hit him as well. Except the
administrators by a condition \`ArnNotEquals\` on \`aws:PrincipalArn\`, or leave \`ecr:SetRepositoryPolicy\` and
\`ecr:DeleteRepositoryPolicy\` out. Each finding is a proof over all callers of the account.`,
  kinds: ['repository'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.force', 'iam.explicitDenyWins'],
  check: ({ document }) => {
    const denials = document.speaking.filter(
      ({ effect, reached, at }) =>
        effect === 'Deny' &&
        reached.has('SetRepositoryPolicy') &&
        // Whom a gap is to except nobody can tell.
        !document.texts.some((text) => text.at.startsWith(`${at}/`) && hasPlaceholder(text.text)),
    );
    const locksOut = (some: readonly StatementView[]) =>
      checkLockOut(
        { ...document.document, Statement: some.map(({ statement }) => statement) },
        limit,
      ).kind === 'holds';
    if (denials.length === 0 || !locksOut(denials)) return [];
    const alone = denials.filter((one) => locksOut([one]));
    if (alone.length > 0) return alone.map(({ at }) => ({ at, ...closed('denies') }));
    const [first] = denials;
    return first === undefined ? [] : [{ at: first.at, ...closed('and other denials deny') }];
  },
};

/** Steps of a proof, a hundredth of a second or so. */
const limit = { budget: 100_000 };

function closed(verb: string): Omit<RuleFinding, 'at'> {
  return {
    message: `this ${verb} everybody, its author included, to set another policy`,
    help: 'except the administrators by a condition on `aws:PrincipalArn`',
  };
}
