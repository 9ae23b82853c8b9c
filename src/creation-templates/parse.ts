import { capped, type Diagnostic } from '../base/diagnostic.js';
import { readDocument } from '../base/document.js';
import { pointer } from '../base/json-text.js';
import { property, textOf } from '../base/loose.js';
import { type Respelled, type Spellings, unwrapped } from '../base/respell.js';
import { type Result, unlessRefused } from '../base/result.js';
import { shapeDiagnostics } from '../base/shape.js';
import type { FactId } from '../facts/ledger/index.js';
import { defaultSettings } from '../facts/repository.js';
import { lifecyclePolicyLengthMax, repositoryPolicyLengthMax } from '../facts/templates.js';
import {
  factOfLimit,
  validateRepositoryCreationTemplate,
} from '../generated/validators/repository-creation-template.js';
import { parsePolicy } from '../iam/index.js';
import { parseLifecyclePolicy } from '../lifecycle/index.js';
import { parseTagMutability, type TaggingReadings } from '../tagging/index.js';
import { parseResourceTags } from '../tagging/resources/index.js';
import { encryptionProblems, sharedNamespaces } from './check.js';
import type { RepositoryCreationTemplate } from './types.js';

const voice = {
  domain: 'creation-templates',
  factOfLimit,
  otherwise: 'templates.grammar' satisfies FactId,
};

/** CloudFormation's own spellings, and Terraform's. */
const spellings: Spellings = {
  names: {
    Prefix: 'prefix',
    Description: 'description',
    AppliedFor: 'appliedFor',
    EncryptionConfiguration: 'encryptionConfiguration',
    EncryptionType: 'encryptionType',
    KmsKey: 'kmsKey',
    ImageTagMutability: 'imageTagMutability',
    ImageTagMutabilityExclusionFilters: 'imageTagMutabilityExclusionFilters',
    ImageTagMutabilityExclusionFilterType: 'filterType',
    ImageTagMutabilityExclusionFilterValue: 'filter',
    ResourceTags: 'resourceTags',
    RepositoryPolicy: 'repositoryPolicy',
    LifecyclePolicy: 'lifecyclePolicy',
    CustomRoleArn: 'customRoleArn',
    CreatedAt: 'createdAt',
    UpdatedAt: 'updatedAt',
    applied_for: 'appliedFor',
    encryption_configuration: 'encryptionConfiguration',
    encryption_type: 'encryptionType',
    kms_key: 'kmsKey',
    image_tag_mutability: 'imageTagMutability',
    image_tag_mutability_exclusion_filter: 'imageTagMutabilityExclusionFilters',
    filter_type: 'filterType',
    resource_tags: 'resourceTags',
    repository_policy: 'repositoryPolicy',
    lifecycle_policy: 'lifecyclePolicy',
    custom_role_arn: 'customRoleArn',
  },
  emptyIsAbsent: [
    'encryption_configuration',
    'kms_key',
    'image_tag_mutability_exclusion_filter',
    'resource_tags',
    'repository_policy',
    'lifecycle_policy',
    'custom_role_arn',
  ],
  blocks: ['encryption_configuration'],
  tagMaps: ['resource_tags'],
};

const wrappers = ['Properties', 'repositoryCreationTemplates', 'repositoryCreationTemplate'];

/**
 * Reads creation templates, from a value or from JSON text: the output of `aws ecr
 * describe-repository-creation-templates`, a list of templates, or one template as CreateRepositoryCreationTemplate,
 * CloudFormation or Terraform takes it. Every problem is reported at once. The policies that a template carries stay text;
 * what is wrong with them is a warning.
 */
