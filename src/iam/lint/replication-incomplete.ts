import { createRepositoryActions, replicationActions } from '../../facts/ecr-actions.js';
import { placeOf } from './grants.js';
import type { PolicyRule } from './subject.js';

/** Replication into repositories that nobody may create. */
export const replicationIncomplete: PolicyRule = {
  code: 'iam/replication-incomplete',
  severity: 'info',
  title: 'replication is granted without the creation of repositories',
  why: `Replication creates a repository at the destination that is not there yet, for which the registry policy must also
allow \`ecr:CreateRepository\`. Without it only images of existing repositories arrive.`,
  kinds: ['registry'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.replicationActions', 'ecr.createRepositoryActions'],
  check: ({ document: { statements } }) => {
    const allows = statements.filter(({ effect }) => effect === 'Allow');
    if (allows.some(({ reached }) => reached.has(createRepositoryActions[0]))) return [];
    return allows.flatMap((statement) => {
      const at = placeOf(statement, replicationActions[0]);
      if (at === undefined) return [];
      const message = 'images arrive in repositories that exist already, and in no others';
      return [{ at, message, help: 'grant `ecr:CreateRepository` beside it' }];
    });
  },
};
