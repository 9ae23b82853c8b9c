import { namedStatement, namedStatements } from './named-statement.js';
import { needlessStatements } from './needless.js';
import type { PolicyRule } from './subject.js';

/** A statement that others leave nothing to say. */
export const redundantStatement: PolicyRule = {
  code: 'iam/redundant-statement',
  severity: 'info',
  title: 'other statements of the policy say all that a statement says',
  why: `Whatever it is about, one other statement with the same effect is about too, or several are together: removing it
changes nothing. Each finding is a proof over all requests, not a comparison of texts; where a proof would take too long,
or a template still has gaps, nothing is said.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['iam-lint.statementsOverlap'],
  alsoKnownAs: [
    'Access Analyzer REDUNDANT_STATEMENT',
    'Access Analyzer REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
  ],
  check: ({ document }) =>
    needlessStatements(document).map(({ statement, by, isLasting }) => {
      const { at, effect } = statement;
      const isMixed = by.some((other) => other.effect !== effect);
      const [first] = by;
      const message =
        first !== undefined && by.length === 1
          ? `${namedStatement(first)} covers all of this already`
          : `${namedStatements(by)} ${isMixed ? 'allow or deny' : 'cover'} all of this together`;
      const fix = { title: 'remove the statement', edits: [{ at }] };
      return { at, message, help: 'remove it', fix: isLasting ? fix : undefined };
    }),
};
