import { unreachable } from '../../base/invariant.js';
import { isRecord } from '../../base/loose.js';
import { messages } from '../../facts/registry.js';
import { namePattern } from '../../facts/repository.js';
import { isRepositoryName } from '../../model/repository.js';
import type { Operation, Refusal } from '../operations.js';
import { refused } from './refuse.js';

/** What a member of a request holds. A mark of exclamation says that it must be there. */
type MemberKind =
  | 'text'
  | 'text!'
  | 'texts'
  | 'texts!'
  | 'flag'
  | 'record'
  | 'record!'
  | 'records'
  | 'records!';

/** The members that are looked into before anything else is; what the documents among them hold, their readers say. */
const membersOf: { readonly [O in Operation]: Readonly<Record<string, MemberKind>> } = {
  CreateRepository: {
    repositoryName: 'text!',
    tags: 'records',
    imageTagMutability: 'text',
    imageTagMutabilityExclusionFilters: 'records',
    imageScanningConfiguration: 'record',
    encryptionConfiguration: 'record',
  },
  DeleteRepository: { repositoryName: 'text!', force: 'flag' },
  DescribeRepositories: { repositoryNames: 'texts' },
  PutImage: {
    repositoryName: 'text!',
    imageManifest: 'text',
    imageManifestMediaType: 'text',
    imageTag: 'text',
    imageDigest: 'text',
  },
  BatchDeleteImage: { repositoryName: 'text!', imageIds: 'records!' },
  BatchGetImage: { repositoryName: 'text!', imageIds: 'records!' },
  DescribeImages: { repositoryName: 'text!', imageIds: 'records', filter: 'record' },
  ListImages: { repositoryName: 'text!', filter: 'record' },
  UpdateImageStorageClass: {
    repositoryName: 'text!',
    imageId: 'record!',
    targetStorageClass: 'text!',
  },
  DescribeImageReplicationStatus: { repositoryName: 'text!', imageId: 'record!' },
  StartImageScan: { repositoryName: 'text!', imageId: 'record!' },
  PutLifecyclePolicy: { repositoryName: 'text!', lifecyclePolicyText: 'text!' },
  DeleteLifecyclePolicy: { repositoryName: 'text!' },
  PutImageTagMutability: {
    repositoryName: 'text!',
    imageTagMutability: 'text!',
    imageTagMutabilityExclusionFilters: 'records',
  },
  PutImageScanningConfiguration: {
    repositoryName: 'text!',
    imageScanningConfiguration: 'record!',
  },
  SetRepositoryPolicy: { repositoryName: 'text!', policyText: 'text!', force: 'flag' },
  DeleteRepositoryPolicy: { repositoryName: 'text!' },
  TagResource: { resourceArn: 'text!', tags: 'records!' },
  UntagResource: { resourceArn: 'text!', tagKeys: 'texts!' },
  PutRegistryPolicy: { policyText: 'text!' },
  DeleteRegistryPolicy: {},
  PutReplicationConfiguration: { replicationConfiguration: 'record!' },
  PutRegistryScanningConfiguration: { scanType: 'text', rules: 'records' },
  PutSigningConfiguration: { signingConfiguration: 'record!' },
  DeleteSigningConfiguration: {},
  CreateRepositoryCreationTemplate: { prefix: 'text!', appliedFor: 'texts!' },
  UpdateRepositoryCreationTemplate: { prefix: 'text!', appliedFor: 'texts' },
  DeleteRepositoryCreationTemplate: { prefix: 'text!' },
  CreatePullThroughCacheRule: { ecrRepositoryPrefix: 'text!', upstreamRegistryUrl: 'text!' },
  UpdatePullThroughCacheRule: { ecrRepositoryPrefix: 'text!' },
  DeletePullThroughCacheRule: { ecrRepositoryPrefix: 'text!' },
  PutAccountSetting: { name: 'text!', value: 'text!' },
  RegisterPullTimeUpdateExclusion: { principalArn: 'text!' },
  DeregisterPullTimeUpdateExclusion: { principalArn: 'text!' },
  LifecycleRun: { repositoryName: 'text' },
  ClockTick: {},
};

/** Whether a text names an operation that a registry can take. */
export function isOperation(text: string): text is Operation {
  return Object.hasOwn(membersOf, text);
}

/** The first member of a request that is missing or not of its kind, as AWS refuses it. */
export function misshapenMember(operation: Operation, input: unknown): Refusal | undefined {
  const given = isRecord(input) ? input : {};
  for (const [member, kind] of Object.entries(membersOf[operation])) {
    const value = Object.hasOwn(given, member) ? given[member] : undefined;
    if (value === undefined || value === null) {
      if (!kind.endsWith('!')) continue;
      return refused('InvalidParameterException', messages.missing, member);
    }
    if (holds(value, kind)) continue;
    return refused('InvalidParameterException', messages.constraint, member, kindNames[kind]);
  }
  return undefined;
}

/** The name of a repository that is not spelled like one. */
export function misspeltName(input: unknown): Refusal | undefined {
  const name = isRecord(input) ? input['repositoryName'] : undefined;
  if (typeof name !== 'string' || isRepositoryName(name)) return undefined;
  const { wrongSpelling } = messages;
  const pattern = namePattern.slice(1, -1);
  return refused('InvalidParameterException', wrongSpelling, 'repositoryName', pattern);
}

function holds(value: unknown, kind: MemberKind): boolean {
  switch (kind) {
    case 'text':
    case 'text!':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'record':
    case 'record!':
      return isRecord(value);
    case 'texts':
    case 'texts!':
      return Array.isArray(value) && [...value].every((entry) => typeof entry === 'string');
    case 'records':
    case 'records!':
      return Array.isArray(value) && [...value].every(isRecord);
    default:
      return unreachable(kind);
  }
}

const kindNames: Readonly<Record<MemberKind, string>> = {
  text: 'must be a text',
  'text!': 'must be a text',
  texts: 'must be a list of texts',
  'texts!': 'must be a list of texts',
  flag: 'must be true or false',
  record: 'must be an object',
  'record!': 'must be an object',
  records: 'must be a list of objects',
  'records!': 'must be a list of objects',
};
