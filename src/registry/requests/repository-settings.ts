import { repositoryPolicyLengthMax } from '../../facts/quotas.js';
import { messages } from '../../facts/registry.js';
import { parsePolicy } from '../../iam/index.js';
import { parseLifecyclePolicy } from '../../lifecycle/index.js';
import { parseTagMutability } from '../../tagging/index.js';
import type { SettingName } from '../events.js';
import { lifecycleInForce } from '../in-force.js';
import type { Outcome } from '../operations.js';
import { mayStillSetPolicy } from '../step/authorize.js';
import { type Draft, keepRepository, repositoryOf, tell } from '../step/draft.js';
import { noRepository, refused, refusedReading } from '../step/refuse.js';
import { isSame } from '../step/same.js';
import { done, type Turn } from '../step/turn.js';
import type { Repository } from '../types.js';
import { getLifecyclePolicy, getRepositoryPolicy } from './get.js';

/** Keeps other settings of a repository, and tells of them if they are others. */
function change(
  draft: Draft,
  repository: Repository,
  setting: SettingName,
  changes: Partial<Repository>,
): void {
  const { repositoryName } = repository;
  const after = { ...repository, ...changes };
  if (settingsDiffer(repository, after)) {
    keepRepository(draft, after);
    tell(draft, { kind: 'setting-changed', setting, repositoryName });
  }
}

function settingsDiffer(before: Repository, after: Repository): boolean {
  return !isSame(settingsOf(before), settingsOf(after));
}

function settingsOf(repository: Repository) {
  const { images: _, digestOfTag: __, parentsOf: ___, referrersOf: ____, ...settings } = repository;
  const { upstreamChecks: _____, ...rest } = settings;
  return rest;
}

export function putLifecyclePolicy({
  draft,
  input,
}: Turn<'PutLifecyclePolicy'>): Outcome<'PutLifecyclePolicy'> {
  const { repositoryName, lifecyclePolicyText } = input;
  const repository = repositoryOf(draft, repositoryName);
  const read = parseLifecyclePolicy(lifecyclePolicyText);
  if (!read.ok) return refusedReading(read.diagnostics, 'LifecyclePolicyText');
  if (repository === undefined) return noRepository(draft, repositoryName);
  if (repository.lifecyclePolicy?.lifecyclePolicyText !== lifecyclePolicyText) {
    const { readings } = draft.state.registry;
    const lifecyclePolicy = lifecycleInForce(read.value, lifecyclePolicyText, readings);
    change(draft, repository, 'lifecycle-policy', { lifecyclePolicy });
  }
  const { registryId } = draft.place;
  return done<'PutLifecyclePolicy'>({ registryId, repositoryName, lifecyclePolicyText });
}

export function deleteLifecyclePolicy({
  draft,
  input,
}: Turn<'DeleteLifecyclePolicy'>): Outcome<'DeleteLifecyclePolicy'> {
  const answer = getLifecyclePolicy({ draft, input });
  const repository = repositoryOf(draft, input.repositoryName);
  if (answer.kind === 'refused' || repository === undefined) return answer;
  change(draft, repository, 'lifecycle-policy', { lifecyclePolicy: undefined });
  return answer;
}

export function putImageTagMutability({
  draft,
  input,
}: Turn<'PutImageTagMutability'>): Outcome<'PutImageTagMutability'> {
  const { repositoryName, imageTagMutability, imageTagMutabilityExclusionFilters } = input;
  const tags = {
    imageTagMutability,
    ...(imageTagMutabilityExclusionFilters && { imageTagMutabilityExclusionFilters }),
  };
  const { tagging } = draft.state.registry.readings;
  const read = parseTagMutability(tags, { readings: tagging });
  if (!read.ok) return refusedReading(read.diagnostics, 'imageTagMutability');
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const filters = read.value.imageTagMutabilityExclusionFilters;
  const settings = { imageTagMutability, imageTagMutabilityExclusionFilters: filters };
  change(draft, repository, 'tag-mutability', settings);
  const { registryId } = draft.place;
  return done<'PutImageTagMutability'>({ registryId, repositoryName, ...read.value });
}

export function putImageScanningConfiguration({
  draft,
  input,
}: Turn<'PutImageScanningConfiguration'>): Outcome<'PutImageScanningConfiguration'> {
  const { repositoryName } = input;
  const repository = repositoryOf(draft, repositoryName);
  if (repository === undefined) return noRepository(draft, repositoryName);
  const { scanOnPush = false } = input.imageScanningConfiguration;
  const imageScanningConfiguration = { scanOnPush: scanOnPush === true };
  change(draft, repository, 'image-scanning', { imageScanningConfiguration });
  const { registryId } = draft.place;
  return done<'PutImageScanningConfiguration'>({
    registryId,
    repositoryName,
    imageScanningConfiguration,
  });
}

export function setRepositoryPolicy({
  draft,
  command,
  input,
}: Turn<'SetRepositoryPolicy'>): Outcome<'SetRepositoryPolicy'> {
  const { repositoryName, policyText, force = false } = input;
  const repository = repositoryOf(draft, repositoryName);
  if (policyText.length > repositoryPolicyLengthMax) {
    const { tooMany } = messages;
    const bound = String(repositoryPolicyLengthMax);
    return refused('InvalidParameterException', tooMany, 'policyText', bound);
  }
  const read = parsePolicy(policyText, 'repository');
  if (!read.ok) return refused('InvalidParameterException', messages.invalidRepositoryPolicy);
  if (repository === undefined) return noRepository(draft, repositoryName);
  if (!force && !mayStillSetPolicy(draft, command, repositoryName, read.value)) {
    return refused('InvalidParameterException', messages.policyLocksOut);
  }
  const repositoryPolicy = { policyText, document: read.value };
  change(draft, repository, 'repository-policy', { repositoryPolicy });
  const { registryId } = draft.place;
  return done<'SetRepositoryPolicy'>({ registryId, repositoryName, policyText });
}

export function deleteRepositoryPolicy({
  draft,
  input,
}: Turn<'DeleteRepositoryPolicy'>): Outcome<'DeleteRepositoryPolicy'> {
  const answer = getRepositoryPolicy({ draft, input });
  const repository = repositoryOf(draft, input.repositoryName);
  if (answer.kind === 'refused' || repository === undefined) return answer;
  change(draft, repository, 'repository-policy', { repositoryPolicy: undefined });
  return answer;
}
