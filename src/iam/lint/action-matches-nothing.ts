import { quote } from '../../base/quote.js';
import { isOfEcr } from './actions.js';
import type { PolicyRule } from './subject.js';

/** A wildcard over actions that do not exist. */
export const actionMatchesNothing: PolicyRule = {
  code: 'iam/action-matches-nothing',
  severity: 'warning',
  title: 'a wildcard covers no action of ECR',
  why: `No action of ECR that is known fits the pattern, so that it grants or denies nothing today. Check its spelling.`,
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.actionNames'],
  alsoKnownAs: ['Access Analyzer INVALID_ACTION', 'parliament UNKNOWN_ACTION'],
  check: ({ document }) =>
    document.statements.flatMap(({ actions }) =>
      actions.list
        .filter((action) => isOfEcr(action) && action.hasWildcard && action.reached.length === 0)
        .map(({ text, at }) => ({
          at,
          message: `${quote(text)} covers no action of ECR that is known`,
          help: 'check its spelling',
        })),
    ),
};