export function parseCreationTemplates(
  input: unknown,
  { readings }: { readonly readings?: TaggingReadings | undefined } = {},
): Result<readonly RepositoryCreationTemplate[]> {
  const document = readDocument(input, voice);
  if (!document.ok) return document;
  const { value, within } = openTemplates(document.value.value);
  const isList = Array.isArray(value);
  const list: readonly unknown[] = isList ? value : [value];
  const problems = capped(voice.domain, [
    ...list.flatMap((template, index) => {
      const at = isList ? pointer('', index) : '';
      return templateProblems(template, readings).map((problem) => ({
        ...problem,
        at: at + problem.at,
      }));
    }),
    ...sharedNamespaces(list),
  ]);
  const found = [...document.diagnostics, ...document.value.place(within(problems))];
  return unlessRefused(list.map(templateOf), found);
}

/** The templates, or the one, inside the answer or resource they stand in, and the way back to their places. */
export function openTemplates(document: unknown): Respelled {
  return unwrapped(document, wrappers, spellings);
}

/** What a template is made of, without what AWS adds to it. Sound once nothing was refused. */
function templateOf(value: unknown): RepositoryCreationTemplate {
  // The validator has proved the shape wherever the result is used.
  const { createdAt, updatedAt, ...template } = (value ?? {}) as RepositoryCreationTemplate & {
    readonly createdAt?: unknown;
    readonly updatedAt?: unknown;
  };
  return template;
}

function templateProblems(
  template: unknown,
  readings: TaggingReadings | undefined,
): readonly Diagnostic[] {
  return [
    ...shapeDiagnostics(validateRepositoryCreationTemplate, template, voice),
    ...tagSettingProblems(template, readings),
    ...resourceTagProblems(template),
    ...carriedPolicyProblems(template),
    ...encryptionProblems(template),
  ];
}

/** Tag settings as a repository's own; left out, they are the default. */
function tagSettingProblems(
  template: unknown,
  readings: TaggingReadings | undefined,
): readonly Diagnostic[] {
  const setting = property(template, 'imageTagMutability');
  const filters = property(template, 'imageTagMutabilityExclusionFilters');
  const settings = {
    imageTagMutability: setting === undefined ? defaultSettings.imageTagMutability : setting,
    ...(filters === undefined ? {} : { imageTagMutabilityExclusionFilters: filters }),
  };
  return parseTagMutability(settings, { readings }).diagnostics;
}

function resourceTagProblems(template: unknown): readonly Diagnostic[] {
  const tags = property(template, 'resourceTags');
  if (!Array.isArray(tags)) return [];
  return parseResourceTags(tags).diagnostics.map((problem) => ({
    ...problem,
    at: `/resourceTags${problem.at}`,
  }));
}

/** A policy that a template carries as text: which, how long it may be, who reads it, and what is in doubt about it. */
interface CarriedPolicy {
  readonly member: 'lifecyclePolicy' | 'repositoryPolicy';
  readonly lengthMax: number;
  readonly parse: (text: string) => Result<unknown>;
  readonly fact: FactId;
}

const carriedPolicies: readonly CarriedPolicy[] = [
  {
    member: 'lifecyclePolicy',
    lengthMax: lifecyclePolicyLengthMax,
    parse: parseLifecyclePolicy,
    fact: 'templates.lifecyclePolicyIsChecked',
  },
  {
    member: 'repositoryPolicy',
    lengthMax: repositoryPolicyLengthMax,
    parse: (text) => parsePolicy(text, 'repository'),
    fact: 'templates.repositoryPolicyIsChecked',
  },
];

/**
 * What is wrong with the policies a repository would get. Nobody says whether the template is refused for them, so these
 * are warnings; places point at the text. How long it may be is said by the template's own limit, which has no least.
 */
function carriedPolicyProblems(template: unknown): readonly Diagnostic[] {
  return carriedPolicies.flatMap(({ member, lengthMax, parse, fact }) => {
    const text = textOf(property(template, member)) ?? '';
    if (text === '' || text.length > lengthMax) return [];
    const found = parse(text).diagnostics.filter(({ code }) => code !== 'lifecycle/text-length');
    return found.map(
      ({ code, message, at, because, help }): Diagnostic => ({
        code,
        severity: 'warning',
        message,
        at: `/${member}${at}`,
        because: [...because, fact],
        help,
      }),
    );
  });
}
