import { describe, expect, it } from 'vitest';
import { orThrow } from '../src/base/result.js';
import { authorizationMatrix } from '../src/iam/ecr/matrix.js';
import { type Remedy, withRemedy } from '../src/iam/ecr/remedies.js';
import { authorizeWorkflow } from '../src/iam/ecr/workflow.js';
import type { WorkflowQuestion } from '../src/iam/ecr/workflows.js';
import { parsePolicySet } from '../src/iam/parse/set.js';
import type { AuthorizationDecision, AuthorizeOptions } from '../src/iam/types.js';
import { cases } from './cases.js';

interface WorkflowCase {
  readonly name: string;
  readonly question: WorkflowQuestion;
  readonly policies: unknown;
  readonly kind: AuthorizationDecision['kind'];
  readonly remedies: readonly Remedy[];
  readonly missingContext?: AuthorizeOptions['missingContext'];
}

describe('whether a workflow goes through, and what is missing', () => {
  it.each(cases<WorkflowCase>('iam/workflows'))(
    '$name',
    ({ question, policies, kind, remedies, missingContext }) => {
      const set = orThrow(parsePolicySet(policies));
      const answer = authorizeWorkflow(set, question, { missingContext });
      expect(answer.remedies).toEqual(remedies);
      expect(answer.kind).toBe(kind);
      for (const { decision, remedies: own } of answer.steps) {
        if (decision.kind !== 'implicitDeny') expect(own).toEqual([]);
      }
    },
  );

  it.each(cases<WorkflowCase>('iam/workflows').filter(({ remedies }) => remedies.length > 0))(
    'with what was missing added it does: $name',
    ({ question, policies, remedies }) => {
      const before = orThrow(parsePolicySet(policies));
      // What is added for another resource than the repository's belongs in that one's policy, not in this set.
      const mended = remedies.reduce(withRemedy, before);
      expect(authorizeWorkflow(mended, question).kind).toBe('allowed');
    },
  );
});

describe('a matrix of principals, repositories and actions', () => {
  const repository = (name: string) => `arn:aws:ecr:us-east-1:111122223333:repository/${name}`;
  const policies = {
    identity: [
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'ecr:BatchGetImage', Resource: repository('web') }],
      },
    ],
  } as const;

  it('answers for each in order', () => {
    const cells = authorizationMatrix({
      principals: [
        { principal: 'arn:aws:iam::111122223333:user/ann', policies },
        { principal: 'arn:aws:iam::111122223333:user/bo', policies: {} },
      ],
      repositories: [
        { resource: repository('web'), policies: {} },
        {
          resource: repository('api'),
          policies: {
            repository: {
              Statement: {
                Effect: 'Allow',
                Principal: { AWS: 'arn:aws:iam::111122223333:user/bo' },
                Action: 'ecr:*',
              },
            },
          },
        },
      ],
      actions: ['ecr:BatchGetImage', 'ecr:PutImage'],
    });
    expect(cells.map(({ decision }) => (decision.kind === 'allowed' ? 1 : 0)).join('')).toBe(
      '10000011',
    );
    expect(cells.map((cell) => [cell.principal, cell.repository, cell.action])).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 1, 1],
      [1, 0, 0],
      [1, 0, 1],
      [1, 1, 0],
      [1, 1, 1],
    ]);
  });
});
