import { createRepositoryActions, pullThroughMissActions } from '../../facts/ecr-actions.js';
import { placeOf } from './grants.js';
import type { PolicyRule } from './subject.js';

/** A cache that fills only what exists. */
export const pullThroughIncomplete: PolicyRule = {
  code: 'iam/pull-through-incomplete',
  severity: 'info',
  title: 'the import of upstream images is granted without the creation of repositories',
  why: `The first pull of an image through the cache creates its repository, for which the caller needs
\`ecr:CreateRepository\` besides \`ecr:BatchImportUpstreamImage\`. Without it that pull fails.`,
  kinds: ['identity', 'session', 'registry'],
  maturity: 'stable',
  since: '0.1.0',
  because: ['ecr.pullThroughMissActions', 'ecr.createRepositoryActions'],
  check: ({ document: { statements } }) => {
    const allows = statements.filter(({ effect }) => effect === 'Allow');
    if (allows.some(({ reached }) => reached.has(createRepositoryActions[0]))) return [];
    return allows.flatMap((statement) => {
      const at = placeOf(statement, pullThroughMissActions[0]);
      if (at === undefined) return [];
      const message = 'the first pull of an image whose repository is not there yet fails';
      return [{ at, message, help: 'grant `ecr:CreateRepository` beside it' }];
    });
  },
};
