import { coversStatement } from './covering.js';
import { namedStatement } from './named-statement.js';
import type { PolicyRule } from './subject.js';

/** A grant that a denial of the same policy covers. */
export const shadowedAllow: PolicyRule = {
  code: 'iam/shadowed-allow',
  severity: 'warning',
  title: 'an Allow is covered by a Deny of the same policy',
  why: `A denial wins over every grant, so that this statement never grants anything. Narrow the denial, or remove the grant.
The comparison is exact, pattern by pattern, between two statements; what only several denials cover together is not
looked for.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.statementsOverlap', 'iam.explicitDenyWins'],
  check: ({ document: { statements } }) => {
    const denials = statements.filter(({ effect }) => effect === 'Deny');
    return statements.flatMap((statement) => {
      if (statement.effect !== 'Allow' || statement.actions.list.length === 0) return [];
      const denial = denials.find((one) => coversStatement(one, statement));
      if (denial === undefined) return [];
      const message = `this grants nothing: ${namedStatement(denial)} denies all of it`;
      return [{ at: statement.at, message, help: 'narrow the denial, or remove the grant' }];
    });
  },
};
