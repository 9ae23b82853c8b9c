import { describe, expect, it } from 'vitest';
import { orThrow } from '../src/base/result.js';
import { authorizeWorkflow } from '../src/iam/ecr/workflow.js';
import type { ClientWorkflow } from '../src/iam/ecr/workflows.js';
import { parsePolicy } from '../src/iam/parse/policy.js';
import { cases } from './cases.js';

/** An AWS managed policy: its statements about ECR, and what a role that carries it can do. */
interface ManagedPolicy {
  readonly name: string;
  readonly version: string;
  readonly recorded: string;
  readonly policy: unknown;
  readonly repository: string;
  readonly abilities: readonly string[];
  /** Workflows that it denies whatever else the role may do. */
  readonly denies?: readonly string[];
}

const workflows: Readonly<
  Record<string, Pick<ClientWorkflow, 'workflow' | 'cacheMiss' | 'createRepository'>>
> = {
  login: { workflow: 'login' },
  pull: { workflow: 'pull' },
  push: { workflow: 'push' },
  'cache-miss': { workflow: 'pull', cacheMiss: true },
  'create-on-push': { workflow: 'push', createRepository: true },
};

describe('what a role can do with a policy of AWS', () => {
  it.each(cases<ManagedPolicy>('iam/managed-policies'))(
    '$name $version of $recorded',
    ({ policy, repository, abilities, denies = [] }) => {
      const identity = [orThrow(parsePolicy(policy, 'identity'))];
      const answers = Object.entries(workflows).map(([name, workflow]) => {
        const question = {
          ...workflow,
          principal: 'arn:aws:sts::111122223333:assumed-role/builder/run-7',
          repository: `arn:aws:ecr:us-east-1:111122223333:repository/${repository}`,
        };
        return [name, authorizeWorkflow({ identity }, question).kind] as const;
      });
      const of = (kind: string) => answers.filter((one) => one[1] === kind).map(([name]) => name);
      expect(of('allowed')).toEqual(abilities);
      expect(of('explicitDeny')).toEqual(denies);
    },
  );
});
