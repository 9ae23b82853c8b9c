import { at } from '../base/invariant.js';
import { compilePrefixes } from '../base/prefixes.js';
import { defaultSettings as defaults } from '../facts/repository.js';
import { prefixEnd, roleEncryptionTypes, rootPrefix } from '../facts/templates.js';
import type {
  CompiledTemplate,
  CompiledTemplates,
  CreatedSettings,
  EncryptionConfiguration,
  RepositoryCreationTemplate,
  RoleNeed,
  TemplateReadings,
} from './types.js';

/** Turns the templates of a registry into the form that `planRepositoryCreation` runs. */
export function compileCreationTemplates(
  templates: readonly RepositoryCreationTemplate[],
  { readings = {} }: { readonly readings?: TemplateReadings | undefined } = {},
): CompiledTemplates {
  const compiled = templates.map(compileTemplate).sort(byPrefix);
  const index = compilePrefixes(compiled.map(({ namespace }) => namespace));
  const places = new Map(index.prefixes.map((prefix, place) => [prefix, place]));
  const lists: number[][] = index.prefixes.map(() => []);
  for (const [template, { namespace }] of compiled.entries()) {
    const place = places.get(namespace);
    if (place !== undefined) at(lists, place).push(template);
  }
  return {
    templates: compiled,
    index: { ...index, templates: lists },
    readings: { templateChoice: readings.templateChoice ?? 'occasion-first' },
  };
}

function byPrefix(a: CompiledTemplate, b: CompiledTemplate): number {
  return a.prefix < b.prefix ? -1 : 1;
}

function compileTemplate(template: RepositoryCreationTemplate): CompiledTemplate {
  const { prefix, appliedFor, customRoleArn } = template;
  const settings = settingsOf(template);
  return {
    prefix,
    namespace: namespaceOf(prefix),
    appliedFor,
    ...(customRoleArn ? { customRoleArn } : {}),
    needsRoleFor: needsOf(settings),
    settings,
  };
}

/** What a prefix asks of a name's beginning; `ROOT` asks nothing. */
export function namespaceOf(prefix: string): string {
  if (prefix === rootPrefix) return '';
  return prefix.endsWith(prefixEnd) ? prefix : prefix + prefixEnd;
}

function needsOf({ encryptionConfiguration, resourceTags }: CreatedSettings): readonly RoleNeed[] {
  const { encryptionType } = encryptionConfiguration;
  const kms = roleEncryptionTypes.some((needing) => needing === encryptionType);
  const needs: RoleNeed[] = kms ? ['kms'] : [];
  return resourceTags.length > 0 ? [...needs, 'resource-tags'] : needs;
}

/** What a repository is that is created without a template. */
export const defaultCreation: CreatedSettings = {
  imageTagMutability: defaults.imageTagMutability,
  encryptionConfiguration: { encryptionType: defaults.encryptionType },
  imageScanningConfiguration: { scanOnPush: defaults.scanOnPush },
  resourceTags: [],
};

/** The settings a template gives; what it leaves out is as in a repository without one. */
function settingsOf(template: RepositoryCreationTemplate): CreatedSettings {
  const { imageTagMutabilityExclusionFilters, repositoryPolicy, lifecyclePolicy } = template;
  return {
    ...defaultCreation,
    imageTagMutability: template.imageTagMutability ?? defaultCreation.imageTagMutability,
    ...(imageTagMutabilityExclusionFilters ? { imageTagMutabilityExclusionFilters } : {}),
    encryptionConfiguration: encryptionOf(template.encryptionConfiguration),
    resourceTags: template.resourceTags ?? [],
    ...(repositoryPolicy ? { repositoryPolicy } : {}),
    ...(lifecyclePolicy ? { lifecyclePolicy } : {}),
  };
}

function encryptionOf(
  configuration: EncryptionConfiguration = defaultCreation.encryptionConfiguration,
): EncryptionConfiguration {
  const { encryptionType, kmsKey } = configuration;
  return kmsKey ? { encryptionType, kmsKey } : { encryptionType };
}
