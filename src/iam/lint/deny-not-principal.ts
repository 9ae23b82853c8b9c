import type { PolicyRule } from './subject.js';

/** A denial to everybody who is not listed. */
export const denyNotPrincipal: PolicyRule = {
  code: 'iam/deny-not-principal',
  severity: 'warning',
  title: 'Deny with NotPrincipal hits more than those who are not listed',
  why: `The session of a listed role, or its account, is not the role: unless account, role and session are all listed, the
listed ones are denied too. Whoever has a permissions boundary is denied in any case. Deny to \`*\` with a condition
\`ArnNotEquals\` on \`aws:PrincipalArn\`, as AWS advises.`,
  kinds: ['repository', 'registry', 'endpoint'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.notPrincipalDenies', 'iam.boundaryAndNotPrincipal'],
  check: ({ document }) =>
    document.statements.flatMap(({ effect, principals }) =>
      effect === 'Deny' && principals?.not === true
        ? [
            {
              at: principals.at,
              message:
                'this also denies listed principals that have a permissions boundary, and sessions whose parts are not all listed',
              help: 'deny to `*` with a condition `ArnNotEquals` on `aws:PrincipalArn`',
            },
          ]
        : [],
    ),
};
