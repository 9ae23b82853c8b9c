import { type Occasion, planRepositoryCreation } from '../../creation-templates/index.js';
import { parsePolicy } from '../../iam/index.js';
import { parseLifecyclePolicy } from '../../lifecycle/index.js';
import { lifecycleInForce } from '../in-force.js';
import { type Draft, keepRepository, regionalOf, tell } from '../step/draft.js';
import type { Repository } from '../types.js';
import { emptyRepository } from '../value.js';

const causes = {
  CREATE_ON_PUSH: 'push',
  REPLICATION: 'replication',
  PULL_THROUGH_CACHE: 'pull-through',
} as const;

/** Creates a missing repository as the templates have it. Undefined when none is to be, or none can be, created. */
export function createByTemplate(
  draft: Draft,
  repositoryName: string,
  occasion: Occasion,
): Repository | undefined {
  const { compiled } = regionalOf(draft).creationTemplates;
  const plan = planRepositoryCreation(compiled, { repositoryName, occasion });
  if (plan.kind !== 'created') return undefined;
  const { repositoryPolicy, lifecyclePolicy, ...settings } = plan.settings;
  const created: Repository = {
    ...emptyRepository(repositoryName, draft.place.atMs, settings),
    repositoryPolicy: policyOf(repositoryPolicy),
    lifecyclePolicy: lifecycleOf(draft, lifecyclePolicy),
  };
  keepRepository(draft, created);
  const { template } = plan;
  tell(draft, { kind: 'repository-created', repositoryName, cause: causes[occasion], template });
  return created;
}

/** A template's policies were read when it was put; one that cannot be read is as good as none. */
function policyOf(policyText: string | undefined): Repository['repositoryPolicy'] {
  if (policyText === undefined) return undefined;
  const read = parsePolicy(policyText, 'repository');
  return read.ok ? { policyText, document: read.value } : undefined;
}

function lifecycleOf({ state }: Draft, text: string | undefined): Repository['lifecyclePolicy'] {
  if (text === undefined) return undefined;
  const read = parseLifecyclePolicy(text);
  return read.ok ? lifecycleInForce(read.value, text, state.registry.readings) : undefined;
}
