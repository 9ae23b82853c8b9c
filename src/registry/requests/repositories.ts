import type { Diagnostic } from '../../base/diagnostic.js';
import { valuesOf, withoutEntry } from '../../base/persistent-map.js';
import { repositoriesPerRegistryMax } from '../../facts/quotas.js';
import { messages } from '../../facts/registry.js';
import { defaultSettings, encryptionTypes } from '../../facts/repository.js';
import { parseRepositoryArn } from '../../model/arn.js';
import { parseTagMutability } from '../../tagging/index.js';
import {
  compileTaggedRepository,
  parseResourceTags,
  planResourceTags,
} from '../../tagging/resources/index.js';
import type { OperationInputs, Outcome, Refusal } from '../operations.js';
import { mediaOf } from '../push/arrive.js';
import {
  type Draft,
  dropDue,
  keepRegional,
  keepRepository,
  regionalOf,
  repositoryOf,
  tell,
} from '../step/draft.js';
import { noRepository, refused, refusedReading } from '../step/refuse.js';
import { isSame } from '../step/same.js';
import { done, type Turn } from '../step/turn.js';
import type { Repository, RepositorySettings } from '../types.js';
import { emptyRepository } from '../value.js';
import { repositoryRecord } from './records.js';

export function createRepository({
  draft,
  input,
}: Turn<'CreateRepository'>): Outcome<'CreateRepository'> {
  const { repositoryName } = input;
  const settings = settingsOf(draft, input);
  if ('exception' in settings) return settings;
  const refusal = refusalOfCreation(draft, input);
  if (refusal !== undefined) return refusal;
  const repository = emptyRepository(repositoryName, draft.place.atMs, settings);
  keepRepository(draft, repository);
  tell(draft, { kind: 'repository-created', repositoryName, cause: 'request' });
  return done<'CreateRepository'>({ repository: repositoryRecord(draft.place, repository) });
}

/** The settings of the request, and what it leaves out as AWS makes it. */
function settingsOf(
  { place, state }: Draft,
  input: OperationInputs['CreateRepository'],
): RepositorySettings | Refusal {
  const {
    imageTagMutability = defaultSettings.imageTagMutability,
    imageTagMutabilityExclusionFilters,
    encryptionConfiguration: encryption = { encryptionType: defaultSettings.encryptionType },
  } = input;
  const mutability = {
    imageTagMutability,
    ...(imageTagMutabilityExclusionFilters && { imageTagMutabilityExclusionFilters }),
  };
  const tagging = parseTagMutability(mutability, { readings: state.registry.readings.tagging });
  if (!tagging.ok) return refusedReading(tagging.diagnostics, 'imageTagMutability');
  if (!encryptionTypes.some((type) => type === encryption.encryptionType)) {
    const values = encryptionTypes.join(', ');
    const member = 'encryptionConfiguration.encryptionType';
    return refused('InvalidParameterException', messages.wrongValue, member, values);
  }
  const { encryptionType, kmsKey } = encryption;
  if (encryptionType === 'AES256' && kmsKey !== undefined) {
    return refused('InvalidParameterException', messages.invalidEncryption);
  }
  const region = kmsKey?.startsWith('arn:') ? kmsKey.split(':')[3] : undefined;
  if (region !== undefined && region !== place.region) {
    return refused('KmsException', messages.keyElsewhere, region);
  }
  const tags = parseResourceTags(input.tags ?? []);
  if (!tags.ok) return refusedTags(tags.diagnostics);
  const scanOnPush = input.imageScanningConfiguration?.scanOnPush ?? defaultSettings.scanOnPush;
  return {
    ...tagging.value,
    imageScanningConfiguration: { scanOnPush },
    encryptionConfiguration: { encryptionType, ...(kmsKey === undefined ? {} : { kmsKey }) },
    resourceTags: tags.value,
  };
}

/** Too many tags have an exception of their own, unless one of them is wrong in itself. */
function refusedTags(diagnostics: readonly Diagnostic[]): Refusal {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const tooMany = errors.every(({ code }) => code === 'tagging/too-many-resource-tags');
  const exception = tooMany ? 'TooManyTagsException' : 'InvalidTagParameterException';
  return refusedReading(errors, 'tags', exception);
}

