import { unreachable } from '../../base/invariant.js';
import { isRecord, property } from '../../base/loose.js';
import { messages } from '../../facts/registry.js';
import { namePattern, registryIdPattern } from '../../facts/repository.js';
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
  DescribeImageSigningStatus: { repositoryName: 'text!', imageId: 'record!' },
  ListImageReferrers: { repositoryName: 'text!', subjectId: 'record!', filter: 'record' },
  StartImageScan: { repositoryName: 'text!', imageId: 'record!' },
  PutLifecyclePolicy: { repositoryName: 'text!', lifecyclePolicyText: 'text!' },
  GetLifecyclePolicy: { repositoryName: 'text!' },
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
  GetRepositoryPolicy: { repositoryName: 'text!' },
  DeleteRepositoryPolicy: { repositoryName: 'text!' },
  TagResource: { resourceArn: 'text!', tags: 'records!' },
  UntagResource: { resourceArn: 'text!', tagKeys: 'texts!' },
  PutRegistryPolicy: { policyText: 'text!' },
  GetRegistryPolicy: {},
  DeleteRegistryPolicy: {},
  DescribeRegistry: {},
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

/** Whether requests of an operation name a repository. */
export function namesRepository(operation: Operation): boolean {
  return 'repositoryName' in membersOf[operation];
}

/** The members that a request has; a null says that there is none, and what is no object has none at all. */
export function givenMembers(input: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(input)) return {};
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given);
}

/** The first member of a request that is missing or not of its kind, as AWS refuses it. */
export function misshapenMember(operation: Operation, given: unknown): Refusal | undefined {
  for (const [member, kind] of Object.entries(membersOf[operation])) {
    const value = property(given, member);
    if (value === undefined) {
      if (!kind.endsWith('!')) continue;
      const named = member === 'policyText' ? policyTextName : member;
      return refused('InvalidParameterException', messages.missing, named);
    }
    if (holds(value, kind)) continue;
    return refused('InvalidParameterException', messages.constraint, member, kindNames[kind]);
  }
  return misspeltRegistryId(given) ?? misshapenSetting(given);
}

/** The first member of a settings object that is not of its kind; a null there says that there is none. */
function misshapenSetting(given: unknown): Refusal | undefined {
  for (const [[record, member], kind] of settingMembers) {
    const value = property(property(given, record), member) ?? undefined;
    if (value === undefined || holds(value, kind)) continue;
    const name = `${record}.${member}`;
    return refused('InvalidParameterException', messages.constraint, name, kindNames[kind]);
  }
  return undefined;
}

const settingMembers: readonly (readonly [readonly [string, string], MemberKind])[] = [
  [['imageScanningConfiguration', 'scanOnPush'], 'flag'],
  [['encryptionConfiguration', 'kmsKey'], 'text'],
];

/** The account that a request names and that is not spelled like one. */
function misspeltRegistryId(given: unknown): Refusal | undefined {
  const value = property(given, 'registryId');
  if (value === undefined) return undefined;
  if (typeof value !== 'string') {
    return refused('InvalidParameterException', messages.constraint, 'registryId', kindNames.text);
  }
  if (registryIds.test(value)) return undefined;
  const { wrongSpelling } = messages;
  const pattern = registryIdPattern.slice(1, -1);
  return refused('InvalidParameterException', wrongSpelling, 'registryId', pattern);
}

const registryIds = /* @__PURE__ */ new RegExp(registryIdPattern);

/** The name of a repository that is not spelled like one. */
export function misspeltName(name: string | undefined): Refusal | undefined {
  if (name === undefined || isRepositoryName(name)) return undefined;
  const { wrongSpelling } = messages;
  const pattern = namePattern.slice(1, -1);
  return refused('InvalidParameterException', wrongSpelling, 'repositoryName', pattern);
}

/** AWS names the text of a policy so when it is missing. */
const policyTextName = 'PolicyText';

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
