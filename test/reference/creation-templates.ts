import type { Occasion, RepositoryCreationTemplate } from '../../src/creation-templates/index.js';

/**
 * The choice of a creation template as the guide words it, naively. Shares no code with the engine.
 *
 * A slash is always assumed at the end of a prefix. Of the templates meant for the occasion whose prefix the name starts
 * with, the longest counts; `ROOT` counts when there is none.
 */
export function referenceTemplate(
  templates: readonly RepositoryCreationTemplate[],
  repositoryName: string,
  occasion: Occasion,
): RepositoryCreationTemplate | undefined {
  const meant = templates.filter(({ appliedFor }) => appliedFor.includes(occasion));
  const lengthOf = ({ prefix }: RepositoryCreationTemplate) => withSlash(prefix).length;
  const fitting = meant
    .filter(({ prefix }) => prefix !== 'ROOT')
    .filter(({ prefix }) => repositoryName.slice(0, withSlash(prefix).length) === withSlash(prefix))
    .sort((a, b) => lengthOf(b) - lengthOf(a));
  return fitting[0] ?? meant.find(({ prefix }) => prefix === 'ROOT');
}

function withSlash(prefix: string): string {
  return prefix.replace(/\/?$/, '/');
}

/** What a push, a pull or a replication makes of a missing repository: a template's prefix, or a word. */
export function referenceCreation(
  templates: readonly RepositoryCreationTemplate[],
  repositoryName: string,
  occasion: Occasion,
): string {
  const template = referenceTemplate(templates, repositoryName, occasion);
  if (template === undefined) return occasion === 'CREATE_ON_PUSH' ? 'refused' : 'defaults';
  const kms = (template.encryptionConfiguration?.encryptionType ?? 'AES256') !== 'AES256';
  const tags = (template.resourceTags ?? []).length > 0;
  if ((kms || tags) && template.customRoleArn === undefined) return `failed: ${template.prefix}`;
  return `created: ${template.prefix}`;
}
