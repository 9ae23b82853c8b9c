import { createdWithDefaults } from '../facts/templates.js';
import { defaultCreation } from './compile.js';
import { chooseTemplate } from './match.js';
import type {
  CompiledTemplates,
  CreationPlan,
  RepositoryCreation,
  SettledCreation,
} from './types.js';

/** Whether ECR creates a repository by itself, and with which settings. Templates never touch one that exists. */
export function planRepositoryCreation(
  compiled: CompiledTemplates,
  creation: RepositoryCreation,
): CreationPlan {
  const { repository = 'missing' } = creation;
  if (repository === 'exists') return { kind: 'exists' };
  const created = create(compiled, creation);
  return repository === 'missing'
    ? created
    : { kind: 'depends', on: ['repository'], ifMissing: created };
}

function create(
  compiled: CompiledTemplates,
  { repositoryName, occasion }: RepositoryCreation,
): SettledCreation {
  const template = chooseTemplate(compiled, repositoryName, occasion);
  if (template === undefined) {
    return createdWithDefaults.some((lenient) => lenient === occasion)
      ? { kind: 'created', template: null, settings: defaultCreation }
      : { kind: 'refused', reason: 'no-template' };
  }
  const { prefix, customRoleArn, needsRoleFor, settings } = template;
  if (needsRoleFor.length > 0 && customRoleArn === undefined) {
    return { kind: 'failed', reason: 'role-missing', template: prefix, needsRoleFor };
  }
  const role = customRoleArn === undefined ? 'service-linked' : 'custom';
  return { kind: 'created', template: prefix, role, settings };
}