/** What stands in the way of a request that is well spelled: its tags, the name, the quota. */
function refusalOfCreation(
  draft: Draft,
  { repositoryName, tags = [] }: OperationInputs['CreateRepository'],
): Refusal | undefined {
  const { registryId } = draft.place;
  const repository = repositoryOf(draft, repositoryName) === undefined ? 'missing' : 'exists';
  const plan = planResourceTags(compileTaggedRepository({ repository }), {
    operation: 'CreateRepository',
    tags,
    permissions: allAllowed,
  });
  if (plan.kind === 'refused') {
    const { repositoryAlreadyExists: exists, tags: wrongTags } = messages;
    return plan.exception === 'RepositoryAlreadyExistsException'
      ? refused(plan.exception, exists, repositoryName, registryId)
      : refused(plan.exception, wrongTags);
  }
  const limit = draft.state.registry.limits.repositories ?? repositoriesPerRegistryMax;
  if (regionalOf(draft).repositories.size < limit) return undefined;
  return refused('LimitExceededException', messages.registryFull, registryId, String(limit));
}

/** Who asks has been asked about before. */
const allAllowed = {
  'ecr:CreateRepository': 'allowed',
  'ecr:TagResource': 'allowed',
  'ecr:UntagResource': 'allowed',
} as const;

export function deleteRepository({
  draft,
  input,
}: Turn<'DeleteRepository'>): Outcome<'DeleteRepository'> {
  const { repositoryName, force = false } = input;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const { registryId } = draft.place;
  if (repository.images.size > 0 && !force) {
    const { repositoryNotEmpty } = messages;
    return refused('RepositoryNotEmptyException', repositoryNotEmpty, repositoryName, registryId);
  }
  for (const image of valuesOf(repository.images)) {
    const { imageDigest, imageTags } = image;
    dropDue(draft, { repositoryName, imageDigest }, 'activation', 'cleanup', 'archival');
    const what = { repositoryName, imageDigest, imageTags, ...mediaOf(image) };
    tell(draft, { kind: 'image-deleted', ...what, cause: 'repository-deleted' });
  }
  const { repositories } = regionalOf(draft);
  keepRegional(draft, { repositories: withoutEntry(repositories, repositoryName) });
  tell(draft, { kind: 'repository-deleted', repositoryName });
  return done<'DeleteRepository'>({ repository: repositoryRecord(draft.place, repository) });
}

export function tagResource({ draft, input }: Turn<'TagResource'>): Outcome<'TagResource'> {
  const tags = parseResourceTags(input.tags);
  if (!tags.ok) return refusedTags(tags.diagnostics);
  const change = { operation: 'TagResource', tags: input.tags, permissions: allAllowed } as const;
  return changeTags(draft, input.resourceArn, change);
}

export function untagResource({ draft, input }: Turn<'UntagResource'>): Outcome<'UntagResource'> {
  const { resourceArn, tagKeys } = input;
  const change = { operation: 'UntagResource', tagKeys, permissions: allAllowed } as const;
  return changeTags(draft, resourceArn, change);
}

function changeTags(
  draft: Draft,
  resourceArn: string,
  change: Parameters<typeof planResourceTags>[1],
): Outcome<'TagResource' | 'UntagResource'> {
  const address = parseRepositoryArn(resourceArn);
  if (!address.ok || address.value.region !== draft.place.region) {
    return refused('InvalidParameterException', messages.constraint, 'resourceArn', messages.arn);
  }
  const { repositoryName } = address.value;
  const repository = repositoryOf(draft, repositoryName);
  const { resourceTags = [] } = repository ?? {};
  const held = compileTaggedRepository({
    repository: repository === undefined ? 'missing' : 'exists',
    tags: resourceTags,
  });
  const plan = planResourceTags(held, change);
  if (plan.kind === 'refused' && plan.exception !== 'RepositoryNotFoundException') {
    return refused(plan.exception, messages.tags);
  }
  if (repository === undefined) return noRepository(draft, repositoryName);
  if (plan.kind === 'done' && !isSame(plan.tags, resourceTags)) {
    keepRepository(draft, { ...repository, resourceTags: plan.tags });
    tell(draft, { kind: 'setting-changed', setting: 'resource-tags', repositoryName });
  }
  return done<'TagResource'>({});
}

/** A repository by name, or the refusal that there is none. */
export function namedRepository(draft: Draft, repositoryName: string): Repository | Refusal {
  return repositoryOf(draft, repositoryName) ?? noRepository(draft, repositoryName);
}
