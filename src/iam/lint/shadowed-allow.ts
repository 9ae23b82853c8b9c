import { denialsOf } from './denied.js';
import { namedStatement, namedStatements } from './named-statement.js';
import type { PolicyRule } from './subject.js';

/** A grant that denials of the same policy cover. */
export const shadowedAllow: PolicyRule = {
  code: 'iam/shadowed-allow',
  severity: 'warning',
  title: 'an Allow is covered by what the same policy denies',
  why: `A denial wins over every grant, so that this statement never grants anything: one denial covers all of it, or several
do together. Narrow the denial, or remove the grant. Each finding is a proof over all requests; where a proof would take
too long, or a template still has gaps, nothing is said.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.statementsOverlap', 'iam.explicitDenyWins'],
  check: ({ document }) =>
    document.speaking.flatMap((statement) => {
      const by = denialsOf(statement, document);
      const [first] = by;
      if (first === undefined) return [];
      const message =
        by.length === 1
          ? `this grants nothing: ${namedStatement(first)} denies all of it`
          : `this grants nothing: ${namedStatements(by)} deny all of it together`;
      return [{ at: statement.at, message, help: 'narrow the denial, or remove the grant' }];
    }),
};
